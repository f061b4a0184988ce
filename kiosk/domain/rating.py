"""好差评: levels and reasons by name. Their numbers run in two opposite directions (DOMAIN §3), so no number
is known in here; sync/evaluation.py alone turns names into numbers.

The reasons are one national set, shown as it is: none may be added or left out.
"""

from datetime import date
from enum import StrEnum

import msgspec

INDICATORS = "国办发〔2019〕51号"  # whose set of reasons this is
MAX_TEXT = 200


class Level(StrEnum):
    VERY_SATISFIED = "very-satisfied"  # 非常满意
    SATISFIED = "satisfied"  # 满意
    FAIRLY_SATISFIED = "fairly-satisfied"  # 基本满意
    DISSATISFIED = "dissatisfied"  # 不满意
    VERY_DISSATISFIED = "very-dissatisfied"  # 非常不满意

    @property
    def is_bad(self) -> bool:
        """差评: somebody must follow it up."""
        return self in (Level.DISSATISFIED, Level.VERY_DISSATISFIED)


# What DOMAIN §3 lists for each level, in its order; the words are in assets/translations/rating.toml.
REASONS: dict[Level, tuple[str, ...]] = {
    Level.VERY_SATISFIED: (
        "one-window-once", "accepted-before-complete", "no-proofs", "wholly-online",
        "by-phone", "nearby", "no-materials", "warm-and-quick",
    ),
    Level.SATISFIED: (
        "one-form", "online-then-window", "one-list", "pledge-instead",
        "booked-online", "one-visit", "at-a-terminal", "good-manner",
    ),
    Level.FAIRLY_SATISFIED: (
        "told-once", "samples-given", "within-the-promise", "guide-right",
        "only-what-the-guide-asks", "by-courier", "visits-as-promised", "plain-manner",
    ),
    Level.DISSATISFIED: (
        "no-samples", "no-list", "not-within-the-promise", "same-proof-twice",
        "online-not-possible", "queued-again", "staff-not-skilled", "stiff-manner",
    ),
    Level.VERY_DISSATISFIED: (
        "added-conditions", "added-materials", "beyond-the-law", "wrong-samples",
        "online-not-received", "many-windows", "more-visits", "bad-manner-and-slow",
    ),
}  # fmt: skip


class ServiceKind(StrEnum):
    CASE = "case"  # filed at the terminal; the id is the record's
    TICKET = "ticket"  # served at a window; the id is the ticket's


class RatedAt(StrEnum):
    """Where somebody gave a rating."""

    TERMINAL = "terminal"
    LOBBY = "lobby"  # at a device of the hall's pages


class ServiceEvent(msgspec.Struct, frozen=True):
    """One service, which may be rated once. Later services of the same matter get 2, 3 … (一次一评)."""

    kind: ServiceKind
    id: str
    number: int = 1


class FollowUp(StrEnum):
    """What became of a rating. Only a bad one is followed up."""

    NONE = "none"
    OPEN = "open"
    FIXED = "fixed"  # 已整改
    EXPLAINED = "explained"  # 已解释: there was no legal ground
    PASSED_ON = "passed-on"  # 已转办: into the ledger of who is responsible
    EXCLUDED = "excluded"  # 误评或恶意: after review it does not count


class Rating(msgspec.Struct, frozen=True, kw_only=True):
    """The row a terminal keeps: nothing of who rated, nothing of what they wrote."""

    id: str  # also the record's id
    service: ServiceEvent
    item: str  # an item's id, for a ticket its series'
    level: Level
    reasons: tuple[str, ...]
    rated_ms: int
    day: date
    due: date | None  # of the follow-up; None: none, or beyond the calendar
    follow_up: FollowUp
