"""The driver's conversation with the SAM, under a clock that only waiting moves."""

from collections.abc import Callable
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.frames import Answer
from kiosk.devices.reader import CardGone, CardSeen, Nothing, Outcome, ReadFailed
from kiosk.devices.sam_link import fits, over_line
from kiosk.devices.sam_reader import SamReader
from kiosk.devices.simulator.line import SimulatedLine
from kiosk.devices.simulator.orders import ChecksumError, Junk, PullMidRead, Silent, Slow, Status
from kiosk.devices.simulator.persons import PERSONS
from kiosk.devices.simulator.sam import SimulatedSam
from kiosk.devices.status import Blame, Command, Sw3, blame, describe
from kiosk.domain.card import ReadFault

RESIDENT, RARE, PERMIT = PERSONS["resident"], PERSONS["rare-name"], PERSONS["permit"]
LONGEST_POLL_S = 10.0


class Desk:
    """A reader, the SAM behind it, and somebody who lays cards on it."""

    def __init__(self, hear: Callable[[bytes], bytes] = lambda data: data) -> None:
        self.sam = SimulatedSam()
        self.line = SimulatedLine(self.sam, hear)
        self.reader = SamReader(
            over_line(self.line.open, baud=115200, monotonic=self.line.monotonic),
            monotonic=self.line.monotonic,
            salt=b"test",
            presence_s=1.0,
        )

    def poll(self) -> Outcome:
        began = self.line.now_s
        outcome = self.reader.poll()
        assert self.line.now_s - began <= LONGEST_POLL_S
        return outcome

    def polls(self, seconds: float) -> list[Outcome]:
        """What is said in that time, a poll every quarter of a second; Nothing left out."""
        end, said = self.line.now_s + seconds, []
        while self.line.now_s < end:
            said.append(self.poll())
            self.line.now_s += 0.25
        return [outcome for outcome in said if outcome != Nothing()]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_nobody_there(desk: Desk) -> None:
    assert desk.polls(5) == []


@pytest.mark.parametrize("name", PERSONS)
def test_a_card_is_announced_once_however_long_it_lies_there(desk: Desk, name: str) -> None:
    desk.sam.insert(PERSONS[name])
    assert desk.polls(3600) == [CardSeen(PERSONS[name])]
    desk.sam.remove()
    assert desk.polls(5) == [CardGone()]


def test_a_card_laid_down_again_is_announced_again(desk: Desk) -> None:
    desk.sam.insert(RESIDENT)
    desk.polls(2)
    desk.sam.remove()
    assert desk.polls(2) == [CardGone()]
    desk.sam.insert(RESIDENT)
    assert desk.polls(2) == [CardSeen(RESIDENT)]


def test_another_card_in_its_place_ends_the_first(desk: Desk) -> None:
    desk.sam.insert(RESIDENT)
    desk.polls(2)
    desk.sam.insert(RARE)
    assert desk.polls(3) == [CardGone(), CardSeen(RARE)]


def test_an_unplugged_reader_comes_back_by_itself_and_its_card_is_not_announced_twice(desk: Desk) -> None:
    desk.sam.insert(RESIDENT)
    desk.polls(2)
    desk.line.plugged = False
    assert set(desk.polls(3)) == {ReadFailed(ReadFault.READER_GONE, "unplugged")}
    desk.sam.power_cycle()
    desk.line.plugged = True
    assert desk.polls(5) == []
    desk.sam.remove()
    assert desk.polls(3) == [CardGone()]


def test_a_card_lifted_while_the_reader_was_unplugged_is_gone(desk: Desk) -> None:
    desk.sam.insert(RESIDENT)
    desk.polls(2)
    desk.line.plugged = False
    desk.poll()
    desk.sam.remove()
    desk.line.plugged = True
    assert desk.polls(3) == [CardGone()]


def test_a_card_pulled_at_any_byte_of_the_read() -> None:
    for at in range(1295):
        desk = Desk()
        desk.sam.insert(RESIDENT)
        desk.sam.arm(PullMidRead(at=at))
        outcome = desk.poll()
        assert isinstance(outcome, ReadFailed), at
        assert outcome.fault is ReadFault.REMOVED, at
        assert desk.polls(3) == [], at
        desk.sam.insert(RARE)
        assert desk.polls(1) == [CardSeen(RARE)], at


def test_a_card_pulled_behind_the_last_byte_was_read(desk: Desk) -> None:
    desk.sam.insert(RESIDENT)
    desk.sam.arm(PullMidRead(at=1295))
    assert desk.polls(5) == [CardSeen(RESIDENT), CardGone()]


def test_a_silent_reader_and_its_return(desk: Desk) -> None:
    desk.sam.insert(RESIDENT)
    desk.sam.arm(Silent())
    said = desk.polls(5)
    assert len(said) > 1
    assert {o.fault for o in said if isinstance(o, ReadFailed)} == {ReadFault.READER_SILENT}
    desk.sam.arm(None)
    assert desk.polls(2) == [CardSeen(RESIDENT)]


