"""一件事: the whole and its parts in one act, each sealed for itself; one receipt; progress of all."""

from pathlib import Path

import pytest

from kiosk.catalogue.bundles import parts_of
from kiosk.domain.attachment import Attachment
from kiosk.domain.record import RecordKind
from kiosk.records import outbox
from kiosk.services.filing import CaseFiled, CaseInvalid
from kiosk.services.progress import ProgressFound
from kiosk.store.repositories.events import Event
from tests.unit.catalogue_samples import AGENT, AGREED, BUNDLE_SAMPLES, CHILD_NUMBER, NUMBER, TODAY, shipped
from tests.unit.services.world import World, slip_text

CATALOGUE = shipped()
NEWBORN = BUNDLE_SAMPLES["newborn"]


@pytest.fixture
def hall(world: World) -> World:
    world.catalogue = CATALOGUE
    return world


def file(hall: World, item: str = "newborn", **changed: object) -> CaseFiled:
    answers = {**BUNDLE_SAMPLES[item], **changed}
    outcome = hall.services.filing.submit_case("s1", item, answers, consent=AGREED)
    assert isinstance(outcome, CaseFiled), outcome
    return outcome


@pytest.mark.parametrize("item", sorted(BUNDLE_SAMPLES))
def test_each_part_is_sealed_for_itself_and_names_the_whole(hall: World, item: str) -> None:
    outcome = file(hall, item)
    bundle = CATALOGUE.bundle(item)
    assert bundle is not None
    shares = {p.item.id: p.answers for p in parts_of(CATALOGUE, bundle, BUNDLE_SAMPLES[item], TODAY)}
    assert [child.item for child in outcome.children] == list(shares)
    for child in outcome.children:
        opened = hall.opened(child.id)
        assert opened["answers"] == shares[child.item]
        assert (opened["item"], opened["parent"]) == (child.item, outcome.case.id)
        assert opened["schema_hash"] == child.schema_hash
    whole = hall.opened(outcome.case.id)
    assert whole["children"] == [child.id for child in outcome.children]
    assert not whole["answers"].keys() & {"name", "id_number", "phone"}  # type: ignore[attr-defined]


def test_who_carries_them_sees_that_they_belong_together_and_nothing_else(hall: World) -> None:
    outcome = file(hall)
    with hall.store.read() as work:
        records = [work.records.get(case.id) for case in (outcome.case, *outcome.children)]
    headers = [outbox.sealed_header(record.body) for record in records if record is not None]
    assert [header.parent for header in headers] == ["", outcome.case.id, outcome.case.id]
    assert [record.seq for record in records if record is not None] == [2, 3, 4]
    assert b'"parent"' not in records[0].body.partition(b"\n")[0]  # type: ignore[union-attr]


def test_whole_parts_receipt_and_consents_are_one_act(hall: World) -> None:
    outcome = file(hall)
    numbers = [case.local_number.split("-")[3] for case in (outcome.case, *outcome.children)]
    assert numbers == ["000001", "000002", "000003"]
    with hall.store.read() as work:
        assert work.cases.children(outcome.case.id) == list(outcome.children)
        assert len(work.print_jobs.recent(9)) == 1
        events: list[Event] = work.events.recent(9)
    consents = [event.object for event in events if event.action == "privacy-consent"]
    version = CATALOGUE.info.version
    assert sorted(consents) == sorted(
        f"{item}@{version}" for item in ("newborn", "birth-registration", "resident-medical-insurance")
    )
    kinds = {event.object: event.result for event in events if event.action == "sensitive-consent"}
    assert kinds[f"newborn@{version}"] == "medical,minor"
    assert kinds[f"birth-registration@{version}"] == "medical,minor"
    text = slip_text(hall.slip(outcome.job_id))
    for said in ("新生儿出生一件事", "生育登记", "居民医保参保", "上户口", "本回执不是受理通知书", "张*试"):
        assert said in text, said
    for case in (outcome.case, *outcome.children):
        assert case.local_number in text
    for hidden in (NUMBER, CHILD_NUMBER, "李小新", "张测试"):
        assert hidden not in text


