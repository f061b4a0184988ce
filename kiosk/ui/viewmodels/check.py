"""Check your answers: everything that will be sent, each with a way to change it, then submit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.domain.answer_path import look_up
from kiosk.domain.attachment import Attachment
from kiosk.domain.form import Answers, Field, FieldError, Form
from kiosk.domain.item import Material
from kiosk.domain.privacy import Consent
from kiosk.domain.text import Language
from kiosk.services.filing import CaseFiled, CaseInvalid, IntakeStopped, SubmitCase
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.draft import Draft
from kiosk.ui.viewmodels.form_answers import shown_answer, signature_picture
from kiosk.ui.viewmodels.form_state import named
from kiosk.ui.viewmodels.journey import Place, asking_place, places

if TYPE_CHECKING:
    from kiosk.ui.shell import Shell
    from kiosk.ui.viewmodels.filed import FiledViewModel

# session, item id, answers, photos, what was agreed to
Submit = Callable[[str, str, Answers, Sequence[Attachment], Consent], SubmitCase]


PHOTOS = "photos/"  # before the number of a material, where a question's path would stand


class AnswerRow(State, frozen=True, kw_only=True):
    field: str
    label: str
    answer: str
    picture: str  # of a signature, as a data: URL
    error: str
    changeable: bool


class AnswerGroup(State, frozen=True, kw_only=True):
    title: str
    rows: tuple[AnswerRow, ...]


class Mistake(State, frozen=True, kw_only=True):
    field: str
    message: str


class CheckState(State, frozen=True, kw_only=True):
    lead: str = ""
    groups: tuple[AnswerGroup, ...] = ()
    errors: tuple[Mistake, ...] = ()
    stopped: str = ""
    offline: str = ""


def derive_groups(
    form: Form,
    answers: Answers,
    errors: Mapping[str, FieldError],
    from_card: frozenset[str],
    language: Language,
    say: Say,
) -> tuple[AnswerGroup, ...]:
    """One group for each page, and after it one for each row of its lists."""

    def row(field: Field) -> AnswerRow:
        return AnswerRow(
            field=field.name,
            label=field.label.in_(language),
            answer=_answer(field, answers, language, say),
            picture=signature_picture(field, look_up(answers, field.name)),
            error=errors[field.name].message.in_(language) if field.name in errors else "",
            changeable=field.fixed is None and not (field.read_only_when_filled and field.name in from_card),
        )

    return tuple(
        AnswerGroup(title=_title(place, language, say), rows=tuple(map(row, place.page.fields)))
        for place in places(form)
    )


def photo_group(
    materials: Sequence[Material], photos: Sequence[Attachment], language: Language, say: Say
) -> AnswerGroup:
    """What was photographed, and what will be handed in at the window."""
    counts = [sum(photo.material == material.name.zh for photo in photos) for material in materials]
    rows = tuple(
        AnswerRow(
            field=f"{PHOTOS}{index}",
            label=material.name.in_(language),
            answer=say("photos", count=counts[index]) if counts[index] else say("at-window"),
            picture="",
            error="",
            changeable=True,
        )
        for index, material in enumerate(materials)
    )
    return AnswerGroup(title=say("photos-title"), rows=rows)


def _title(place: Place, language: Language, say: Say) -> str:
    if place.asking is None or place.asking.group is None:
        return place.page.title.in_(language)
    group = place.asking.group
    return say("row-title", number=place.number, measure=group.measure, one=group.one.in_(language))


def _answer(field: Field, answers: Answers, language: Language, say: Say) -> str:
    if field.group is not None:
        count = len(field.group.rows)
        return say("rows", count=count, measure=field.group.measure) if count else say("no-rows")
    answer = look_up(answers, field.name)
    shown = shown_answer(field, field.fixed if answer is None else answer, language)
    return shown or say("unanswered")


class CheckScreen(ViewModel):
    """Everything of a draft. `form`: the screen on which an answer is changed."""

    qml: ClassVar[str] = "CheckAnswers"
    form: ClassVar[str] = "form"

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(shell, CheckState())
        self._draft = draft
        self._stopped = ""

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self._stopped = ""
        self._draft.check()
        self.refresh()

    def refresh(self) -> None:
        draft = self._draft
        if draft.item is None:
            self._show(CheckState())
            return
        status = self.shell.status
        groups = self._groups()
        self._show(
            CheckState(
                lead=draft.item.plain_name.in_(self.language),
                groups=groups,
                errors=tuple(
                    Mistake(field=error.field, message=self._told(error)) for error in draft.errors.values()
                ),
                stopped=self.say(f"stopped-{self._stopped}") if self._stopped else "",
                offline=self.say("offline") if status is not None and status.network != "online" else "",
            )
        )

    def _groups(self) -> tuple[AnswerGroup, ...]:
        draft = self._draft
        groups = derive_groups(
            draft.form(), draft.answers, draft.errors, draft.from_card, self.language, self.say
        )
        if self.shell.has("photos") and (materials := draft.photographed):
            groups += (photo_group(materials, draft.photos, self.language, self.say),)
        return groups

    def _told(self, error: FieldError) -> str:
        message = error.message.in_(self.language)
        place = asking_place(self._draft.form(), error.field)
        fields = place.page.fields if place is not None else ()
        asked = next((field for field in fields if field.name == error.field), None)
        return message if asked is None else named(asked, message, self.language)

    def forget(self) -> None:
        self._draft.forget()
        self._stopped = ""
        self.refresh()

    @Slot(str)
    def change(self, field: str) -> None:
        if field.startswith(PHOTOS):
            self.shell.go("photos")
        elif field:
            self.shell.go(self.form, field=field)

    def _refuse(self, errors: tuple[FieldError, ...]) -> None:
        self._draft.errors = {error.field: error for error in errors}
        self.refresh()

    def _stop(self, reason: str) -> None:
        self._stopped = reason
        self.refresh()


class CheckViewModel(CheckScreen):
    screen: ClassVar[str] = "check"

    def __init__(self, shell: Shell, draft: Draft, submit: Submit, filed: FiledViewModel) -> None:
        super().__init__(shell, draft)
        self._submit = submit
        self._filed = filed

    @Slot()
    def submit(self) -> None:
        """What the next screen says was done is stored durably before it is shown."""
        draft = self._draft
        if draft.item is None or not draft.has_agreed:
            return  # a second touch on a page that is already leaving
        session, item_id = self.shell.session_id, draft.item.id
        match self._submit(session, item_id, draft.submission(), draft.attachments(), draft.consent):
            case CaseFiled() as filed:
                draft.remember()
                draft.end()
                self._filed.present(filed)
                # 返回 must not lead into a form that has been filed.
                self.shell.goHome()
                self.shell.go("filed")
            case CaseInvalid(errors):
                self._refuse(errors)
            case IntakeStopped(reason):
                self._stop(reason.value)
            case other:
                assert_never(other)