def test_nothing_but_noise_is_a_silent_reader(desk: Desk) -> None:
    desk.sam.arm(Junk(instead=True, times=0))
    assert desk.poll() == ReadFailed(ReadFault.READER_SILENT, "find: 13 bytes of noise")


def test_noise_before_every_answer_costs_nothing(desk: Desk) -> None:
    desk.sam.arm(Junk(times=0))
    desk.sam.insert(RESIDENT)
    assert desk.polls(5) == [CardSeen(RESIDENT)]


@pytest.mark.parametrize("times", [1, 2])
def test_damaged_answers_are_asked_for_again(desk: Desk, times: int) -> None:
    desk.sam.insert(RESIDENT)
    desk.polls(2)
    desk.sam.remove()
    desk.polls(2)
    desk.sam.insert(RESIDENT)
    desk.sam.arm(ChecksumError(times=times))
    assert [o for o in desk.polls(5) if not isinstance(o, ReadFailed)] == [CardSeen(RESIDENT)]


def test_slow_answers_are_waited_for(desk: Desk) -> None:
    desk.sam.arm(Slow())
    desk.sam.insert(RESIDENT)
    assert desk.polls(10) == [CardSeen(RESIDENT)]


@pytest.mark.parametrize("late_s", [0.3, 0.42, 0.6, 1.0, 2.5, 4.0, 9.0])
def test_answers_that_come_too_late_are_never_taken_for_others(desk: Desk, late_s: float) -> None:
    """Every answer may meet a later question. A card may go unread; none is mistaken for another."""
    desk.line.late_s = late_s
    desk.sam.insert(RESIDENT)
    said = desk.polls(60)
    desk.sam.insert(RARE)
    after = desk.polls(60)
    assert not [o for o in said if isinstance(o, CardSeen) and o.card != RESIDENT]
    seen = [o.card for o in after if isinstance(o, CardSeen)]
    assert seen[seen.index(RARE) :] == [RARE] if RARE in seen else set(seen) <= {RESIDENT}
    refused = [o for o in said + after if isinstance(o, ReadFailed) and o.fault is ReadFault.READER_REFUSED]
    assert not refused
    desk.line.late_s = 0
    assert desk.polls(30)[-1:] in ([], [CardSeen(RARE)])


FOUND, NOT_FOUND = Answer(0, 0, Sw3.FOUND, bytes(4)), Answer(0, 0, Sw3.FIND_FAILED)
SELECTED, NOT_SELECTED = Answer(0, 0, Sw3.OK, bytes(8)), Answer(0, 0, Sw3.SELECT_FAILED)
READ = Answer(0, 0, Sw3.OK, bytes.fromhex("01000400") + bytes(1280))
NOT_READ, DONE = Answer(0, 0, Sw3.READ_FAILED), Answer(0, 0, Sw3.OK)
OWN = {
    Command.FIND: {FOUND, NOT_FOUND},
    Command.SELECT: {SELECTED, NOT_SELECTED, NOT_READ},
    Command.READ: {READ, NOT_READ},
}


@pytest.mark.parametrize("command", OWN)
def test_no_answer_fits_the_question_of_another(command: Command) -> None:
    every = {FOUND, NOT_FOUND, SELECTED, NOT_SELECTED, READ, NOT_READ, DONE}
    assert {answer for answer in every if fits(command, answer)} == OWN[command]
    assert fits(command, Answer(0, 0, Sw3.SELF_TEST_FAILED))


CARD_STATUSES = [s for s in Sw3 if blame(s) is Blame.CARD and s not in (Sw3.FIND_FAILED, Sw3.SELECT_FAILED)]


@pytest.mark.parametrize("sw3", CARD_STATUSES)
def test_a_card_that_cannot_be_read_is_said_once_and_read_when_it_can_be(desk: Desk, sw3: Sw3) -> None:
    desk.sam.insert(RESIDENT)
    desk.sam.arm(Status(sw3=f"{sw3:02x}", command="read", times=0))
    (said,) = desk.polls(10)
    assert isinstance(said, ReadFailed)
    assert said.fault is ReadFault.UNREADABLE
    assert f"({sw3:02X})" in said.detail
    desk.sam.arm(None)
    assert desk.polls(5) == [CardSeen(RESIDENT)]


def test_an_unreadable_card_in_place_of_another_ends_the_first(desk: Desk) -> None:
    desk.sam.insert(RESIDENT)
    desk.polls(2)
    desk.sam.insert(RARE)
    desk.sam.arm(Status(sw3="41", command="read", times=0))
    gone, failed = desk.polls(5)
    assert gone == CardGone()
    assert isinstance(failed, ReadFailed)
    assert failed.fault is ReadFault.UNREADABLE


def test_select_refused_is_the_cards_fault(desk: Desk) -> None:
    desk.sam.insert(RESIDENT)
    desk.sam.arm(Status(sw3="81", command="select", times=0))
    (said,) = desk.polls(5)
    assert said == ReadFailed(ReadFault.UNREADABLE, "select: select-failed (81)")


