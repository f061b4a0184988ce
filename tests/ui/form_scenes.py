"""Every kind of question as a picture: empty, answered, wrong; and the way through a repeating group."""

from collections.abc import Callable

import msgspec

from kiosk.catalogue import load
from kiosk.services.filing import CaseFiled
from kiosk.settings import ROOT
from kiosk.ui.viewmodels.photos import PhotosViewModel
from tests.ui.card_scenes import CARD_SCENES
from tests.ui.foreign_scenes import FOREIGN_SCENES, foreign_catalogue
from tests.ui.form_stage import CARD, FormStage
from tests.ui.input_forms import INPUTS
from tests.ui.input_scenes import INPUT_SCENES
from tests.unit.catalogue_samples import SAMPLES, SIGNATURE

CATALOGUE = load(ROOT / "config" / "catalogue")
RELIEF, TRADER, UNEMPLOYED = "temporary-relief", "sole-trader-registration", "unemployment-registration"
FormScene = Callable[[FormStage], None]


def _page(page: str, *, answered: bool = False, wrong: bool = False) -> FormScene:
    """A page of the form with every kind of question."""

    def scene(stage: FormStage) -> None:
        stage.start()
        if answered:
            stage.answer_all()
        stage.start_page(page)
        if wrong:
            stage.form.next()

    return scene


def _choosing(field: str, *numbers: int) -> FormScene:
    """The date chooser, after these keys of it."""

    def scene(stage: FormStage) -> None:
        stage.start(page="when")
        stage.touch.tap(f"form.field.{field}")
        for number in numbers:
            stage.touch.tap(f"date.{number}")

    return scene


def _wrong_answers(stage: FormStage) -> None:
    stage.start()
    stage.answer_all()
    stage.draft.answers |= {"phone": "138", "people": 30, "start": "2030-01-01", "id_number": "500111"}
    stage.start_page("who")
    stage.form.next()


def _card(stage: FormStage) -> None:
    stage.start(page="who")
    stage.form.use_card(CARD)


def document_wrong(stage: FormStage) -> None:
    """A passport with what a passport's number cannot be, and a telephone that is none."""
    stage.start(RELIEF)
    stage.draft.answers |= SAMPLES[RELIEF] | {"id_type": "passport", "id_number": "1", "phone": "12"}
    stage.start_page("identity")
    stage.form.next()


def long_typing(stage: FormStage) -> None:
    stage.start(page="more")
    stage.touch.tap("form.field.note")
    stage.form.setText("note", "家里老人行动不便，上门之前请先打电话，谢谢。" * 4)


def _relief(stage: FormStage, page: str) -> None:
    stage.start(RELIEF)
    stage.draft.answers |= SAMPLES[RELIEF]
    stage.start_page(page)


def list_empty(stage: FormStage) -> None:
    _relief(stage, "members")
    for _ in range(2):
        stage.draft.remove_row("members/0")
    stage.form.refresh()


def list_filled(stage: FormStage) -> None:
    _relief(stage, "members")


def list_removing(stage: FormStage) -> None:
    list_filled(stage)
    stage.form.removeRow("members/1")


def list_wrong(stage: FormStage) -> None:
    list_filled(stage)
    stage.draft.answer("members/1/id_number", "500111")
    stage.form.next()


def row(stage: FormStage) -> None:
    list_filled(stage)
    stage.form.openRow("members/1")


def row_wrong(stage: FormStage) -> None:
    list_filled(stage)
    stage.form.addRow("members")
    stage.form.next()


def list_of_words(stage: FormStage) -> None:
    stage.start(TRADER)
    stage.draft.answers |= SAMPLES[TRADER]
    stage.start_page("scope")


def check_rows(stage: FormStage) -> None:
    _relief(stage, "members")
    stage.shell.go("check")


def _sign(stage: FormStage, *, signed: bool = False) -> None:
    stage.start(UNEMPLOYED)
    stage.draft.answers |= SAMPLES[UNEMPLOYED]
    if not signed:
        stage.draft.answer("signature", None)
    stage.start_page("declaration")


def sign_pad(stage: FormStage) -> None:
    _sign(stage)
    stage.form.openField("signature")


def sign_too_little(stage: FormStage) -> None:
    sign_pad(stage)
    pad = stage.form._pad
    pad.down(300, 200)
    pad.move(330, 210)
    pad.up()
    pad.finish()


def sign_missing(stage: FormStage) -> None:
    _sign(stage)
    stage.form.next()


