"""Inputs made for fingers as pictures: empty, being typed, answered, wrong."""

from collections.abc import Callable

from tests.ui.form_stage import FormStage
from tests.ui.input_forms import VILLAGES, at_page
from tests.unit.catalogue_samples import BANK_CARD

InputScene = Callable[[FormStage], None]


def _page(
    page: str, answers: dict[str, object] | None = None, *, wrong: bool = False, edit: str = ""
) -> InputScene:
    def scene(stage: FormStage) -> None:
        at_page(stage, page, **(answers or {}))
        if wrong:
            stage.form.next()
        if edit:
            stage.touch.tap(f"form.field.{edit}")

    return scene


def _villages(stage: FormStage) -> None:
    at_page(stage, "home")
    stage.form.enter("village", stage.form_state().fields[0].groups[1])


def _narrowed(stage: FormStage) -> None:
    at_page(stage, "people")
    stage.form.narrow("people", "L")


MONEY: dict[str, object] = {"income": 12000.5, "capital": 30, "card": BANK_CARD}
WRONG = MONEY | {"card": BANK_CARD[:-1], "income": 20_000_000}
INPUT_SCENES: dict[str, InputScene] = {
    "input-money": _page("money"),
    "input-money-answered": _page("money", MONEY),
    "input-money-wrong": _page("money", WRONG, wrong=True),
    "input-money-typing": _page("money", MONEY, edit="income"),
    "input-card-typing": _page("money", MONEY, edit="card"),
    "input-plate-province": _page("car", edit="plate"),
    "input-plate-typing": _page("car", {"plate": "渝C12"}, edit="plate"),
    "input-car-answered": _page("car", {"plate": "渝C12345F", "mileage": 100050}),
    "input-car-wrong": _page("car", {"plate": "渝C12"}, wrong=True),
    "input-town-first": _page("home"),
    "input-village-second": _villages,
    "input-village-answered": _page("home", {"village": VILLAGES[3].code}),
    "input-village-wrong": _page("home", wrong=True),
    "input-letters": _page("people"),
    "input-letters-narrowed": _narrowed,
    "input-letters-wrong": _page("people", wrong=True),
}
