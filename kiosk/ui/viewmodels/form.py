"""An application, one page at a time: privacy notice, then the form's pages, then check-answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace
from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.domain.answer_path import covers, look_up
from kiosk.domain.card import IdCard, ReadFault
from kiosk.domain.form import Field, Widget
from kiosk.domain.time import local
from kiosk.ui.input import plates
from kiosk.ui.input.date_chooser import DateChooser
from kiosk.ui.input.for_screen import new_keyboard
from kiosk.ui.input.signature_pad import SignaturePad
from kiosk.ui.viewmodel import ViewModel
from kiosk.ui.viewmodels.draft import Draft
from kiosk.ui.viewmodels.form_answers import option_values, typed_answer, with_toggled
from kiosk.ui.viewmodels.form_entry import cleaned
from kiosk.ui.viewmodels.form_fields import entered, keyboard_of, span
from kiosk.ui.viewmodels.form_hand import Hand
from kiosk.ui.viewmodels.form_state import FormState, derive_form, removing_question
from kiosk.ui.viewmodels.journey import Place, asking_place, fields_of, place_of
from kiosk.ui.viewmodels.long_list import Readings
from kiosk.ui.viewmodels.privacy_notice import consent_of, notice_version
from kiosk.ui.words import load_words

if TYPE_CHECKING:
    from kiosk.ui.shell import Shell


class FormViewModel(ViewModel):
    screen: ClassVar[str] = "form"
    qml: ClassVar[str] = "Form"

    turned = Signal()  # another page: the view goes back to its top
    asked = Signal(str)  # bring this question into view

    def __init__(self, shell: Shell, draft: Draft) -> None:
        super().__init__(shell, FormState())
        self._draft = draft
        self._keyboard = new_keyboard(shell, self)
        self._chooser = DateChooser(lambda: self.language, shell.activity, parent=self)
        self._chooser.chosen.connect(self._opened_answered)
        self._pad = SignaturePad(lambda: self.language, shell.clock.monotonic_s, shell.activity, parent=self)
        self._pad.signed.connect(self._opened_answered)
        self._readings = Readings()
        self._reset()

    def _reset(self) -> None:
        self._hand = Hand(read=self._readings)
        self._consent_missing = False
        self._card_trouble: ReadFault | None = None
        self._return_from = ""  # the page that the check sent somebody to
        self._removing = ""  # the row that is about to be deleted

    # -- from the shell and the root ---------------------------------------------------------------------

    def open(self, arguments: Mapping[str, str]) -> None:
        """`item`: begin or go on with it. `field`: change this answer, then back to check-answers."""
        self._put_away()
        if "item" in arguments:
            self._draft.begin(arguments["item"])
            self._return_from = ""
        if "field" in arguments:
            self._draft.ask(arguments["field"])
            place = asking_place(self._draft.asked(), arguments["field"])
            self._draft.page = place.page.id if place is not None else ""
            self._return_from = self._draft.page
        self.refresh()
        self.turned.emit()
        if "field" in arguments:
            self.asked.emit(arguments["field"])

    def accepts(self, card: IdCard) -> bool:
        return self._draft.side_of(card) is not None

    def awaits_other_card(self) -> bool:
        return self._draft.by_agent and self._draft.awaits_card_of() is not None

    def use_card(self, card: IdCard) -> None:
        """A card that may join this session (`accepts`) fills what it knows, now or in the next form."""
        self._card_trouble = None
        self._put_away()
        self._draft.use_card(card)
        self.refresh()

    def card_failed(self, fault: ReadFault) -> None:
        """The reader could not read what lies on it."""
        self._card_trouble = fault
        self.refresh()

    def back(self) -> bool:
        signing = self._pad.is_open
        self._put_away()
        if signing:
            return True
        if self._removing:
            self.keepRow()
            return True
        place = self._place()
        if place is None:
            return False
        if place.row is not None and place.before == place.host and self._draft.is_untouched(place.row.name):
            self._draft.remove_row(place.row.name)
        self._turn_to(place.before)
        return True

    def refresh(self) -> None:
        state = derive_form(
            self._draft, self._hand, self._consent_missing, self._card_trouble, self._return_from,
            self.shell.status.reader if self.shell.status is not None else "",
            self.shell.has("take-number"), self.language, self.say,
        )  # fmt: skip
        removing = removing_question(self._draft, self._removing, self.language, self.say)
        self._show(replace(state, removing=removing))

    def retell(self) -> None:
        self._keyboard.retell()
        self._chooser.retell()
        self._pad.retell()
        super().retell()

    def forget(self) -> None:
        self._draft.forget()
        self._keyboard.forget()
        self._chooser.forget()
        self._pad.forget()
        self._reset()
        self.refresh()

    # -- from the fingers --------------------------------------------------------------------------------

    @Slot()
    def toggleConsent(self) -> None:  # noqa: N802
        self._draft.consented = not self._draft.consented
        self._consent_missing = False
        self.refresh()

    @Slot()
    def toggleSensitive(self) -> None:  # noqa: N802
        self._draft.consented_sensitive = not self._draft.consented_sensitive
        self._consent_missing = False
        self.refresh()

    @Slot()
    def decline(self) -> None:
        """不同意: nothing of the form is kept, and there is another way to be served."""
        self._draft.end()
        self.shell.goHome()
        if self.shell.has("take-number"):
            self.shell.go("take-number")

    @Slot()
    def next(self) -> None:
        self._put_away()
        place = self._place()
        if place is None:
            self._consent_missing = not self._draft.has_agreed
            if self._draft.has_agreed:
                # Now, not at the end: later answers open questions, and what was read stays this text.
                version = notice_version(self._draft, load_words("form"))
                self._draft.consent = consent_of(self._draft, version)
                self._begin()
            self.refresh()
        elif self._draft.check(field.name for field in place.page.fields):
            self.refresh()
            self.turned.emit()
        elif place.page.id == self._return_from or not place.after:
            self._return_from = ""
            self.refresh()
            self._end()
        else:
            self._turn_to(place.after)

    @Slot(str, str)
    def setText(self, name: str, text: str) -> None:  # noqa: N802
        field = self._field(name)
        self._draft.answer(name, typed_answer(field, text))
        if self._hand.typing == name:
            self._hand = replace(self._hand, typed=cleaned(field, text))
            if field.widget is Widget.PLATE:
                self._keyboard.show(plates.keys(text))
        self.refresh()

    def type_in(self, digits: str) -> bool:
        return self._keyboard.insert(digits)

    @Slot(str)
    def edit(self, name: str) -> None:
        """A text field took the focus."""
        self._close()
        field = self._field(name)
        typed = entered(field, look_up(self._draft.answers, name))
        self._hand = replace(self._hand, typing=name, typed=typed)
        self._keyboard.show(plates.keys(typed) if field.widget is Widget.PLATE else keyboard_of(field))
        self.refresh()
        self.asked.emit(name)

    @Slot(str)
    def openField(self, name: str) -> None:  # noqa: N802
        """A date, a grid or a place to sign was touched."""
        closing = self._hand.opened == name
        self._put_away()
        if not closing:
            self._hand = replace(self._hand, opened=name)
            field = self._field(name)
            if field.widget in (Widget.DATE, Widget.MONTH):
                self._chooser.open(span(field, local(self.shell.clock.now()).date()))
            elif field.widget is Widget.SIGNATURE:
                self._pad.open(field.label)
        self.refresh()
        self.asked.emit(name)

    @Slot(str, int)
    def choose(self, name: str, index: int) -> None:
        field = self._field(name)
        value = option_values(field)[index]
        self._put_away()
        if field.widget is Widget.MULTI_CHOICE:
            self._draft.answer(name, with_toggled(field, look_up(self._draft.answers, name), value))
        elif field.widget is Widget.CONSENT:
            self._draft.answer(name, None if look_up(self._draft.answers, name) is True else True)
        else:
            self._draft.answer(name, value)
        self.refresh()

    @Slot(str, str)
    def narrow(self, name: str, letter: str) -> None:
        """A first letter of a long list was touched; an empty one shows the whole list again."""
        self._hand = self._hand.narrowed(name, letter)
        self.refresh()

    @Slot(str, str)
    def enter(self, name: str, within: str) -> None:
        """A town was touched whose villages come next; an empty one leads back to the towns."""
        self._hand = self._hand.entering(name, within)
        self.refresh()

    @Slot(str)
    def addRow(self, name: str) -> None:  # noqa: N802
        """One more in the list `name`; its first page comes next."""
        self._put_away()
        self._go_to(self._draft.add_row(name))

    @Slot(str)
    def openRow(self, row: str) -> None:  # noqa: N802
        self._put_away()
        wrong = (path for path in self._draft.errors if covers(row, path))
        self._go_to(next(wrong, row), keep_errors=True)

    @Slot(str)
    def removeRow(self, row: str) -> None:  # noqa: N802
        """删除 was touched: asked first, because nothing brings the answers back."""
        self._put_away()
        self._removing = row
        self.refresh()

    @Slot()
    def removeRowNow(self) -> None:  # noqa: N802
        self._draft.remove_row(self._removing)
        self._removing = ""
        self.refresh()

    @Slot()
    def keepRow(self) -> None:  # noqa: N802
        self._removing = ""
        self.refresh()

    @Slot(str)
    def lead(self, name: str) -> None:
        """To the question that an error on top of the page speaks of; it may stand in a row."""
        place = asking_place(self._draft.asked(), name)
        if place is not None and place.page.id != self._draft.page:
            self._go_to(name, keep_errors=True)
        self.asked.emit(name)

    @Slot()
    def swapPeople(self) -> None:  # noqa: N802
        """The cards were laid down the wrong way round: the agent's and the applicant's change places."""
        self._put_away()
        self._draft.swap_people()
        self.refresh()

    @Slot()
    def putAway(self) -> None:  # noqa: N802
        """Keyboard and chooser go; the answers stay."""
        self._put_away()
        self.refresh()

    # -- inside ------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """To the first page, or past all of them when the situation has answered everything."""
        pages = self._draft.asked().pages
        if pages:
            self._turn_to(pages[0].id)
        else:
            self._end()

    def _end(self) -> None:
        """After the last page: photos are offered once, and the check leads back to them."""
        draft = self._draft
        offer = not draft.photos_offered and self.shell.has("photos") and draft.photographed
        self.shell.go("photos" if offer else "check")

    def _place(self) -> Place | None:
        return place_of(self._draft.asked(), self._draft.page) if self._draft.item is not None else None

    def _go_to(self, name: str, *, keep_errors: bool = False) -> None:
        """Turn to where the question or row `name` is asked."""
        place = asking_place(self._draft.asked(), name)
        if place is not None:
            self._turn_to(place.page.id, keep_errors=keep_errors)

    def _turn_to(self, page: str, *, keep_errors: bool = False) -> None:
        self._draft.page = page
        if not keep_errors:
            self._draft.errors = {}
        self._card_trouble = None
        self.refresh()
        self.turned.emit()

    def _field(self, name: str) -> Field:
        return next(field for field in fields_of(self._draft.asked()) if field.name == name)

    @Slot(str)
    @Slot(object)
    def _opened_answered(self, value: object) -> None:
        self._draft.answer(self._hand.opened, value)
        self._hand = replace(self._hand, opened="")
        self.refresh()

    def _close(self) -> None:
        self._hand = Hand(read=self._readings)
        self._chooser.forget()
        self._pad.forget()

    def _put_away(self) -> None:
        self._close()
        self._keyboard.hide()

    keyboard = Property(QObject, lambda self: self._keyboard, constant=True)
    chooser = Property(QObject, lambda self: self._chooser, constant=True)
    pad = Property(QObject, lambda self: self._pad, constant=True)
