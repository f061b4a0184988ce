"""The delivery rule (DESIGN §9): what an answer means for the link and for each record sent.

Delivered = a parsed answer that names id and hash with accepted or duplicate. Nothing else.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import assert_never

import msgspec

from kiosk.domain.record import Record
from sync.replies import Failure, Parsed, Unreachable, Unreadable, Untrusted
from sync.wire import Receipt, RecordAnswer, Verdict


class LinkState(StrEnum):
    """device_state `network`: what screens and staff are told."""

    ONLINE = "online"
    OFFLINE = "offline"  # cannot be reached, busy, or somebody else answers; mends by itself
    REFUSED = "refused"  # the district does not accept this terminal; staff must act
    MISCONFIGURED = "misconfigured"  # address, certificate or settings are wrong; staff must act


class Then(StrEnum):
    RETRY = "retry"  # with growing, jittered back-off, or after the time the district named
    PAUSE = "pause"  # one slow try now and then until staff or district have mended it


class Row(msgspec.Struct, frozen=True):
    when: str
    holds: Callable[[Failure], bool]
    link: LinkState
    then: Then


def _status(*statuses: int) -> Callable[[Failure], bool]:
    return lambda failure: isinstance(failure, Unreadable) and failure.status in statuses


def _is(kind: type[Failure]) -> Callable[[Failure], bool]:
    return lambda failure: isinstance(failure, kind)


# The first row that holds decides. Nothing here ever gives a record up.
FAILURES: tuple[Row, ...] = (
    Row("nobody answers, or not to the end", _is(Unreachable), LinkState.OFFLINE, Then.RETRY),
    Row("who answers has no valid certificate", _is(Untrusted), LinkState.MISCONFIGURED, Then.RETRY),
    Row("who we are is not accepted", _status(401, 403), LinkState.REFUSED, Then.PAUSE),
    Row("the district is busy", _status(408, 425, 429), LinkState.OFFLINE, Then.RETRY),
    Row("nothing of ours at this address", _status(404, 405, 410), LinkState.MISCONFIGURED, Then.RETRY),
    # 5xx, an empty 200, a captive portal's page, a redirect to one, a proxy's error, a later protocol …
    Row("any other answer that says nothing of our records", _is(Unreadable), LinkState.OFFLINE, Then.RETRY),
)


def judge_failure(failure: Failure) -> Row:
    return next(row for row in FAILURES if row.holds(failure))


class Delivered(msgspec.Struct, frozen=True):
    record: Record


class Quarantined(msgspec.Struct, frozen=True):
    record: Record
    reason: str


class Again(msgspec.Struct, frozen=True):
    record: Record
    reason: str


Fate = Delivered | Quarantined | Again


def judge_record(record: Record, answer: RecordAnswer | None) -> Fate:
    """What becomes of `record` when a receipt could be read; `answer` is the one that names its id."""
    if answer is None:
        return Again(record, "the receipt does not name it")
    if answer.hash != record.hash:
        return Again(record, "the receipt names another hash")
    match answer.verdict:
        case Verdict.ACCEPTED | Verdict.DUPLICATE:
            return Delivered(record)
        case Verdict.REJECTED:
            return Quarantined(record, f"rejected: {answer.reason}")
        case Verdict.CONFLICT:
            return Quarantined(record, f"conflict: {answer.reason}")
        case _ as never:
            assert_never(never)


def judge_receipt(sent: Sequence[Record], receipt: Parsed[Receipt]) -> list[Fate]:
    answers = {answer.id: answer for answer in receipt.value.answers}
    return [judge_record(record, answers.get(record.id)) for record in sent]
