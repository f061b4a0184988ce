"""`kiosk demo`: a whole street on one machine, the terminal walked by real touches, and what came of it.

Exit 0 only if every step was seen on the screen, on paper and at the district.
"""

import os
import shutil
import traceback
from pathlib import Path

import msgspec

from kiosk.app import story
from kiosk.app.answers import refuse, say
from kiosk.app.run import run_terminal
from kiosk.app.street import Street
from kiosk.app.terminal import Terminal
from kiosk.app.visiting import visit
from kiosk.app.walk import Walk
from kiosk.app.walkthrough import DistrictCopy, SeenCase, SeenTicket
from kiosk.domain.record import DeliveryState
from kiosk.settings import Settings, load
from kiosk.store import Store
from kiosk.ui.touch import Touch

STAFF = "1001"
STREET = "street"  # its folder inside `out`


def demo(out: Path) -> int:
    """Walk the main job offscreen and leave pictures, slips and walkthrough.json in `out`, made anew.

    1 as well when `out` holds what no earlier demo left there: that is not ours to remove.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if out.exists():
        if any(out.iterdir()) and not (out / STREET).is_dir():
            return refuse(
                f"{out} 里有别的文件，没有动它；请换一个文件夹。"
                f"{out} holds other files and was left alone; name another folder.",
            )
        shutil.rmtree(out)
    out.mkdir(parents=True)
    street = Street(out / STREET, out / "slips")
    try:
        config = street.write_config(out / "config", out / "state")
        settings = load(config)
        pin = add_staff(settings)
        return run_terminal(
            settings,
            config,
            showing="panel",
            again=False,
            companion=lambda terminal, end: end(_walked(terminal, street, out, pin)),
        )
    finally:
        street.close()


def add_staff(settings: Settings) -> str:
    """Make the store with one member of staff in it, as an installation does; their PIN."""
    from kiosk.services.staffing import Role

    with visit(settings) as services:
        return services.staffing.add(STAFF, "示例", Role.STAFF)


def _walked(terminal: Terminal, street: Street, out: Path, pin: str) -> int:
    """Walk, and write down what was seen, also of a walk that failed; the exit code."""
    walk = Walk(Touch(terminal.window.view), street, out)
    try:
        _walk(walk, terminal, pin)
        code = 0
    except Exception:  # whatever it was: told in full, with a picture of the screen, and as the exit code
        traceback.print_exc()
        walk.picture("failed")
        code = 1
    (out / "walkthrough.json").write_bytes(msgspec.json.format(msgspec.json.encode(walk.seen), indent=2))
    say(f"{'seen to its end' if code == 0 else 'NOT seen to its end'}: {out}/walkthrough.json")
    return code


def _walk(walk: Walk, terminal: Terminal, pin: str) -> None:
    story.look_at_start(walk)
    story.look_around(walk)
    number, token = story.take_number(walk)
    note_ticket(walk, terminal, number, token)
    story.meet_empty_paper(walk)
    local_number = story.file_case(walk)
    story.grow_idle(walk)
    story.plug_network(walk)
    with walk.step("已送达并打开 · the district has the case and has opened it"):
        prove_delivery(walk, terminal, local_number)
    story.ask_progress(walk, local_number)
    story.meet_staff(walk, STAFF, pin)


def note_ticket(walk: Walk, terminal: Terminal, number: str, token: str) -> None:
    """The token inside the slip's QR must lead to the very number that the slip and the screen show."""
    with stored(terminal).read() as work:
        ticket = work.tickets.by_token(token)
    if ticket is None or ticket.label != number:
        raise AssertionError(f"the slip's QR leads to {ticket and ticket.label}, not to {number}")
    walk.seen.ticket = SeenTicket(number, ticket.service_day.isoformat())


def stored(terminal: Terminal) -> Store:
    """The terminal's own store, to look up what the screen does not show."""
    if terminal.opened is None:
        raise AssertionError("the terminal has no store")
    return terminal.opened.store


def prove_delivery(walk: Walk, terminal: Terminal, local_number: str) -> None:
    """Compare what was typed with what the district opened. Raises AssertionError when they differ."""
    from sync.district.console import NotThere, fetch_case

    with stored(terminal).read() as work:
        found = work.cases.by_local_number(local_number)
        case = found[0] if found else None
        delivery = work.records.delivery(case.id) if case else None
    if case is None or delivery is None or delivery[0] is not DeliveryState.DELIVERED:
        raise AssertionError(f"{local_number} is not delivered: {delivery}")
    walk.seen.delivered = True
    walk.seen.case = SeenCase(local_number, case.id, case.item)
    copy = fetch_case(walk.street.district_url, walk.street.staff_token, case.id)
    if isinstance(copy, NotThere) or copy.answers is None:
        raise AssertionError(f"the district has not opened {case.id}")
    walk.seen.district_copy = DistrictCopy(copy.record_id, copy.answers)
    if walk.seen.district_copy.answers != walk.seen.answers:
        raise AssertionError(f"typed {walk.seen.answers}, at the district {walk.seen.district_copy.answers}")
    if not walk.seen.offline_at_submit:
        raise AssertionError("the case was to be filed offline")
