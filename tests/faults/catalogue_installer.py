"""A terminal's stock that installs one version after another, and says each only after it switched to it."""

import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.app.stock import Stock
from kiosk.catalogue.installing import take_waiting
from kiosk.catalogue.shelf import Shelf
from tests.unit.catalogue_packages import change, public, publish

PUBLISHER = Ed25519PrivateKey.from_private_bytes(b"the publisher of this rig's file")


def shelf_in(folder: Path) -> Shelf:
    return Shelf(folder / "shelf", folder / "shipped", frozenset({public(PUBLISHER)}))


def main(folder: Path) -> None:
    shelf = shelf_in(folder)
    stock = Stock(shelf)
    stock()
    _say(stock)
    take_waiting(shelf)  # what a cut left there
    while True:
        if (loaded := stock.newer()) is not None:
            stock.switch(loaded)
            _say(stock)
        change(folder / "folder", "manifest.json", version=str(int(stock.info.version) + 1))
        made = publish(folder / "folder", folder / "made.catalogue", PUBLISHER)
        shelf.stage("next.catalogue", (made.read_bytes(),))
        take_waiting(shelf)


def _say(stock: Stock) -> None:
    sys.stdout.write(f"{stock.info.version}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
