"""Jobs on their way to real paper: what is called printed is on it, and nothing comes twice by itself."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from kiosk.domain.printer import JobState
from kiosk.domain.ticket import Ticket, TicketState
from printers.commands import RESYNC
from printers.profile import Profile
from printers.spooler import EXPIRE_S

from .conftest import Desk
from .rig import Rig


def test_a_job_comes_out_and_is_called_printed(desk: Desk) -> None:
    name = desk.add()
    assert desk.spooler.run_once()
    assert desk.state(name) is JobState.PRINTED
    assert desk.on_paper() == [name]
    assert desk.printer_state() == "ready"
    assert not desk.spooler.run_once()


def test_jobs_come_out_in_the_order_of_asking(desk: Desk, rig: Rig) -> None:
    names = [desk.add() for _ in range(4)]
    desk.drain()
    assert desk.on_paper() == names
    # The question behind a slip is not the beginning of the next: the printer's times are measured by others.
    assert all(before.fell_ns < after.first_byte_ns for before, after in pairwise(rig.slips))


@pytest.mark.parametrize("state", ["paper-out", "cover-open", "offline", "cutter-error", "overheated"])
def test_what_is_known_before_blocks_and_resumes_by_itself_in_order(desk: Desk, rig: Rig, state: str) -> None:
    rig.become(state)
    names = [desk.add() for _ in range(3)]
    for _ in range(3):
        assert not desk.spooler.run_once()
    assert desk.state(names[0]) is JobState.BLOCKED
    assert desk.job(names[0]).reason == state
    assert desk.printer_state() == state
    # The zeros of a first look and four real-time requests a look, but not a byte of a slip.
    assert rig.printer.machine.waiting == len(RESYNC) + 3 * 4 * 3
    rig.become("ready")
    desk.drain()
    assert desk.on_paper() == names
    assert [desk.state(name) for name in names] == [JobState.PRINTED] * 3


def test_a_printer_that_is_off_blocks(desk: Desk, rig: Rig) -> None:
    rig.become("off")
    name = desk.add()
    assert not desk.spooler.run_once()
    assert (desk.state(name), desk.job(name).reason) == (JobState.BLOCKED, "offline")
    rig.become("ready")
    desk.drain()
    assert desk.on_paper() == [name]


def test_near_end_prints_and_is_told_to_staff(desk: Desk, rig: Rig) -> None:
    rig.become("near-end")
    name = desk.add()
    desk.drain()
    assert desk.state(name) is JobState.PRINTED
    assert desk.printer_state() == "near-end"


@pytest.mark.parametrize("state", ["mute", "garbage"])
def test_a_printer_that_proves_nothing_leaves_unknown_and_prints_once(
    desk: Desk, rig: Rig, state: str
) -> None:
    rig.become(state)
    name = desk.add()
    desk.drain()
    assert (desk.state(name), desk.job(name).reason) == (JobState.UNKNOWN, "silent")
    assert desk.printer_state() == "silent"
    rig.become("ready")
    desk.drain()
    assert desk.on_paper() == [name]


def test_a_printer_that_swallows_everything_leaves_unknown(desk: Desk, rig: Rig) -> None:
    rig.become("buffer-full")
    name = desk.add()
    desk.drain()
    assert desk.state(name) is JobState.UNKNOWN
    assert desk.on_paper() == []


def test_a_printer_by_its_profile_without_status_leaves_sent(desk: Desk, rig: Rig) -> None:
    rig.become("mute")
    name = desk.add()
    spooler = desk.started(Profile(answers=False))
    assert spooler.run_once()
    assert desk.state(name) is JobState.SENT
    rig.slip(1)
    assert desk.on_paper() == [name]


def test_paper_that_ends_in_a_slip_leaves_unknown_and_goes_on_after_refilling(desk: Desk, rig: Rig) -> None:
    rig.become("paper-out-mid-slip", after_dots=40)
    first, second = desk.add(), desk.add()
    desk.drain()
    assert (desk.state(first), desk.job(first).reason) == (JobState.UNKNOWN, "paper-out")
    assert desk.state(second) is JobState.BLOCKED
    assert desk.on_paper() == []
    rig.become("ready")
    desk.drain()
    assert desk.state(first) is JobState.UNKNOWN  # it did come, and only a person may say so
    assert desk.state(second) is JobState.PRINTED
    assert [name for name in desk.on_paper() if name] == [first, second]


def test_a_slow_printer_is_not_a_broken_one(desk: Desk, rig: Rig) -> None:
    rig.become("slow")
    name = desk.add("很长的一行字" * 30)
    desk.drain()
    assert desk.state(name) is JobState.PRINTED
    assert desk.on_paper() == [name]


def test_a_crash_while_sending_leaves_unknown_and_sends_nothing_again(desk: Desk) -> None:
    name = desk.add()
    with desk.store.begin() as uow:
        uow.print_jobs.claim("slip", 0)
    after = desk.add()
    restarted = desk.started()
    while restarted.run_once():
        pass
    assert (desk.state(name), desk.job(name).reason) == (JobState.UNKNOWN, "interrupted")
    assert desk.state(after) is JobState.PRINTED
    assert [slip for slip in desk.on_paper() if slip] == [after]


def test_a_second_crash_before_the_cut_forgets_nothing(desk: Desk, rig: Rig) -> None:
    name = desk.add()
    with desk.store.begin() as uow:
        uow.print_jobs.claim("slip", 0)
    rig.become("off")
    assert not desk.started().run_once()  # it has seen what was interrupted, and could not cut
    rig.become("ready")
    after = desk.add()
    third = desk.started()
    while third.run_once():
        pass
    assert desk.state(name) is JobState.UNKNOWN
    # The strip that was cut off first, and then the slip by itself.
    assert [slip.qr for slip in rig.slips] == [(), (after,)]


def test_a_wiped_session_prints_nothing_in_front_of_the_next(desk: Desk, rig: Rig) -> None:
    rig.become("paper-out")
    gone, here = desk.add(session="gone"), desk.add(session="here")
    desk.drain()
    with desk.store.begin() as uow:
        uow.print_jobs.give_up_session("gone", "session over", 0)
    rig.become("ready")
    desk.drain()
    assert desk.state(gone) is JobState.GIVEN_UP
    assert desk.on_paper() == [here]


def test_a_slip_that_waited_too_long_for_paper_is_given_up_visibly(desk: Desk, rig: Rig) -> None:
    rig.become("paper-out")
    old = desk.add()
    desk.drain()
    desk.clock.skip(EXPIRE_S)
    new = desk.add()
    desk.drain()
    assert (desk.state(old), desk.job(old).reason) == (JobState.GIVEN_UP, "expired")
    rig.become("ready")
    desk.drain()
    assert desk.on_paper() == [new]


def test_a_number_that_was_voided_while_it_waited_for_paper_is_not_printed(desk: Desk, rig: Rig) -> None:
    rig.become("paper-out")
    void, good = desk.add(), desk.add()
    desk.drain()
    with desk.store.begin() as uow:
        uow.tickets.add(a_ticket(token=void))
        uow.tickets.void(f"ticket of {void}", 2)
    rig.become("ready")
    desk.drain()
    assert (desk.state(void), desk.job(void).reason) == (JobState.GIVEN_UP, "void")
    assert desk.on_paper() == [good]


def a_ticket(token: str) -> Ticket:
    return Ticket(
        id=f"ticket of {token}",
        series="general",
        service_day=date(2026, 11, 23),
        epoch_mark=0,
        number=1,
        label="A001",
        priority=False,
        state=TicketState.WAITING,
        token=token,
        session="s1",
        issued=datetime(2026, 11, 23, 1, tzinfo=UTC),
    )


def test_one_poisoned_job_blocks_nobody(desk: Desk) -> None:
    bad = desk.add(document=b'{"kind":"nonsense"')
    long = desk.add(document=b'{"kind":"test","blocks":[{"type":"qr","data":"' + b"x" * 3000 + b'"}]}')
    good = desk.add()
    desk.drain()
    assert desk.state(bad) is JobState.GIVEN_UP
    assert desk.state(long) is JobState.GIVEN_UP
    assert "QrTooLongError" in desk.job(long).reason
    assert desk.on_paper() == [good]


def test_a_missing_glyph_is_printed_as_its_code_and_reported(desk: Desk) -> None:
    name = desk.add("王\ue000")
    desk.drain()
    assert desk.state(name) is JobState.PRINTED
    assert desk.job(name).reason == "no font holds U+E000"


def test_the_printer_is_looked_at_when_nothing_is_to_print(desk: Desk, rig: Rig) -> None:
    assert not desk.spooler.run_once()
    assert desk.printer_state() == "ready"
    rig.become("cover-open")
    desk.spooler.run_once()
    assert desk.printer_state() == "ready"  # not at every turn
    desk.clock.skip(6)
    desk.spooler.run_once()
    assert desk.printer_state() == "cover-open"


def test_a_blocked_job_is_not_written_at_every_look(desk: Desk, rig: Rig) -> None:
    rig.become("paper-out")
    name = desk.add()
    for _ in range(5):
        desk.spooler.run_once()
    assert desk.job(name).attempts == 1
