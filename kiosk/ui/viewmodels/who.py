"""Who books or has booked: the card that lies there, or a telephone number typed by large keys."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.domain.appointment import ByCard, ByPhone, Who
from kiosk.domain.identity import mask_mobile, mask_name
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say

if TYPE_CHECKING:
    from kiosk.domain.card import IdCard

MOBILE_DIGITS = 11
_MOBILE = re.compile(r"1[3-9][0-9]{9}", re.ASCII)

SessionCard = Callable[[], "IdCard | None"]  # the card of this session's person, if one was read


class WhoState(State, frozen=True):
    title: str
    lead: str
    phone: str  # as it stands in its box: 138 0000 1234
    message: str
    can_go_on: bool
    card: str  # the key that goes on with the card; empty without one


def grouped(digits: str) -> str:
    return " ".join(part for part in (digits[:3], digits[3:7], digits[7:]) if part)


class WhoEntry:
    """What is being typed. Dropped with the session; nothing of it is shown but to whom it belongs."""

    def __init__(self, card: SessionCard) -> None:
        self._card = card
        self.forget()

    def forget(self) -> None:
        self._digits = ""
        self._message = ""

    def typed(self, digits: str) -> None:
        kept = "".join(each for each in digits if each in "0123456789")
        self._digits = (self._digits + kept)[:MOBILE_DIGITS]
        self._message = ""

    def erase(self) -> None:
        self._digits = self._digits[:-1]
        self._message = ""

    def complain(self, message: str) -> None:
        """A key of the screen's words, said above the entry until something is typed."""
        self._message = message

    def by_phone(self) -> Who | None:
        """None, with a complaint, while it is no mobile number."""
        if not _MOBILE.fullmatch(self._digits):
            self._message = "not-a-mobile"
            return None
        return ByPhone(self._digits)

    def by_card(self) -> Who | None:
        card = self._card()
        return None if card is None else ByCard(card.number)

    def shown(self, who: Who, say: Say) -> str:
        """Masked, as others may read it over a shoulder."""
        if isinstance(who, ByPhone):
            return say("by-phone", phone=mask_mobile(who.number))
        card = self._card()
        name = mask_name(card.name.strip() or card.name_en.strip()) if card is not None else ""
        return say("by-card", name=name)

    def state(self, title: str, lead: str, say: Say) -> WhoState:
        card = self._card()
        name = mask_name(card.name.strip() or card.name_en.strip()) if card is not None else ""
        return WhoState(
            title=title,
            lead=lead,
            phone=grouped(self._digits),
            message=say(self._message) if self._message else "",
            can_go_on=len(self._digits) == MOBILE_DIGITS,
            card=say("with-card", name=name) if card is not None else "",
        )
