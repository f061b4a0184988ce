"""The cable is pulled at any byte, and a printer that fails in any order: the promises about paper hold."""

import os
import random

import pytest

from kiosk.domain.document import Align, Document, DocumentKind, Line, QrCode, Size
from kiosk.domain.printer import JobState
from printers.commands import RESYNC
from printers.profile import Profile
from printers.render import escpos

from .conftest import Desk
from .rig import Rig

SEED = 20261123
_FACTOR = int(os.environ.get("KIOSK_FAULT_FACTOR", "1"))  # more of the same, for `make faults`
OFFSETS = 16 * _FACTOR
WALKS = 3 * _FACTOR
_SAMPLE = Document(
    kind=DocumentKind.TICKET,
    blocks=(Line("job-0001", Size.LARGE, Align.CENTER), Line("张㛃"), QrCode("job-0001")),
)
LENGTH = len(escpos(_SAMPLE, Profile()).data)


@pytest.mark.parametrize(
    "after_bytes", sorted(random.Random(SEED).sample(range(1, LENGTH), min(OFFSETS, LENGTH - 1)))
)
def test_unplugged_at_a_byte_nothing_is_lost_or_doubled(desk: Desk, rig: Rig, after_bytes: int) -> None:
    desk.drain()  # the first look of a process sends bytes of its own; the cable is pulled in the slip
    first, second = desk.add("张㛃"), desk.add("张㛃")
    rig.become("reset-mid-job", after_bytes=after_bytes)
    desk.drain()
    desk.drain()
    assert desk.state(second) is JobState.PRINTED
    paper = desk.on_paper()
    assert paper.count(second) == 1
    assert paper.count(first) <= 1
    assert desk.state(first) is JobState.UNKNOWN
    # Nothing of the first citizen's slip hangs on the second's, and nothing stays in the printer.
    own = next(slip for slip in rig.slips if slip.qr == (second,))
    assert first not in "".join(own.text)
    assert not rig.order("look")["hanging"]


def test_a_cut_between_two_slips_that_was_lost_on_the_way_is_made_again(desk: Desk, rig: Rig) -> None:
    desk.drain()
    first = desk.add("张㛃")
    rig.become("reset-mid-job", after_bytes=LENGTH - 12)  # all but the feed and the cut: it hangs there
    desk.drain()
    second = desk.add("张㛃")
    # The zeros of the next look and those before the cut arrive, the cut itself does not.
    rig.become("reset-mid-job", after_bytes=2 * len(RESYNC) + 1)
    desk.drain()
    desk.drain()
    assert desk.state(first) is JobState.UNKNOWN
    assert desk.state(second) is JobState.PRINTED
    assert [slip.qr for slip in rig.slips] == [(first,), (second,)]


@pytest.mark.parametrize("seed", range(SEED, SEED + WALKS))
def test_whatever_happens_printed_means_paper_and_nothing_comes_twice(
    desk: Desk, rig: Rig, seed: int
) -> None:
    """A day of faults in one minute. The judge is what the printer saw, not what we believe."""
    chance = random.Random(seed)
    faults = [
        "ready",
        "near-end",
        "paper-out",
        "cover-open",
        "mute",
        "garbage",
        "off",
        "slow",
        "reset-mid-job",
    ]
    names = []
    for _ in range(8):
        state = chance.choice(["ready", *faults, "paper-out-mid-slip", "buffer-full"])
        rig.become(state, after_dots=chance.randrange(10, 250), after_bytes=chance.randrange(1, LENGTH))
        names += [desk.add("张㛃" if chance.random() < 0.2 else "") for _ in range(chance.randrange(1, 3))]
        desk.drain()
        if chance.random() < 0.2:
            desk.spooler = desk.started()  # the program was killed between two turns
    rig.become("ready")
    desk.clock.skip(6)
    desk.drain()
    desk.drain()
    last = desk.add()
    desk.drain()
    desk.drain()
    paper = desk.on_paper()
    states = {name: desk.state(name) for name in [*names, last]}
    assert states[last] is JobState.PRINTED
    assert all(state in (JobState.PRINTED, JobState.UNKNOWN) for state in states.values()), states
    for name, state in states.items():
        assert paper.count(name) <= 1, f"{name} came twice"
        if state is JobState.PRINTED:
            assert paper.count(name) == 1, f"{name} is called printed and is not on paper"
    assert rig.printer.machine.waiting == 0
