"""咨询投诉: sealed in memory, a number and a code on a slip, and what they open."""

from pathlib import Path
from typing import Any

import pytest

from kiosk.domain.complaint import ComplaintStage
from kiosk.domain.document import DocumentKind
from kiosk.domain.record import DeliveryState, RecordKind
from kiosk.services.complaints import ComplaintFiled
from kiosk.services.filing import CaseFiled, CaseInvalid, IntakeStopped
from kiosk.services.progress import ComplaintFound, ProgressFound, ProgressNotFound
from kiosk.store.unit_of_work import UnitOfWork
from tests.integration.app.residue import Canaries
from tests.unit.services.world import ANSWERS, KEY, NUMBER, World, slip_text

SAID: dict[str, Any] = {
    "kind": "complaint",
    "unit": "大足区公安局",
    "content": "金丝雀街窗口的人说系统坏了，让我白跑三趟",
    "named": "named",
    "name": "金丝雀测试人",
    "answer_wanted": True,
    "phone": "13800138417",
}
SECRETS = Canaries({key: SAID[key] for key in ("content", "name", "phone")}, stretch=6)


def filed(world: World, **changes: Any) -> ComplaintFiled:
    outcome = world.services.complaints.file("s1", {**SAID, **changes})
    assert isinstance(outcome, ComplaintFiled)
    return outcome


def test_the_district_opens_exactly_what_was_said(world: World) -> None:
    outcome = filed(world)
    opened = world.opened(outcome.complaint.id)
    assert opened["content"] == SAID["content"]
    assert (opened["kind"], opened["unit"], opened["title"]) == (
        "complaint",
        "大足区公安局",
        "投诉：大足区公安局",
    )
    assert (opened["named"], opened["name"], opened["phone"]) == (True, SAID["name"], SAID["phone"])
    with world.store.read() as work:
        record = work.records.get(outcome.complaint.id)
        actions = [event.action for event in work.events.recent(2)]
    assert record is not None
    assert (record.kind, record.sealed) == (RecordKind.COMPLAINT, True)
    assert actions == ["file-complaint", "privacy-consent"]


def test_anonymous_without_a_call_carries_neither_name_nor_telephone(world: World) -> None:
    opened = world.opened(filed(world, named="anonymous", answer_wanted=False, unit="not-sure").complaint.id)
    # What had been typed before a mind was changed is not sent.
    assert (opened["named"], opened["name"], opened["phone"], opened["unit"]) == (False, "", "", "")
    assert opened["title"] == "投诉"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"content": "  \n "}, "content"),
        ({"content": "啊" * 1001}, "content"),
        ({"name": ""}, "name"),
        ({"phone": "123"}, "phone"),
        ({"unit": "火星办事处"}, "unit"),
        ({"kind": "praise"}, "kind"),
    ],
)
def test_what_cannot_be_handled_is_said(world: World, changes: dict[str, Any], wrong: str) -> None:
    outcome = world.services.complaints.file("s1", {**SAID, **changes})
    assert isinstance(outcome, CaseInvalid)
    assert [error.field for error in outcome.errors] == [wrong]
    with world.store.read() as work:
        assert work.terminal.get().case_count == 0


def test_number_and_code_of_the_slip_open_it_and_nothing_else_does(world: World) -> None:
    outcome = filed(world)
    slip = world.slip(outcome.job_id)
    assert slip.kind is DocumentKind.COMPLAINT
    text = slip_text(slip)
    assert outcome.complaint.local_number in text
    assert outcome.code in text
    assert not any(secret in text for secret in (SAID["content"], SAID["name"], SAID["phone"], SAID["unit"]))
    progress = world.services.progress
    found = progress.by_number("s2", outcome.complaint.local_number, outcome.code)
    assert isinstance(found, ComplaintFound)
    assert (found.view.stage, found.view.delivery) == (ComplaintStage.SUBMITTED_LOCAL, DeliveryState.WAITING)
    assert progress.by_token(outcome.complaint.token) == found
    wrong = f"{(int(outcome.code) + 1) % 10**6:06d}"
    assert progress.by_number("s2", outcome.complaint.local_number, wrong) == ProgressNotFound(4)


def test_one_number_is_one_thing(world: World) -> None:
    case = world.services.filing.submit_case("s1", "residence-permit", ANSWERS)
    said = filed(world)
    assert isinstance(case, CaseFiled)
    assert [case.case.local_number[-8:-2], said.complaint.local_number[-8:-2]] == ["000001", "000002"]
    opened = world.services.progress.by_number("s2", case.case.local_number, NUMBER[-6:])
    assert isinstance(opened, ProgressFound)


def test_a_number_that_another_process_took_is_not_given_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the count and storing, somebody files: it is sealed again under the next number."""
    random = world.services.complaints._random
    pending = [True]

    def interrupted(count: int) -> bytes:
        if pending.pop() if pending else False:
            world.services.filing.submit_case("s9", "residence-permit", ANSWERS)
        return random(count)

    monkeypatch.setattr(world.services.complaints, "_random", interrupted)
    outcome = filed(world)
    assert outcome.complaint.local_number[-8:-2] == "000002"
    assert world.opened(outcome.complaint.id)["local_number"] == outcome.complaint.local_number


def test_all_of_it_or_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the last statement of the transaction")

    monkeypatch.setattr(world.services.events, "write", broken)
    with pytest.raises(RuntimeError):
        world.services.complaints.file("s1", SAID)

    def nothing(work: UnitOfWork) -> bool:
        return work.terminal.get().case_count == 0 and work.print_jobs.unsent_count() == 0

    with world.store.read() as work:
        assert nothing(work)


def test_the_answer_is_shown_to_who_holds_the_slip(world: World) -> None:
    outcome = filed(world)
    with world.store.begin() as work:
        work.complaints.answer(outcome.complaint.id, "已核实，窗口已整改。")
    found = world.services.progress.by_token(outcome.complaint.token)
    assert isinstance(found, ComplaintFound)
    assert (found.view.stage, found.view.answer) == (ComplaintStage.ANSWERED, "已核实，窗口已整改。")
    assert "核实" not in repr(found)


def test_without_the_districts_key_nothing_is_taken(tmp_path: Path) -> None:
    world = World(tmp_path, recipient=False)
    assert isinstance(world.services.complaints.file("s1", SAID), IntakeStopped)
    world.close()


def test_what_was_said_is_nowhere_on_the_disk_nor_in_a_repr(world: World) -> None:
    outcome = filed(world)
    assert outcome.code not in repr(outcome)
    world.services.backups.run()
    world.store.close()
    folder = world.settings.state_dir
    assert SECRETS.in_files([folder]) == set()
    assert SECRETS.in_store(folder, KEY) == set()
