"""Ratings and complaints at the district: given without a network, there exactly once, and answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from kiosk.domain.complaint import ComplaintStage
from kiosk.domain.rating import FollowUp, Level
from kiosk.domain.record import Record, RecordKind
from kiosk.records import chain, outbox
from kiosk.records.statements import FiledRating
from kiosk.services.complaints import ComplaintFiled
from kiosk.services.progress import ComplaintFound
from kiosk.services.ratings import Rated
from sync import wire
from sync.district.console import fetch_complaint, fetch_rating, fetch_terminal
from sync.district.judging import Accept, Neighbours, Reject, judge
from sync.district.views import ComplaintCopy, RatingCopy, TerminalView
from sync.worker import SyncWorker
from tests.integration.sync.conftest import MakeWorker, Platform
from tests.integration.sync.scripted import Answer, Call, ScriptedServer, receipt, verdict
from tests.integration.sync.terminal import SetClock
from tests.unit.services.test_services_complaints import SAID
from tests.unit.services.test_services_ratings import filed_case
from tests.unit.services.world import World

TERMINAL = "0028"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path / "state")
    yield world
    world.close()


def at_the_districts(folder: Path, platform: Platform) -> World:
    world = World(folder, recipient=False, terminal=TERMINAL, ids="statement")
    world.recipient = platform.recipient
    world.restart()
    return world


def drain(worker: SyncWorker, clock: SetClock) -> None:
    while worker.run_once(clock.now()).wait_s == 0:
        pass


def test_given_offline_they_reach_the_district_exactly_once_and_an_answer_comes_back(
    platform: Platform, server: ScriptedServer, make_worker: MakeWorker, clock: SetClock, tmp_path: Path
) -> None:
    world = at_the_districts(tmp_path / "state", platform)
    rated = world.services.ratings.rate(filed_case(world), Level.DISSATISFIED, ["no-list"], "CANARY")
    said = world.services.complaints.file("s1", SAID)
    assert isinstance(rated, Rated)
    assert isinstance(said, ComplaintFiled)
    assert world.services.ratings.follow_up("dz01", rated.rating.id, FollowUp.EXPLAINED)

    server.script = lambda _: Answer(status=503)  # the way there is shut for a while
    make_worker(world, server.url).run_once(clock.now())
    clock.advance(3600)
    drain(make_worker(world, platform.url, platform.token(TERMINAL)), clock)
    with world.store.read() as work:
        first = [work.records.get(one) for one in (rated.rating.id, said.complaint.id)]
    again = requests.post(
        f"{platform.url}/v1/records",
        data=wire.encode_batch(record for record in first if record is not None),
        headers={
            "Authorization": f"Bearer {platform.token(TERMINAL)}",
            "Content-Encoding": "gzip",
            "Content-Type": wire.NDJSON,
        },
        timeout=5,
    )
    assert [one["verdict"] for one in again.json()["answers"]] == ["duplicate", "duplicate"]

    rating = fetch_rating(platform.url, platform.staff_token, rated.rating.id)
    assert isinstance(rating, RatingCopy)
    assert rating.rating is not None
    assert rating.evaluation is not None
    assert (rating.rating.level, rating.rating.text) == (Level.DISSATISFIED, "CANARY")
    assert (rating.evaluation.satisfaction, rating.evaluation.satisfaction_gbt39046) == ("2", "4")
    assert (rating.evaluation.eval_detail, rating.evaluation.pf) == ("208", "5")
    complaint = fetch_complaint(platform.url, platform.staff_token, said.complaint.id)
    assert isinstance(complaint, ComplaintCopy)
    assert complaint.complaint is not None
    assert (complaint.complaint.content, complaint.complaint.name) == (SAID["content"], SAID["name"])
    view = fetch_terminal(platform.url, platform.staff_token, TERMINAL)
    assert isinstance(view, TerminalView)
    assert [(epoch.gaps, epoch.breaks, epoch.rejected) for epoch in view.epochs] == [((), (), 0)]
    assert _stage(world, said) is ComplaintStage.DELIVERED

    told = requests.post(
        f"{platform.url}/v1/complaints/{said.complaint.id}/answer",
        json={"answer": "已核实，窗口已整改。"},
        headers={"Authorization": f"Bearer {platform.staff_token}"},
        timeout=5,
    )
    assert told.status_code == 200
    clock.advance(3600)
    drain(make_worker(world, platform.url, platform.token(TERMINAL)), clock)
    found = world.services.progress.by_number("s2", said.complaint.local_number, said.code)
    assert isinstance(found, ComplaintFound)
    assert (found.view.stage, found.view.answer) == (ComplaintStage.ANSWERED, "已核实，窗口已整改。")
    world.close()


def test_an_answer_to_what_is_not_there_or_without_words_is_refused(platform: Platform) -> None:
    def answer(record_id: str, words: str) -> int:
        return requests.post(
            f"{platform.url}/v1/complaints/{record_id}/answer",
            json={"answer": words},
            headers={"Authorization": f"Bearer {platform.staff_token}"},
            timeout=5,
        ).status_code

    assert answer("none", "words") == 404
    assert answer("none", "") == 400


def test_what_citizens_wrote_is_taken_sealed_only_and_as_its_header_says(world: World) -> None:
    said = world.services.complaints.file("s1", SAID)
    rated = world.services.ratings.rate(filed_case(world), Level.SATISFIED)
    assert isinstance(said, ComplaintFiled)
    assert isinstance(rated, Rated)
    with world.store.read() as work:
        complaint, rating = (work.records.get(one) for one in (said.complaint.id, rated.rating.id))
    assert complaint is not None
    assert rating is not None
    key = world.opening_key
    assert isinstance(judge(complaint, "0001", Neighbours(), key), Accept)
    assert isinstance(judge(rating, "0001", Neighbours(), key), Accept)
    for kind in (RecordKind.RATING, RecordKind.COMPLAINT):
        bare = remade(rating, kind, outbox.unsealed_body({"text": "in clear"}))
        assert judge(bare, "0001", Neighbours(), key) == Reject(f"a {kind.value} must be sealed")
    swapped = remade(rating, RecordKind.COMPLAINT, outbox.Body(rating.body, sealed=True))
    assert judge(swapped, "0001", Neighbours(), key) == Reject("the envelope holds no complaint")
    other = FiledRating(
        record_id=rating.id,
        service_kind=rated.rating.service.kind,
        service_id="c",
        service_number=1,
        item="another",
        level=Level.SATISFIED,
        reasons=(),
        text="",
        rated_at="",
    )
    header = outbox.sealed_header(rating.body)
    lying = remade(rating, RecordKind.RATING, outbox.sealed_body(other.to_bytes(), key.recipient, header))
    verdict = judge(lying, "0001", Neighbours(), key)
    assert isinstance(verdict, Reject)
    assert "another than its header says" in verdict.reason


def test_a_refused_complaint_is_seen_as_such_by_who_holds_the_slip(
    server: ScriptedServer, make_worker: MakeWorker, clock: SetClock, world: World
) -> None:
    said = world.services.complaints.file("s1", SAID)
    assert isinstance(said, ComplaintFiled)

    def refusing(call: Call) -> Answer:
        refused = (verdict(record, wire.Verdict.REJECTED, "no such unit") for record in call.records())
        return receipt(*refused)

    server.script = refusing
    make_worker(world, server.url).run_once(clock.now())
    assert _stage(world, said) is ComplaintStage.NEEDS_STAFF


def _stage(world: World, said: ComplaintFiled) -> ComplaintStage:
    found = world.services.progress.by_token(said.complaint.token)
    assert isinstance(found, ComplaintFound)
    return found.view.stage


def remade(record: Record, kind: RecordKind, body: outbox.Body) -> Record:
    """The same place in the chain with another content, its hash made anew."""
    return outbox.make_record(
        record_id=record.id,
        kind=kind,
        terminal=record.terminal,
        created_ms=record.created_ms,
        body=body,
        epoch=record.epoch,
        seq=record.seq,
        prev_hash=record.prev_hash or chain.GENESIS,
    )
