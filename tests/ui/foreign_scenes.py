"""Forms that others wrote, without a word of ours: nested objects, numbers and lists, each page empty."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from kiosk.catalogue import load
from kiosk.domain.item import Catalogue
from tests.ui.form_stage import FormStage
from tests.unit.foreign_forms import package

ForeignScene = Callable[[FormStage], None]
SHOWN = ("card-and-billing-address", "household-benefit", "visa-application")


@cache
def foreign_catalogue() -> Catalogue:
    """Kept in memory: forms are read when they are asked for, so they are asked for here."""
    with tempfile.TemporaryDirectory() as folder:
        catalogue = load(package(Path(folder)))
        for item in catalogue.items:
            if item.id in SHOWN and item.form:
                catalogue.forms[item.form]
        return catalogue


def _page(name: str, number: int) -> ForeignScene:
    def scene(stage: FormStage) -> None:
        stage.start(name)
        pages = stage.draft.asked().pages
        stage.start_page(pages[min(number, len(pages) - 1)].id)
        stage.form.next()

    return scene


FOREIGN_SCENES: dict[str, ForeignScene] = {
    f"foreign-{name}-{number}": _page(name, number) for name in SHOWN for number in range(2)
}