def check_signed(stage: FormStage) -> None:
    _sign(stage, signed=True)
    stage.shell.go("check")
    stage.touch.wait_for("check.submit")


def notice_wrong(stage: FormStage) -> None:
    stage.start(RELIEF)
    stage.form.next()


def photos(stage: FormStage) -> None:
    stage.start(TRADER)
    stage.draft.answers |= SAMPLES[TRADER]
    stage.start_page("declaration")
    stage.form.next()


def photos_live(stage: FormStage) -> None:
    photos(stage)
    stage.photos.take(0)


def photos_taken(stage: FormStage) -> None:
    photos_live(stage)
    stage.photos.shoot()


def photos_some(stage: FormStage) -> None:
    photos(stage)
    for _ in range(2):
        stage.photos.take(0)
        stage.photos.shoot()
        stage.photos.use()


def check_photos(stage: FormStage) -> None:
    photos_some(stage)
    stage.draft.answer("signature", SIGNATURE)
    stage.shell.go("check")
    stage.touch._bring_into_view("check.change.photos/0")


def photos_trouble(stage: FormStage) -> None:
    stage.camera.image = None
    photos_live(stage)


def photos_none(stage: FormStage) -> None:
    stage.add(PhotosViewModel(stage.shell, stage.draft, None))
    photos(stage)


def filed_bundle(stage: FormStage) -> None:
    stage.start(RELIEF)
    whole = stage.post.submit("s", "newborn", {})
    assert isinstance(whole, CaseFiled)
    parts = [
        msgspec.structs.replace(whole.case, item=item, local_number=f"DZ-0001-20261123-00000{number}-7")
        for number, item in enumerate(("birth-registration", "resident-medical-insurance"), start=2)
    ]
    stage.filed.present(msgspec.structs.replace(whole, children=tuple(parts)))
    stage.shell.goHome()
    stage.shell.go("filed")


FORM_SCENES: dict[str, FormScene] = {
    "form-notice": lambda stage: stage.start(),
    "form-who": _page("who"),
    "form-who-wrong": _page("who", wrong=True),
    "form-card": _card,
    "form-values-wrong": _wrong_answers,
    "form-choices": _page("kind"),
    "form-choices-wrong": _page("kind", wrong=True),
    "form-choices-answered": _page("kind", answered=True),
    "form-dates": _page("when"),
    "form-dates-answered": _page("when", answered=True),
    "form-dates-wrong": _page("when", wrong=True),
    "form-date-decade": _choosing("start"),
    "form-date-day": _choosing("start", 1950, 1956, 3),
    "form-month-choosing": _choosing("month", 2020, 2027),
    "form-town": _page("where"),
    "form-town-answered": _page("where", answered=True),
    "form-long-and-consent": _page("more"),
    "form-long-and-consent-wrong": _page("more", wrong=True),
    "form-long-typing": long_typing,
    "sign-document-wrong": document_wrong,
    "list-empty": list_empty,
    "list-filled": list_filled,
    "list-removing": list_removing,
    "list-wrong": list_wrong,
    "list-of-words": list_of_words,
    "row": row,
    "row-wrong": row_wrong,
    "check-rows": check_rows,
    "photos": photos,
    "photos-live": photos_live,
    "photos-taken": photos_taken,
    "photos-some": photos_some,
    "check-photos": check_photos,
    "photos-trouble": photos_trouble,
    "photos-none": photos_none,
    "sign-notice": lambda stage: stage.start(RELIEF),
    "sign-notice-wrong": notice_wrong,
    **INPUT_SCENES,
    **FOREIGN_SCENES,
    "sign": _sign,
    "sign-done": lambda stage: _sign(stage, signed=True),
    "sign-pad": sign_pad,
    "sign-too-little": sign_too_little,
    "sign-missing": sign_missing,
    "check-signed": check_signed,
    "filed-bundle": filed_bundle,
    **CARD_SCENES,
}


def form_stage(name: str, size: tuple[int, int]) -> FormStage:
    """A stage with the catalogue that the scene `name` needs."""
    if name in INPUT_SCENES:
        return FormStage(size, INPUTS)
    if name in FOREIGN_SCENES:
        return FormStage(size, foreign_catalogue())
    shipped = name.startswith(
        ("list", "row", "check", "sign", "photos", "filed-bundle", "card-welcome", "agent")
    )
    return FormStage(size, CATALOGUE) if shipped else FormStage(size)
