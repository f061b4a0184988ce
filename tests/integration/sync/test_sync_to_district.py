"""The whole way: a sealed case leaves a real store and reaches the reference platform's, once."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import requests

from kiosk.domain.case import CaseStage
from kiosk.records import chain
from sync import wire
from sync.district.console import NotThere, fetch_case, fetch_terminal
from sync.district.views import CaseCopy, Gap, TerminalView
from sync.worker import SyncWorker
from tests.integration.sync.conftest import Platform
from tests.integration.sync.scripted import Answer, Call, ScriptedServer
from tests.integration.sync.terminal import CANARY, MakeTerminal, SetClock, Terminal

MakeWorker = Callable[..., SyncWorker]


def drain(worker: SyncWorker, clock: SetClock) -> None:
    while worker.run_once(clock.now()).wait_s == 0:
        pass


def case_at(platform: Platform, record_id: str) -> CaseCopy:
    found = fetch_case(platform.url, platform.staff_token, record_id)
    assert isinstance(found, CaseCopy)
    return found


def seen_at(platform: Platform, terminal: str) -> TerminalView:
    found = fetch_terminal(platform.url, platform.staff_token, terminal)
    assert isinstance(found, TerminalView)
    return found


def post(platform: Platform, terminal: str, body: bytes, encoding: str = "gzip") -> requests.Response:
    return requests.post(
        platform.url + wire.RECORDS_PATH,
        data=body,
        headers={"Authorization": f"Bearer {platform.token(terminal)}", "Content-Encoding": encoding},
        timeout=5,
    )


def test_the_district_opens_exactly_what_was_answered(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal = make_terminal("0001")
    answers = {"name": "张测试㛃𬭎", "area": 37.5, "towns": ["龙岗街道"], "agreed": True}
    case = terminal.file_case(answers)
    assert isinstance(fetch_case(platform.url, platform.staff_token, case.id), NotThere)
    drain(make_worker(terminal, platform.url, platform.token("0001")), clock)

    copy = case_at(platform, case.id)
    assert copy.answers == answers
    assert copy.hash == case.hash
    filed = terminal.case_of(case)
    assert filed.stage is CaseStage.RECEIVED
    assert filed.official_number == copy.official_number
    assert copy.official_number is not None
    assert len(copy.official_number) == 34
    assert copy.official_number.startswith("5000000000XKCK")
    assert copy.official_number_is_example
    assert terminal.state_of(case) == "delivered"
    assert terminal.network() == ("online", "")


def test_the_heartbeat_says_how_the_terminal_is(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal = make_terminal("0002")
    with terminal.store.begin() as uow:
        uow.devices.put("printer:slip", "paper-out", "roll", 1)
    drain(make_worker(terminal, platform.url, platform.token("0002")), clock)
    heartbeat = seen_at(platform, "0002").heartbeat
    assert heartbeat is not None
    assert heartbeat.software == "test"
    assert "paper-out" in {device.state for device in heartbeat.devices}


def test_the_feed_can_be_read_again_without_harm(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal = make_terminal("0003")
    cases = [terminal.file_case() for _ in range(20)]  # 40 entries: more than one page
    worker = make_worker(terminal, platform.url, platform.token("0003"))
    drain(worker, clock)
    before = [terminal.case_of(case) for case in cases]
    assert {case.stage for case in before} == {CaseStage.RECEIVED}
    with terminal.store.begin() as uow:
        cursor = uow.inbox.cursor()
        assert cursor is not None
        assert cursor.position == 40
        uow.inbox.move(cursor.feed_epoch, 0)  # as if the cursor had been lost
    clock.advance(60)
    drain(worker, clock)
    assert [terminal.case_of(case) for case in cases] == before
    with terminal.store.read() as uow:
        assert uow.inbox.cursor() == cursor


def test_a_feed_that_ran_ahead_of_the_settling_is_not_set_back(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker
) -> None:
    terminal = make_terminal("0004")
    case = terminal.file_case()
    # The answer was lost, the feed was read: what a crash between answer and settling leaves behind.
    assert post(platform, "0004", wire.encode_batch([case])).status_code == 200
    with terminal.store.begin() as uow:
        uow.cases.set_stage(case.id, CaseStage.ACCEPTED, "N", None)
    worker = make_worker(terminal, platform.url, platform.token("0004"))
    worker._deliver(1)
    assert terminal.state_of(case) == "delivered"
    assert terminal.case_of(case).stage is CaseStage.ACCEPTED


def test_a_resend_is_a_duplicate_and_tells_nothing_new(
    platform: Platform, make_terminal: MakeTerminal
) -> None:
    terminal = make_terminal("0005")
    batch = wire.encode_batch([terminal.file_case(), terminal.take_number()])
    words = []
    for _ in range(2):
        answer = msgspec.json.decode(post(platform, "0005", batch).content, type=wire.Receipt)
        words.append({each.verdict.value for each in answer.answers})
    assert words == [{"accepted"}, {"duplicate"}]
    feed = requests.get(
        platform.url + wire.FEED_PATH,
        headers={"Authorization": f"Bearer {platform.token('0005')}"},
        timeout=5,
    )
    page = msgspec.json.decode(feed.content, type=wire.FeedPage)
    assert [(entry.position, entry.kind.value) for entry in page.entries] == [(1, "status"), (2, "opened")]


def test_gaps_show_until_they_are_filled(platform: Platform, make_terminal: MakeTerminal) -> None:
    terminal = make_terminal("0006")
    records = [terminal.take_number() for _ in range(6)]
    post(platform, "0006", wire.encode_batch([records[1], records[4]]))
    (epoch,) = seen_at(platform, "0006").epochs
    assert epoch.gaps == (Gap(1, 1), Gap(3, 4))
    post(platform, "0006", wire.encode_batch(records))
    (epoch,) = seen_at(platform, "0006").epochs
    assert (epoch.received, epoch.gaps, epoch.breaks) == (6, (), ())


def test_a_clone_is_found_paused_and_resumed(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal = make_terminal("0007")
    worker = make_worker(terminal, platform.url, platform.token("0007"))
    terminal.take_number()
    drain(worker, clock)
    twin = make_terminal("twin")  # another disk that took over the identity
    record = msgspec.structs.replace(twin.take_number(), terminal="0007")
    record = msgspec.structs.replace(record, hash=chain.hash_of(record))
    answer = msgspec.json.decode(
        post(platform, "0007", wire.encode_batch([record])).content, type=wire.Receipt
    )
    assert answer.answers[0].verdict is wire.Verdict.CONFLICT

    late = terminal.file_case()
    clock.advance(60)
    worker.run_once(clock.now())
    assert terminal.state_of(late) == "waiting"
    network, detail = terminal.network()
    assert network == "refused"
    assert "clone" in detail
    view = seen_at(platform, "0007")
    assert view.paused is not None
    assert [found.hash for found in view.conflicts] == [record.hash]

    resume = requests.post(
        f"{platform.url}/v1/terminals/0007/resume",
        headers={"Authorization": f"Bearer {platform.staff_token}"},
        timeout=5,
    )
    assert resume.status_code == 200
    clock.advance(120)
    drain(worker, clock)
    assert terminal.state_of(late) == "delivered"


def test_a_rejected_record_keeps_its_place_in_the_chain(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal = make_terminal("0008")
    first = terminal.take_number()
    # Sealed for nobody we know: the platform cannot take it, and never will.
    broken = terminal.file_case()
    with terminal.store.begin() as uow:
        driver = terminal.store.driver()
        body = broken.body[:-1] + bytes([broken.body[-1] ^ 1])
        changed = msgspec.structs.replace(broken, body=body)
        changed = msgspec.structs.replace(changed, hash=chain.hash_of(changed))
        driver.execute("UPDATE record SET body = ?, hash = ? WHERE id = ?", [body, changed.hash, broken.id])
        assert uow.records.get(broken.id) == changed
    last = terminal.take_number()
    drain(make_worker(terminal, platform.url, platform.token("0008")), clock)
    assert [terminal.state_of(each) for each in (first, broken, last)] == [
        "delivered",
        "quarantined",
        "delivered",
    ]
    assert "cannot be opened" in terminal.reason_of(broken)
    (epoch,) = seen_at(platform, "0008").epochs
    assert (epoch.received, epoch.rejected, epoch.gaps, epoch.breaks) == (2, 1, (), ())


def test_no_plain_answer_on_the_wire_or_on_either_disk(
    platform: Platform,
    make_terminal: MakeTerminal,
    make_worker: MakeWorker,
    clock: SetClock,
    server: ScriptedServer,
    tmp_path: Path,
) -> None:
    terminal = make_terminal("0009")
    case = terminal.file_case()
    # The scripted server stands between the two and sees what an eavesdropper behind TLS would see.
    server.script = lambda call: forward(platform, call)
    drain(make_worker(terminal, server.url, platform.token("0009")), clock)
    assert case_at(platform, case.id).answers == {"name": CANARY}

    sent = b"".join(call.body + b"".join(call.lines()) for call in server.record_calls())
    bodies = b"".join(record.body for call in server.record_calls() for record in call.records())
    disks = [file for folder in (tmp_path, platform.folder) for file in folder.rglob("*") if file.is_file()]
    assert any(file.name == "district.db" for file in disks)
    for where in (sent, bodies, *(file.read_bytes() for file in disks)):
        assert b"CANARY" not in where
        assert "张测试".encode() not in where


def forward(platform: Platform, call: Call) -> Answer:
    answer = requests.request(
        call.method,
        platform.url + call.path,
        params=call.query,
        data=call.body,
        headers={k: v for k, v in call.headers.items() if k not in ("Host", "Content-Length")},
        timeout=5,
    )
    return Answer(status=answer.status_code, body=answer.content)


def test_a_wrong_token_pauses_and_tells(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal = make_terminal("0010")
    case = terminal.file_case()
    make_worker(terminal, platform.url, "wrong").run_once(clock.now())
    assert terminal.network() == ("refused", "HTTP 401: no valid token: no valid token")
    assert terminal.state_of(case) == "waiting"


def test_a_months_backlog_drains(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal: Terminal = make_terminal("0011")
    records = [terminal.file_case() if n % 4 else terminal.take_number() for n in range(300)]
    drain(make_worker(terminal, platform.url, platform.token("0011")), clock)
    assert {terminal.state_of(record) for record in records} == {"delivered"}
    (epoch,) = seen_at(platform, "0011").epochs
    assert (epoch.received, epoch.last_seq, epoch.gaps) == (300, 300, ())
