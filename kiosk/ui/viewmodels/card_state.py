"""What is said about cards, derived from what is known. Pure."""

import msgspec

from kiosk.domain.session import SessionState
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say

_SOMEBODY = (SessionState.ACTIVE, SessionState.WARNING)
_ENDS = frozenset({"filed"})
_WRONG = frozenset({"no-card", "removed", "unreadable"})


class CardFacts(msgspec.Struct, frozen=True, kw_only=True):
    """`news` is what has just happened; `stranger`: what lies there is not this session's."""

    greeting: str
    lies: bool
    stranger: bool
    other: bool
    lifted: bool
    news: str
    session: SessionState
    screen: str


class CardState(State, frozen=True, kw_only=True):
    """`told` is the strip under the header. At most one of the panels `forgotten`, `other` stands."""

    told: str = ""
    alarm: bool = False
    greeting: str = ""
    forgotten: bool = False
    other: bool = False
    lifted: bool = False


def derive_card(facts: CardFacts, say: Say) -> CardState:
    told = _told(facts)
    return CardState(
        told=say(told, greeting=facts.greeting) if told else "",
        alarm=told in _WRONG or told == "take-it",
        greeting=facts.greeting,
        forgotten=facts.session is SessionState.ATTRACT and facts.lies and facts.screen == "attract",
        other=facts.other and facts.session in _SOMEBODY,
        lifted=facts.lifted and facts.session is SessionState.WARNING,
    )


def _told(facts: CardFacts) -> str:
    """The key of the one sentence to be said now; empty when there is none."""
    if facts.session in _SOMEBODY and facts.lies:
        if facts.screen in _ENDS and not facts.stranger:
            return "take-it"
        if facts.screen == "form" and facts.stranger:
            return "not-yours"
    if facts.news == "read" and facts.screen in ("form", "welcome"):
        return ""  # these say it themselves, and better
    return facts.news
