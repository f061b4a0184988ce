"""An application, one page at a time: privacy notice, then the form's pages, then check-answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.domain.card import IdCard, ReadFault
from kiosk.domain.form import Field, Page, Widget
from kiosk.domain.time import local
from kiosk.ui.input.date_chooser import DateChooser
from kiosk.ui.input.keyboard import Keyboard
from kiosk.ui.viewmodel import ViewModel
from kiosk.ui.viewmodels.draft import Draft, fields_of, page_of
from kiosk.ui.viewmodels.form_fields import (
    derive_field,
    option_values,
    span,
    typed_answer,
    with_toggled,
)
from kiosk.ui.viewmodels.form_state import FormState, derive_form

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
        self._keyboard = Keyboard(lambda: self.language, shell.activity, parent=self)
        self._chooser = DateChooser(lambda: self.language, shell.activity, parent=self)
        self._chooser.chosen.connect(self._date_chosen)
        self._reset()

    def _reset(self) -> None:
        self._opened = ""
        self._consent_missing = False
        self._card_trouble: ReadFault | None = None
        self._checking = False
        self._other_card = False

    # -- from the shell and the root ---------------------------------------------------------------------

    def open(self, arguments: Mapping[str, str]) -> None:
        """`item`: begin or go on with it. `field`: change this answer, then back to check-answers."""
        self._put_away()
        if "item" in arguments:
            self._draft.begin(arguments["item"])
            self._checking = False
        if "field" in arguments:
            page = page_of(self._draft.form(), arguments["field"])
            self._draft.page = page.id if page is not None else ""
            self._checking = True
        self.refresh()
        self.turned.emit()
        if "field" in arguments:
            self.asked.emit(arguments["field"])

    def use_card(self, card: IdCard) -> None:
        """The reader read a card. Another person's never mixes with this session: the citizen is asked."""
        self.shell.activity()
        self._card_trouble = None
        if self._draft.is_other_person(card):
            self._other_card = True
        else:
            self._put_away()
            self._draft.use_card(card)
        self.refresh()

    def card_failed(self, fault: ReadFault) -> None:
        """The reader could not read what lies on it."""
        self._card_trouble = fault
        self.refresh()

    def back(self) -> bool:
        self._put_away()
        pages = [page.id for page in self._pages()]
        if self._draft.page not in pages:
            return False
        place = pages.index(self._draft.page)
        self._turn_to(pages[place - 1] if place else "")
        return True

    def refresh(self) -> None:
        state = derive_form(
            self._draft, self._opened, self._consent_missing, self._card_trouble, self._checking,
            self.language, self.say,
        )  # fmt: skip
        self._show(msgspec.structs.replace(state, other_card=self._other_card))

    def retell(self) -> None:
        self._keyboard.retell()
        self._chooser.retell()
        super().retell()

    def forget(self) -> None:
        self._draft.forget()
        self._keyboard.forget()
        self._chooser.forget()
        self._reset()
        self.refresh()

    # -- from the fingers --------------------------------------------------------------------------------

    @Slot()
    def toggleConsent(self) -> None:  # noqa: N802
        self._draft.consented = not self._draft.consented
        self._consent_missing = False
        self.refresh()

    @Slot()
    def next(self) -> None:
        self._put_away()
        pages = self._pages()
        if not self._draft.page:
            self._consent_missing = not self._draft.consented
            if self._draft.consented:
                self._turn_to(pages[0].id)
            self.refresh()
            return
        page = next((page for page in pages if page.id == self._draft.page), None)
        if page is None or self._draft.check(field.name for field in page.fields):
            self.refresh()
            self.turned.emit()
            return
        place = pages.index(page)
        if self._checking or place == len(pages) - 1:
            self.refresh()
            self.shell.go("check")
        else:
            self._turn_to(pages[place + 1].id)

    @Slot(str, str)
    def setText(self, name: str, text: str) -> None:  # noqa: N802
        self._draft.answer(name, typed_answer(self._field(name), text))
        self.refresh()

    @Slot(str)
    def edit(self, name: str) -> None:
        """A text field took the focus."""
        self._close()
        keyboard = derive_field(self._field(name), {}, {}, frozenset(), "", self.language).keyboard
        self._keyboard.show(keyboard)
        self.refresh()
        self.asked.emit(name)

    @Slot(str)
    def openField(self, name: str) -> None:  # noqa: N802
        """A date or a grid was touched."""
        closing = self._opened == name
        self._put_away()
        if not closing:
            self._opened = name
            field = self._field(name)
            if field.widget in (Widget.DATE, Widget.MONTH):
                self._chooser.open(span(field, local(self.shell.clock.now()).date()))
        self.refresh()
        self.asked.emit(name)

    @Slot(str, int)
    def choose(self, name: str, index: int) -> None:
        field = self._field(name)
        value = option_values(field)[index]
        self._put_away()
        if field.widget is Widget.MULTI_CHOICE:
            self._draft.answer(name, with_toggled(field, self._draft.answers.get(name), value))
        elif field.widget is Widget.CONSENT:
            self._draft.answer(name, None if self._draft.answers.get(name) is True else True)
        else:
            self._draft.answer(name, value)
        self.refresh()

    @Slot()
    def putAway(self) -> None:  # noqa: N802
        """Keyboard and chooser go; the answers stay."""
        self._put_away()
        self.refresh()

    @Slot()
    def keepSession(self) -> None:  # noqa: N802
        self._other_card = False
        self.refresh()

    @Slot()
    def endSession(self) -> None:  # noqa: N802
        self.shell.leave()

    # -- inside ------------------------------------------------------------------------------------------

    def _pages(self) -> tuple[Page, ...]:
        return self._draft.form().pages if self._draft.item is not None else ()

    def _turn_to(self, page: str) -> None:
        self._draft.page = page
        self._draft.errors = {}
        self._card_trouble = None
        self.refresh()
        self.turned.emit()

    def _field(self, name: str) -> Field:
        return next(field for field in fields_of(self._draft.form()) if field.name == name)

    def _date_chosen(self, value: str) -> None:
        self._draft.answer(self._opened, value)
        self._opened = ""
        self.refresh()

    def _close(self) -> None:
        self._opened = ""
        self._chooser.forget()

    def _put_away(self) -> None:
        self._close()
        self._keyboard.hide()

    keyboard = Property(QObject, lambda self: self._keyboard, constant=True)
    chooser = Property(QObject, lambda self: self._chooser, constant=True)
