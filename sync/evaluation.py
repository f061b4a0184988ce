"""好差评 in the numbers of outside systems: the only place where a level is a number (DOMAIN §3).

Two scales run in opposite directions: for 好差评 systems 5 is best, for GB/T 39046 A.8 it is 1. The code of a
reason begins with the digit that its level has in the first of them.
"""

import msgspec

from kiosk.domain.rating import REASONS, Level, RatedAt
from kiosk.records.statements import FiledRating

# pf: 政务大厅其他终端; 政务大厅平板电脑
_CHANNEL: dict[RatedAt, int] = {RatedAt.TERMINAL: 5, RatedAt.LOBBY: 4}

_SYSTEM: dict[Level, int] = {
    Level.VERY_SATISFIED: 5,
    Level.SATISFIED: 4,
    Level.FAIRLY_SATISFIED: 3,
    Level.DISSATISFIED: 2,
    Level.VERY_DISSATISFIED: 1,
}
_GBT_39046: dict[Level, int] = {
    Level.VERY_SATISFIED: 1,
    Level.SATISFIED: 2,
    Level.FAIRLY_SATISFIED: 3,
    Level.DISSATISFIED: 4,
    Level.VERY_DISSATISFIED: 5,
}
# The code of each level's first reason; the others follow one by one.
_FIRST_CODE: dict[Level, int] = {
    Level.VERY_SATISFIED: 510,
    Level.SATISFIED: 406,
    Level.FAIRLY_SATISFIED: 307,
    Level.DISSATISFIED: 207,
    Level.VERY_DISSATISFIED: 108,
}
_CODES: dict[str, str] = {
    reason: str(first + place)
    for level, first in _FIRST_CODE.items()
    for place, reason in enumerate(REASONS[level])
}


class Evaluation(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The part of the evaluation message (DOMAIN §3) that a terminal's rating can say."""

    assess_number: int
    satisfaction: str
    eval_detail: str  # codes with commas between
    writing_evaluation: str
    pf: str
    assess_time: str
    is_bad: bool
    satisfaction_gbt39046: str

    def __repr__(self) -> str:
        return "Evaluation()"  # what somebody wrote must never reach a log


def satisfaction(level: Level) -> int:
    """`satisfaction` of 好差评 systems: 5 is best."""
    return _SYSTEM[level]


def satisfaction_gbt39046(level: Level) -> int:
    """GB/T 39046 A.8: 1 is best."""
    return _GBT_39046[level]


def level_of(satisfaction: int) -> Level:
    """Back from the systems' scale. Raises ValueError."""
    return _named(_SYSTEM, satisfaction)


def level_of_gbt39046(code: int) -> Level:
    """Back from GB/T 39046's scale. Raises ValueError."""
    return _named(_GBT_39046, code)


def reason_code(reason: str) -> str:
    """“517”. Raises KeyError for a reason that the national set does not have."""
    return _CODES[reason]


def evaluation(filed: FiledRating) -> Evaluation:
    """Raises KeyError for a reason that the national set does not have."""
    return Evaluation(
        assess_number=filed.service_number,
        satisfaction=str(satisfaction(filed.level)),
        eval_detail=",".join(map(reason_code, filed.reasons)),
        writing_evaluation=filed.text,
        pf=str(_CHANNEL[filed.at]),
        assess_time=filed.rated_at,
        is_bad=filed.level.is_bad,
        satisfaction_gbt39046=str(satisfaction_gbt39046(filed.level)),
    )


def _named(scale: dict[Level, int], number: int) -> Level:
    for level, value in scale.items():
        if value == number:
            return level
    raise ValueError(f"no level has the number {number}")
