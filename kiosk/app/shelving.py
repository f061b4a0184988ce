"""Settings to the shelf of catalogue packages."""

from pathlib import Path

from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.trust import KeyUnusable, read_publisher
from kiosk.settings import Settings


def shelf_of(settings: Settings) -> Shelf:
    """A key that cannot be read trusts nobody; the self-check says so, and the terminal serves."""
    publishers, bad = set(), []
    for file in settings.kiosk.publisher_key_files:
        try:
            publishers.add(read_publisher(Path(file)))
        except KeyUnusable as fault:
            bad.append(str(fault))
    return Shelf(settings.shelf_dir, settings.catalogue_dir, frozenset(publishers), tuple(bad))
