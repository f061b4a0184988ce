"""SIGKILL while a catalogue is installed and switched to: the old one or the new one serves, whole."""

import random
from pathlib import Path

from kiosk.app.stock import Stock
from kiosk.catalogue.durable_file import UNFINISHED
from tests.faults.catalogue_installer import shelf_in
from tests.faults.finding import Finding
from tests.faults.lives import one_life
from tests.unit.catalogue_packages import small_folder

LONGEST_LIFE_S = 0.6  # about two installations


def run(folder: Path, count: int, seed: int) -> Finding:
    """Start an installer on one shelf `count` times; kill it at a random moment; look at what is left."""
    chance = random.Random(seed)
    for name in ("shipped", "folder"):
        small_folder(folder / name, "1")
    problems: list[str] = []
    last = 1
    for _ in range(count):
        said = one_life("tests.faults.catalogue_installer", folder, chance.uniform(0, LONGEST_LIFE_S))
        if int(said[0]) < last:
            problems.append(f"version {said[0]} served after {last}")
        last = int(said[-1])
        problems += _left(folder, last)
    return Finding(
        name="kill_catalogue",
        count=count,
        seed=seed,
        problems=tuple(problems),
        facts={"versions": last},
    )


def _left(folder: Path, said: int) -> list[str]:
    """What is wrong with the shelf after a death; at most one version was installed and not yet said."""
    shelf = shelf_in(folder)
    stock = Stock(shelf)
    served = stock()
    for name in served.forms:
        served.forms[name]
    wrong = [f"{name} cannot be used: {fault}" for name, fault in shelf.unusable.items()]
    if int(stock.info.version) not in (said, said + 1):
        wrong.append(f"version {stock.info.version} serves after {said} was said")
    if (refused := shelf.last_refused()) is not None:
        wrong.append(f"refused: {refused}")
    unfinished = list(shelf.installed.glob(f".*{UNFINISHED}"))
    if len(unfinished) > len(("copied", "judged")):
        wrong.append(f"what deaths left behind piles up: {len(unfinished)}")
    return wrong