def test_an_agent_is_named_with_the_whole_and_with_each_part(hall: World) -> None:
    outcome = file(hall, "flexible-work", **AGENT)
    with hall.store.read() as work:
        events: list[Event] = work.events.recent(9)
    assert {event.actor for event in events if event.action == "file-case"} == {"agent"}
    text = slip_text(hall.slip(outcome.job_id))
    assert "代办人" in text
    assert "李*试" in text
    assert "李测试" not in text
    for child in outcome.children:
        assert hall.opened(child.id)["answers"]["agent_name"] == "李测试"  # type: ignore[index]


def test_wrong_answers_come_back_at_the_bundles_questions_and_store_nothing(hall: World) -> None:
    answers = {**NEWBORN, "baby_id_number": "1", "phone": "12"}
    outcome = hall.services.filing.submit_case("s1", "newborn", answers, consent=AGREED)
    assert isinstance(outcome, CaseInvalid)
    assert {error.field for error in outcome.errors} == {"baby_id_number", "phone"}
    # The bundle takes a passport; the child's insurance needs the parent's citizen number.
    passport = {**NEWBORN, "id_type": "passport", "id_number": "E12345678"}
    outcome = hall.services.filing.submit_case("s1", "newborn", passport, consent=AGREED)
    assert isinstance(outcome, CaseInvalid)
    assert {error.field for error in outcome.errors} == {"id_number"}
    with hall.store.read() as work:
        assert work.terminal.get().case_count == 0


def test_a_number_taken_in_between_seals_all_of_them_anew(
    hall: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = hall.services.filing._drafts
    stolen: list[int] = []

    def steal_first(*arguments: object) -> object:
        made = drafts(*arguments)  # type: ignore[arg-type]
        if not stolen:
            with hall.store.begin() as work:
                stolen.append(work.terminal.bump_case_count())
        return made

    monkeypatch.setattr(hall.services.filing, "_drafts", steal_first)
    outcome = file(hall)
    for case in (outcome.case, *outcome.children):
        assert hall.opened(case.id)["local_number"] == case.local_number
    assert "-000002-" in outcome.case.local_number
    assert hall.opened(outcome.case.id)["children"] == [child.id for child in outcome.children]


def test_a_photo_goes_with_the_part_that_asks_for_it(hall: World) -> None:
    photos = [Attachment(material=name, media_type="image/jpeg", data=b"x") for name in ("居住证", "别的")]
    outcome = hall.services.filing.submit_case("s1", "newborn", NEWBORN, photos, AGREED)
    assert isinstance(outcome, CaseFiled)
    birth, medical = outcome.children
    assert hall.opened(birth.id)["attachments"] == []
    assert len(hall.opened(medical.id)["attachments"]) == 1  # type: ignore[arg-type]
    assert len(hall.opened(outcome.case.id)["attachments"]) == 1  # type: ignore[arg-type]


def test_the_wholes_number_shows_every_part_and_a_parts_number_that_part(hall: World) -> None:
    outcome = file(hall)
    progress = hall.services.progress
    whole = progress.by_number("s2", outcome.case.local_number, NUMBER[-6:])
    assert isinstance(whole, ProgressFound)
    assert [part.item for part in whole.view.parts] == [child.item for child in outcome.children]
    medical = progress.by_number("s2", outcome.children[1].local_number, CHILD_NUMBER[-6:])
    assert isinstance(medical, ProgressFound)
    assert medical.view.parts == ()
    assert isinstance(progress.by_token(outcome.case.token), ProgressFound)


def test_every_record_is_a_case_and_survives_a_restart(hall: World, tmp_path: Path) -> None:
    del tmp_path
    outcome = file(hall)
    hall.restart()
    with hall.store.read() as work:
        for case in (outcome.case, *outcome.children):
            record = work.records.get(case.id)
            assert record is not None
            assert record.kind is RecordKind.CASE
            assert work.cases.get(case.id) == case
