"""Filing: everything in one transaction, sealed before it is stored, refused in words."""

from pathlib import Path

import msgspec
import pytest

from kiosk.catalogue import load
from kiosk.domain.case import CaseStage
from kiosk.domain.printer import JobState
from kiosk.domain.privacy import Consent, Sensitive
from kiosk.domain.record import DeliveryState, RecordKind
from kiosk.records import chain
from kiosk.services.filing import CaseFiled, CaseInvalid, IntakeStopped, StopReason
from kiosk.store.unit_of_work import UnitOfWork
from tests.unit.catalogue_samples import PACKAGE, SAMPLES
from tests.unit.services.world import ANSWERS, CANARY, NUMBER, SCHEMA, World, local_instant, slip_text

ITEM = "residence-permit"


def filed(outcome: object) -> CaseFiled:
    assert isinstance(outcome, CaseFiled)
    return outcome


def test_the_district_opens_exactly_what_was_typed(world: World) -> None:
    case = filed(world.services.filing.submit_case("s1", ITEM, ANSWERS)).case
    opened = world.opened(case.id)
    assert opened["answers"] == ANSWERS
    assert opened["record_id"] == case.id
    assert opened["local_number"] == case.local_number == "DZ-0001-20261123-000001-0"
    assert opened["filed_at"] == "2026-11-23T09:15:00+08:00"
    assert opened["catalogue_version"] == "2026.11.1"
    assert opened["schema_hash"] == case.schema_hash


def test_case_record_job_and_consent_are_one_act(world: World) -> None:
    outcome = filed(world.services.filing.submit_case("s1", ITEM, ANSWERS))
    with world.store.read() as work:
        record = work.records.get(outcome.case.id)
        assert record is not None
        assert record.kind is RecordKind.CASE
        assert record.sealed
        assert record.hash == chain.hash_of(record)
        assert work.cases.get(outcome.case.id) == outcome.case
        actions = [(event.action, event.object) for event in work.events.recent(2)]
    assert actions == [("file-case", outcome.case.id), ("privacy-consent", f"{ITEM}@2026.11.1")]
    assert world.job(outcome.job_id).state is JobState.QUEUED
    assert outcome.case.stage is CaseStage.SUBMITTED_LOCAL
    assert world.woken == 1


def test_nothing_is_left_when_the_last_row_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the last statement of the transaction")

    with world.store.read() as work:
        before = work.records.counts()
    monkeypatch.setattr(world.services.events, "write", broken)
    with pytest.raises(RuntimeError):
        world.services.filing.submit_case("s1", ITEM, ANSWERS)
    with world.store.read() as work:
        assert work.records.counts() == before
        assert work.terminal.get().case_count == 0
        assert work.print_jobs.recent(9) == []
        assert work.cases.by_token("token-000001") is None


def test_receipt_is_masked_and_never_says_accepted(world: World) -> None:
    outcome = filed(world.services.filing.submit_case("s1", ITEM, ANSWERS))
    text = slip_text(world.slip(outcome.job_id))
    for said in (
        "收件回执（待核验）",
        "张*",
        "办居住证",
        outcome.case.local_number,
        "以受理之日起计算",
        "12345",
        "示例",
    ):
        assert said in text
    for hidden in ("张测试", NUMBER, CANARY, "已受理"):
        assert hidden not in text
    assert "本回执不是受理通知书" in text
    assert world.slip(outcome.job_id).token == outcome.case.token


def test_cases_go_before_numbers(world: World) -> None:
    world.services.queue.take_number("s1", "general")
    case = filed(world.services.filing.submit_case("s1", ITEM, ANSWERS)).case
    with world.store.begin() as work:
        kinds = [record.kind for record in work.records.claim(0, 1, 10, 10**6)]
    assert kinds == [RecordKind.EPOCH, RecordKind.CASE, RecordKind.TICKET]
    assert case.filed_ms > 0


def test_wrong_answers_come_back_with_their_fields_and_store_nothing(world: World) -> None:
    outcome = world.services.filing.submit_case("s1", ITEM, {"name": "张测试", "id_number": "1"})
    assert isinstance(outcome, CaseInvalid)
    assert {error.field for error in outcome.errors} == {"id_number", "address"}
    with world.store.read() as work:
        assert work.terminal.get().case_count == 0


def test_an_answer_that_another_choice_hid_is_not_submitted(world: World) -> None:
    answers = {**ANSWERS, "owns": False, "deed": "渝(2026)大足区不动产权第1号"}
    case = filed(world.services.filing.submit_case("s1", ITEM, answers)).case
    assert "deed" not in msgspec.convert(world.opened(case.id)["answers"], dict[str, object])


def test_no_item_without_a_form(world: World) -> None:
    with pytest.raises(KeyError):
        world.services.filing.submit_case("s1", "no-such-item", ANSWERS)


def test_local_numbers_count_on_over_restarts(world: World) -> None:
    first = filed(world.services.filing.submit_case("s1", ITEM, ANSWERS)).case
    world.restart()
    second = filed(world.services.filing.submit_case("s2", ITEM, ANSWERS)).case
    assert [case.local_number.split("-")[3] for case in (first, second)] == ["000001", "000002"]