@pytest.mark.parametrize("command", ["find", "select", "read"])
def test_every_refusal_of_the_reader_itself(command: Literal["find", "select", "read"]) -> None:
    for sw3 in (each for each in range(256) if blame(each) is Blame.READER):
        desk = Desk()
        desk.sam.insert(RESIDENT)
        desk.sam.arm(Status(sw3=f"{sw3:02x}", command=command, times=0))
        assert desk.poll() == ReadFailed(ReadFault.READER_REFUSED, f"{command}: {describe(sw3)}")


@pytest.mark.parametrize("sw3", [s for s in Sw3 if blame(s) is Blame.LINE])
@pytest.mark.parametrize("command", ["find", "select", "read"])
def test_a_complaint_about_the_line_is_answered_by_asking_again(
    desk: Desk, sw3: Sw3, command: Literal["find", "select", "read"]
) -> None:
    desk.sam.insert(RESIDENT)
    desk.sam.arm(Status(sw3=f"{sw3:02x}", command=command))
    assert desk.poll() == CardSeen(RESIDENT)
    desk.sam.arm(Status(sw3=f"{sw3:02x}", command="find", times=0))
    assert desk.poll() == ReadFailed(ReadFault.READER_REFUSED, f"find: {describe(sw3)}")


NOISE = st.binary(max_size=300)
TIMES = st.integers(1, 3)


@given(before=NOISE, after=NOISE)
def test_random_noise_around_every_answer_never_yields_a_wrong_card(before: bytes, after: bytes) -> None:
    desk = Desk(hear=lambda data: before + data + after)
    desk.sam.insert(RARE)
    assert [o for o in desk.polls(5) if isinstance(o, CardSeen)] in ([], [CardSeen(RARE)])


@given(answers=st.lists(NOISE | st.just(b""), min_size=1, max_size=6))
def test_random_noise_instead_of_answers_never_crashes(answers: list[bytes]) -> None:
    supply = iter(answers * 100)
    desk = Desk(hear=lambda _: next(supply))
    desk.sam.insert(RARE)
    assert not any(isinstance(o, CardSeen) for o in desk.polls(10))


@given(at=st.integers(0, 1294), bit=st.integers(0, 7))
def test_one_flipped_bit_is_noticed(at: int, bit: int) -> None:
    flipped: list[int] = []

    def flip(data: bytes) -> bytes:
        if len(data) < 1000 or flipped:
            return data
        flipped.append(at)
        return data[:at] + bytes((data[at] ^ 1 << bit,)) + data[at + 1 :]

    desk = Desk(hear=flip)
    desk.sam.insert(RARE)
    assert [o for o in desk.polls(10) if isinstance(o, CardSeen)] == [CardSeen(RARE)]
    assert flipped


@given(
    acts=st.lists(
        st.sampled_from(["resident", "rare-name", "lift", "wait", "unplug", "plug"])
        | st.builds(PullMidRead, at=st.integers(0, 1295))
        | st.builds(Junk, hex=st.binary(max_size=20).map(bytes.hex), times=TIMES, instead=st.booleans())
        | st.builds(ChecksumError, times=TIMES)
        | st.builds(Silent, times=TIMES),
        max_size=12,
    )
)
def test_whatever_happens_cards_come_and_go_in_turn(acts: list[object]) -> None:
    """CardSeen and CardGone alternate, only laid cards are seen, and the last card is found in the end."""
    desk, laid, said = Desk(), set[str](), list[Outcome]()
    for act in acts:
        match act:
            case "resident" | "rare-name":
                laid.add(str(act))
                desk.sam.insert(PERSONS[str(act)])
            case "lift":
                desk.sam.remove()
            case "wait":
                pass
            case "unplug":
                desk.line.plugged = False
                desk.sam.power_cycle()
            case "plug":
                desk.line.plugged = True
            case PullMidRead() | Junk() | ChecksumError() | Silent():
                desk.sam.arm(act)
        said += desk.polls(1.5)
    desk.line.plugged = True
    desk.sam.arm(None)
    desk.sam.remove()
    said += desk.polls(10)
    desk.sam.insert(PERMIT)
    said += desk.polls(5)
    turns = [o for o in said if isinstance(o, CardSeen | CardGone)]
    assert turns[-1] == CardSeen(PERMIT)
    seen = {o.card.number for o in turns if isinstance(o, CardSeen)}
    assert seen <= {PERSONS[name].number for name in laid} | {PERMIT.number}
    assert all(isinstance(o, CardSeen) == (n % 2 == 0) for n, o in enumerate(turns))


def test_closing_closes_the_line_and_the_next_poll_opens_it(desk: Desk) -> None:
    desk.poll()
    desk.reader.close()
    desk.reader.close()
    assert desk.line.closed == 1
    desk.sam.insert(RESIDENT)
    assert desk.poll() == CardSeen(RESIDENT)
