"""咨询投诉: its own form on the form's screen, its check, and the number and code that came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Slot

from kiosk.catalogue.complaint_form import ITEM
from kiosk.domain.form import Answers
from kiosk.domain.privacy import Consent
from kiosk.services.complaints import ComplaintFiled, FileComplaint
from kiosk.services.filing import CaseInvalid, IntakeStopped
from kiosk.ui.qr import qr_data_url
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.check import AnswerGroup, CheckScreen
from kiosk.ui.viewmodels.draft import Draft
from kiosk.ui.viewmodels.form import FormViewModel
from kiosk.ui.viewmodels.slip import SlipState
from kiosk.ui.viewmodels.slip_screen import SlipScreen
from kiosk.ui.words import load_words

if TYPE_CHECKING:
    from kiosk.ui.ports import Prints
    from kiosk.ui.shell import Shell

# session, answers, what was agreed to
FileIt = Callable[[str, Answers, Consent], FileComplaint]


class ComplaintForm(FormViewModel):
    """The form's screen over a draft of its own: nothing of an application gets into a complaint."""

    screen: ClassVar[str] = "complaint"
    more_words: ClassVar[tuple[str, ...]] = ("form",)

    def open(self, arguments: Mapping[str, str]) -> None:
        super().open(arguments if "field" in arguments else {"item": ITEM})

    def say(self, key: str, /, **values: object) -> str:
        """This screen's own words before the form's."""
        words = self._words if key in self._words.all(self.language) else load_words("form")
        return words.say(key, self.language, **values)

    def _end(self) -> None:
        self.shell.go("complaint-check")


class ComplaintCheck(CheckScreen):
    screen: ClassVar[str] = "complaint-check"
    form: ClassVar[str] = "complaint"

    def __init__(self, shell: Shell, draft: Draft, file_it: FileIt, filed: ComplaintDone) -> None:
        super().__init__(shell, draft)
        self._file_it = file_it
        self._filed = filed

    def _groups(self) -> tuple[AnswerGroup, ...]:
        """One card: each page has one question, whose words are the page's title."""
        rows = (row for group in super()._groups() for row in group.rows)
        return (AnswerGroup(title="", rows=tuple(rows)),)

    @Slot()
    def submit(self) -> None:
        draft = self._draft
        if draft.item is None or not draft.has_agreed:
            return  # a second touch on a page that is already leaving
        match self._file_it(self.shell.session_id, draft.submission(), draft.consent):
            case ComplaintFiled() as filed:
                draft.forget()
                self._filed.present(filed)
                # 返回 must not lead into what has been filed.
                self.shell.goHome()
                self.shell.go("complaint-filed")
            case CaseInvalid(errors):
                self._refuse(errors)
            case IntakeStopped(reason):
                self._stop(reason.value)
            case other:
                assert_never(other)


class ComplaintDoneState(State, frozen=True, kw_only=True):
    number: str = ""
    code: str = ""
    qr: str = ""
    next: tuple[str, ...] = ()
    slip: SlipState | None = None


class ComplaintDone(SlipScreen):
    screen: ClassVar[str] = "complaint-filed"
    qml: ClassVar[str] = "ComplaintFiled"

    def __init__(self, shell: Shell, printing: Prints) -> None:
        super().__init__(shell, ComplaintDoneState(), printing)
        self._filed: ComplaintFiled | None = None
        self._qr = ""

    def present(self, filed: ComplaintFiled) -> None:
        self._filed = filed
        self._qr = qr_data_url(filed.complaint.token)
        self._slip.follow(filed.job_id)
        self.refresh()

    def refresh(self) -> None:
        filed = self._filed
        if filed is None:
            self._show(ComplaintDoneState())
            return
        status = self.shell.status
        online = status is not None and status.network == "online"
        self._show(
            ComplaintDoneState(
                number=filed.complaint.local_number,
                code=f"{filed.code[:3]} {filed.code[3:]}",
                qr=self._qr,
                next=(self.say("next-online" if online else "next-offline"), self.say("next-look")),
                slip=self._slip.look(),
            )
        )

    def forget(self) -> None:
        self._filed = None
        self._qr = ""
        self._slip.forget()
        self.refresh()
