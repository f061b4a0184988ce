"""The delivery rule as a table: every possible answer has exactly one meaning, and none gives a record up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.record import Record, RecordKind
from sync.delivery import Again, Delivered, LinkState, Quarantined, Then, judge_failure, judge_record
from sync.replies import Unreachable, Unreadable, Untrusted
from sync.wire import RecordAnswer, Verdict

RECORD = Record(
    id="r",
    terminal="0001",
    epoch=1,
    seq=1,
    kind=RecordKind.CASE,
    created_ms=1,
    prev_hash="0" * 64,
    hash="a" * 64,
    sealed=True,
    body=b"",
)


@given(st.integers(100, 599))
def test_every_status_is_retried_or_pauses_and_only_401_and_403_pause(status: int) -> None:
    row = judge_failure(Unreadable(status, ""))
    assert (row.then is Then.PAUSE) == (status in (401, 403))
    assert (row.link is LinkState.REFUSED) == (status in (401, 403))


@pytest.mark.parametrize("status", [200, 204, 302, 400, 408, 413, 418, 422, 425, 429, 500, 502, 503, 504])
def test_what_mends_by_itself_is_offline(status: int) -> None:
    assert judge_failure(Unreadable(status, "")).link is LinkState.OFFLINE


def test_no_answer_and_a_false_certificate_differ() -> None:
    assert judge_failure(Unreachable("")).link is LinkState.OFFLINE
    assert judge_failure(Untrusted("")).link is LinkState.MISCONFIGURED


@given(st.sampled_from(list(Verdict)), st.booleans())
def test_delivered_needs_the_hash_and_accepted_or_duplicate(word: Verdict, same: bool) -> None:
    answer = RecordAnswer(id="r", hash="a" * 64 if same else "b" * 64, verdict=word, reason="why")
    fate = judge_record(RECORD, answer)
    if not same:
        assert isinstance(fate, Again)
    elif word in (Verdict.ACCEPTED, Verdict.DUPLICATE):
        assert isinstance(fate, Delivered)
    else:
        assert fate == Quarantined(RECORD, f"{word.value}: why")


def test_silence_about_a_record_is_no_verdict() -> None:
    assert isinstance(judge_record(RECORD, None), Again)