def test_a_number_taken_by_another_process_is_sealed_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading the count and storing the case somebody else takes the number."""
    draft = world.services.filing._draft
    stolen: list[int] = []

    def steal_first(*arguments: object) -> object:
        made = draft(*arguments)  # type: ignore[arg-type]
        if not stolen:
            with world.store.begin() as work:
                stolen.append(work.terminal.bump_case_count())
        return made

    monkeypatch.setattr(world.services.filing, "_draft", steal_first)
    case = filed(world.services.filing.submit_case("s1", ITEM, ANSWERS)).case
    assert stolen == [1]
    assert "-000002-" in case.local_number
    assert world.opened(case.id)["local_number"] == case.local_number


def test_without_a_key_of_the_district_nothing_is_taken_in(tmp_path: Path) -> None:
    world = World(tmp_path, recipient=False)
    outcome = world.services.filing.submit_case("s1", ITEM, ANSWERS)
    world.close()
    assert outcome == IntakeStopped(StopReason.NO_RECIPIENT_KEY)


def test_on_other_hardware_nothing_is_taken_in(tmp_path: Path) -> None:
    world = World(tmp_path, fingerprint="another-machine")
    outcome = world.services.filing.submit_case("s1", ITEM, ANSWERS)
    world.close()
    assert outcome == IntakeStopped(StopReason.FINGERPRINT_CHANGED)


def test_suspect_clock_prints_no_date_and_files_all_the_same(world: World) -> None:
    world.services.queue.take_number("s0", "general")
    world.clock.set(local_instant(2019, 3, 3))
    outcome = filed(world.services.filing.submit_case("s1", ITEM, ANSWERS))
    assert "提交时间" not in slip_text(world.slip(outcome.job_id))


def test_no_form_value_touches_the_disk(world: World) -> None:
    for number in range(3):
        filed(world.services.filing.submit_case(f"s{number}", ITEM, ANSWERS))
    folder = world.settings.state_dir
    world.services.backups.run()
    on_disk = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert len(on_disk) > 100_000
    for value in (CANARY, NUMBER, "张测试"):
        assert value.encode() not in on_disk
        assert value.encode("utf-16-le") not in on_disk


def test_no_form_value_stands_in_clear_inside_the_encrypted_store(world: World) -> None:
    """The store's key opens no application either: only the district's does."""
    filed(world.services.filing.submit_case("s1", ITEM, ANSWERS))
    driver = world.store.driver()
    tables = [
        row[0] for row in driver.execute("SELECT name FROM sqlite_master WHERE type='table'").fetchall()
    ]
    content = "".join(repr(driver.execute(f'SELECT * FROM "{table}"').fetchall()) for table in tables)
    assert "张*" in content  # the mask is there, so this looked at the right rows
    for value in (CANARY, NUMBER, "张测试", NUMBER[-6:]):
        assert value not in content
        assert repr(value.encode())[2:-1] not in content


def test_delivery_state_waits(world: World) -> None:
    case = filed(world.services.filing.submit_case("s1", ITEM, ANSWERS)).case

    def state(work: UnitOfWork) -> DeliveryState:
        delivery = work.records.delivery(case.id)
        assert delivery is not None
        return delivery[0]

    with world.store.read() as work:
        assert state(work) is DeliveryState.WAITING


def test_an_agent_is_named_in_the_trail_and_masked_on_the_slip(world: World) -> None:
    world.catalogue = load(PACKAGE)
    answers = dict(SAMPLES["old-age-allowance"])
    consent = Consent(kinds=(Sensitive.FINANCIAL,))
    outcome = filed(world.services.filing.submit_case("s1", "old-age-allowance", answers, (), consent))
    with world.store.read() as work:
        assert {event.actor for event in work.events.recent(2)} == {"agent"}
    text = slip_text(world.slip(outcome.job_id))
    assert "代办人" in text
    assert "李*试" in text
    assert "李测试" not in text
    opened = world.opened(outcome.case.id)["answers"]
    assert opened == answers  # both people, each under their own names


def test_the_consent_says_which_text_and_which_kinds(world: World) -> None:
    sensitive = {"type": "string", "title": "银行账号", "x-kiosk": {"sensitive": "financial"}}
    schema = {**SCHEMA, "properties": {**SCHEMA["properties"], "account": sensitive}}  # type: ignore[dict-item]
    world.catalogue = msgspec.structs.replace(world.catalogue, forms={"test.json": schema})
    with pytest.raises(ValueError, match="consent of its own"):
        world.services.filing.submit_case("s1", ITEM, ANSWERS)
    consent = Consent(notice="5f0c3a9e1b22", kinds=(Sensitive.FINANCIAL,))
    filed(world.services.filing.submit_case("s1", ITEM, ANSWERS, (), consent))
    with world.store.read() as work:
        told = [(event.action, event.object, event.result) for event in work.events.recent(3)]
    assert told[1:] == [
        ("privacy-consent", f"{ITEM}@2026.11.1", "notice 5f0c3a9e1b22"),
        ("sensitive-consent", f"{ITEM}@2026.11.1", "financial"),
    ]
