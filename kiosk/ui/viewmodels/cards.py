"""What a card on the reader means to the session: it begins one, fills forms, and must not be forgotten.

The reader only says what lies there. Whose session it is, whether another card may join it, and what is said
to the person in front of it is decided here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Signal, Slot

from kiosk.devices.reader import CardFound, CardGone, CardNews, CardSeen, ReadFailed
from kiosk.domain.card import IdCard, ReadFault
from kiosk.domain.identity import mask_name
from kiosk.domain.session import SessionState
from kiosk.ui.navigation import HOME
from kiosk.ui.viewmodel import ViewModel
from kiosk.ui.viewmodels.card_state import CardFacts, CardState, derive_card

if TYPE_CHECKING:
    from kiosk.ui.ports import NotesEvents, TakesCards
    from kiosk.ui.shell import Shell

NEWS_S = 8.0
_CARDS_FAULTS = frozenset({ReadFault.NO_CARD, ReadFault.REMOVED, ReadFault.UNREADABLE})


class Cards(ViewModel):
    """The strip under the header and the panels about cards; Main.qml shows them over every screen."""

    screen: ClassVar[str] = "card"
    qml: ClassVar[str] = ""

    forgotten = Signal()  # a card lies there and its owner is leaving; again and again until it is lifted

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell, CardState())
        self._form: TakesCards | None = None
        self._events: NotesEvents | None = None
        self._lies = False  # something lies on the reader …
        self._stranger = False  # … and it is not this session's
        self._clear()
        shell.stateChanged.connect(self.refresh)
        shell.ticked.connect(self._pass_time)

    def _clear(self) -> None:
        self._mine: IdCard | None = None
        self._other: IdCard | None = None
        self._news = ""
        self._news_until_s = 0.0
        self._lifted = False

    # -- from the root -----------------------------------------------------------------------------------

    def serve(self, form: TakesCards, events: NotesEvents) -> None:
        """The forms are there. A card that was read before them fills them too."""
        self._form = form
        self._events = events
        if self._mine is not None:
            form.use_card(self._mine)

    @Slot(object)
    def take(self, news: CardNews) -> None:
        """What the reader said."""
        match news:
            case CardSeen(card, lies):
                self._lies, self._stranger = lies, False
                self._meet(card)
            case CardFound():
                self._lies = self._stranger = True
            case CardGone():
                stranger, self._lies, self._stranger = self._stranger, False, False
                self._other = None
                if not stranger:
                    self._ask_whether_it_goes_on()
            case ReadFailed(fault):
                self._fail(fault)
            case _:
                assert_never(news)
        self.refresh()

    # -- from the shell ----------------------------------------------------------------------------------

    def of_session(self) -> IdCard | None:
        """The card by which this session's person is known; None until one was read."""
        return self._mine

    @property
    def mine(self) -> IdCard | None:
        """The card of the session's own person."""
        return self._mine

    @property
    def greeting(self) -> str:
        """张*三，您好。 Empty without a card."""
        if self._mine is None:
            return ""
        return self.say("greeting", name=mask_name(self._mine.name.strip() or self._mine.name_en.strip()))

    def refresh(self) -> None:
        shell = self.shell
        facts = CardFacts(
            greeting=self.greeting,
            lies=self._lies,
            stranger=self._stranger,
            other=self._other is not None,
            lifted=self._lifted,
            news=self._news if shell.clock.monotonic_s() < self._news_until_s else "",
            session=shell.session_state,
            screen=shell.screen_shown,
        )
        self._show(derive_card(facts, self.say))

    def forget(self) -> None:
        """What lies on the reader stays there, and is nobody's: the next citizen cannot use it."""
        self._clear()
        self._stranger = self._lies
        self.refresh()

    # -- from the fingers --------------------------------------------------------------------------------

    @Slot()
    def keepPerson(self) -> None:  # noqa: N802 - called from QML
        """Go on with the person whose session it is; the other card is not used."""
        self._other, self._stranger = None, self._lies
        self.refresh()

    @Slot()
    def changePerson(self) -> None:  # noqa: N802
        """Everything of this person is wiped before anything of the other one is shown."""
        card, lies = self._other, self._lies
        self.shell.change_person()
        if card is not None:
            self._lies, self._stranger = lies, False
            self._meet(card)
        self.refresh()

    @Slot()
    def notMine(self) -> None:  # noqa: N802
        """Somebody who found a forgotten card goes on without it."""
        if self._events is not None:
            self._events.note(self.shell.session_id, "citizen", "card-left-behind")
        self.shell.begin()

    # -- inside ------------------------------------------------------------------------------------------

    def _meet(self, card: IdCard) -> None:
        shell = self.shell
        self._other = None
        if shell.staffed or shell.session_state is SessionState.OUT_OF_SERVICE:
            self._stranger = self._lies
            return
        shell.begin()
        shell.activity()
        if self._mine is None:
            self._begin_with(card)
        elif self._joins(card):
            self._hand_over(card)
        else:
            self._other = card

    def _begin_with(self, card: IdCard) -> None:
        self._mine = card
        self._hand_over(card)
        if self.shell.shows(HOME) and self.shell.has("welcome"):
            self.shell.go("welcome")

    def _joins(self, card: IdCard) -> bool:
        if self._form is not None:
            return self._form.accepts(card)
        return self._mine is not None and card.number == self._mine.number

    def _hand_over(self, card: IdCard) -> None:
        self._tell("read")
        if self._form is not None:
            self._form.use_card(card)

    def _fail(self, fault: ReadFault) -> None:
        """Told wherever the card was laid down. A dead reader is a state: forms say it while it lasts."""
        if fault not in _CARDS_FAULTS or self.shell.staffed:
            return
        if self._form is not None and self.shell.shows("form"):
            self._form.card_failed(fault)
        else:
            self._tell(fault.value)

    def _ask_whether_it_goes_on(self) -> None:
        """DOMAIN §7: card removed → ask at once. Not after the end, nor while the next card is awaited."""
        awaited = self._form is not None and self.shell.shows("form") and self._form.awaits_other_card()
        if self._mine is None or awaited or self.shell.shows("filed"):
            return
        self._lifted = True
        self.shell.card_lifted()

    def _tell(self, news: str) -> None:
        self._news = news
        self._news_until_s = self.shell.clock.monotonic_s() + NEWS_S

    @Slot()
    def _pass_time(self) -> None:
        self.refresh()
        if self._lifted and self.shell.session_state is not SessionState.WARNING:
            self._lifted = False
        if self._state.forgotten:  # type: ignore[attr-defined]
            self.forgotten.emit()
