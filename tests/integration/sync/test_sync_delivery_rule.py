"""The delivery rule, row by row, against a real server that answers each way (DESIGN §9)."""

import socket
from collections.abc import Callable

import msgspec
import pytest

from kiosk.domain.case import CaseStage
from sync import wire
from sync.wire import Verdict
from sync.worker import SyncWorker
from tests.integration.sync.scripted import Answer, Call, ScriptedServer, accepting, receipt, verdict
from tests.integration.sync.terminal import SetClock, Terminal

MakeWorker = Callable[..., SyncWorker]
PORTAL = b"<html><title>Free Wi-Fi</title>Please log in</html>"

# answer → what staff are told of the network
FAILURES: dict[str, tuple[Answer, str]] = {
    "500": (Answer(status=500), "offline"),
    "502 page of a proxy": (Answer(status=502, body=b"<html>Bad Gateway</html>"), "offline"),
    "503": (Answer(status=503), "offline"),
    "200 captive portal": (Answer(body=PORTAL, headers=(("Content-Type", "text/html"),)), "offline"),
    "200 empty": (Answer(), "offline"),
    "200 garbage": (Answer(body=bytes(range(256))), "offline"),
    "200 garbage that says gzip": (Answer(body=b"junk", headers=(("Content-Encoding", "gzip"),)), "offline"),
    "200 other JSON": (Answer(body=b'{"ok":true}'), "offline"),
    "200 unknown verdict": (
        Answer(body=b'{"answers":[{"id":"x","hash":"y","verdict":"maybe"}]}'),
        "offline",
    ),
    "200 cut": (Answer(body=b'{"answers":[', cut=True), "offline"),
    "302 to a portal": (Answer(status=302, headers=(("Location", "http://127.0.0.1:9/"),)), "offline"),
    "400": (Answer(status=400), "offline"),
    "hung up": (Answer(hang_up=True), "offline"),
    "408": (Answer(status=408), "offline"),
    "425": (Answer(status=425), "offline"),
    "429": (Answer(status=429), "offline"),
    "401": (Answer(status=401), "refused"),
    "403": (Answer(status=403), "refused"),
    "404": (Answer(status=404), "misconfigured"),
    "mute": (Answer(mute=True), "offline"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_nothing_but_a_receipt_delivers_and_nothing_is_given_up(
    name: str, terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    answer, network = FAILURES[name]
    case = terminal.file_case()
    worker = make_worker(terminal, server.url, timeout_s=0.3 if answer.mute else 5.0)
    server.script = lambda _: answer
    turn = worker.run_once(clock.now())
    assert turn.wait_s > 0
    assert terminal.state_of(case) == "waiting"
    assert terminal.case_of(case).stage is CaseStage.SUBMITTED_LOCAL
    assert terminal.network()[0] == network

    first = server.record_calls()[0].body
    server.script = accepting
    clock.advance(120)
    worker.run_once(clock.now())
    assert terminal.state_of(case) == "delivered"
    assert terminal.case_of(case).stage is CaseStage.DELIVERED
    assert terminal.network() == ("online", "")
    assert server.record_calls()[-1].body == first, "a resend must be the same bytes"


def test_nobody_at_the_address_is_offline(
    terminal: Terminal, clock: SetClock, make_worker: MakeWorker
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    case = terminal.file_case()
    worker = make_worker(terminal, f"http://127.0.0.1:{port}")
    worker.run_once(clock.now())
    assert worker.waits_for_network
    assert terminal.state_of(case) == "waiting"
    assert terminal.network()[0] == "offline"


def test_a_rejected_record_is_set_aside_and_the_rest_goes_on(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    good, bad, other = terminal.file_case(), terminal.file_case(), terminal.take_number()

    def script(call: Call) -> Answer:
        if call.path != wire.RECORDS_PATH:
            return accepting(call)
        words = {bad.id: Verdict.REJECTED}
        return receipt(
            *(verdict(r, words.get(r.id, Verdict.ACCEPTED), "form unknown") for r in call.records())
        )

    server.script = script
    make_worker(terminal, server.url).run_once(clock.now())
    assert [terminal.state_of(r) for r in (good, bad, other)] == ["delivered", "quarantined", "delivered"]
    assert terminal.reason_of(bad) == "rejected: form unknown"
    assert terminal.case_of(bad).stage is CaseStage.NEEDS_STAFF
    assert terminal.network()[0] == "online"


def test_a_conflict_is_set_aside_and_says_so(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    case = terminal.file_case()
    server.script = lambda call: (
        receipt(verdict(case, Verdict.CONFLICT, "a clone")) if call.method == "POST" else accepting(call)
    )
    make_worker(terminal, server.url).run_once(clock.now())
    assert terminal.state_of(case) == "quarantined"
    assert terminal.reason_of(case) == "conflict: a clone"


def test_a_duplicate_is_delivered(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    case = terminal.file_case()
    server.script = lambda call: (
        receipt(verdict(case, Verdict.DUPLICATE)) if call.path == wire.RECORDS_PATH else accepting(call)
    )
    make_worker(terminal, server.url).run_once(clock.now())
    assert terminal.state_of(case) == "delivered"


@pytest.mark.parametrize("what", ["another hash", "another id", "nothing"])
def test_a_receipt_must_name_id_and_hash(
    what: str, terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    case, other = terminal.file_case(), terminal.file_case()
    wrong = {
        "another hash": [wire.RecordAnswer(id=case.id, hash="0" * 64, verdict=Verdict.ACCEPTED)],
        "another id": [wire.RecordAnswer(id="x", hash=case.hash, verdict=Verdict.ACCEPTED)],
        "nothing": [],
    }[what]
    server.script = lambda call: (
        receipt(*wrong, verdict(other, Verdict.ACCEPTED))
        if call.path == wire.RECORDS_PATH
        else accepting(call)
    )
    worker = make_worker(terminal, server.url)
    worker.run_once(clock.now())
    assert terminal.state_of(case) == "waiting"
    assert terminal.state_of(other) == "delivered"
    worker.run_once(clock.now())
    assert len(server.record_calls()) == 1, "it must not be sent again at once"


@pytest.mark.parametrize("retry_after", ["90", "Mon, 23 Nov 2026 01:01:30 GMT"])
def test_retry_after_is_honoured(
    retry_after: str, terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    case = terminal.file_case()
    # The date is measured against the answer's own Date, not against a clock of ours that may be wrong.
    headers = (("Retry-After", retry_after), ("Date", "Mon, 23 Nov 2026 01:00:00 GMT"))

    server.script = lambda _: Answer(status=503, headers=headers)
    worker = make_worker(terminal, server.url)
    first_wait_s = worker.run_once(clock.now()).wait_s
    server.script = accepting
    clock.advance(80)
    worker.hurry()
    assert worker.run_once(clock.now()).wait_s > 0
    assert terminal.state_of(case) == "waiting"
    clock.advance(11)
    worker.run_once(clock.now())
    assert terminal.state_of(case) == "delivered"
    assert first_wait_s >= 60


def test_back_off_grows_and_is_cut_short_when_the_network_returns(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    case = terminal.file_case()
    server.script = lambda _: Answer(hang_up=True)
    worker = make_worker(terminal, server.url)
    waits = []
    for _ in range(8):
        waits.append(worker.run_once(clock.now()).wait_s)
        clock.advance(waits[-1])
    assert waits == pytest.approx([1, 2, 4, 8, 16, 32, 60, 60], abs=0.01)
    server.script = accepting
    worker.run_once(clock.now())
    terminal.file_case()
    assert terminal.state_of(case) == "delivered"

    server.script = lambda _: Answer(hang_up=True)
    for _ in range(8):
        clock.advance(worker.run_once(clock.now()).wait_s)
    assert worker.run_once(clock.now()).wait_s == pytest.approx(60)
    clock.advance(10)
    assert worker.run_once(clock.now()).wait_s == pytest.approx(50)
    server.script = accepting
    later = terminal.file_case()
    worker.hurry()
    clock.advance(1.01)
    while worker.run_once(clock.now()).wait_s == 0:
        pass  # one feeler, then the rest
    assert terminal.state_of(later) == "delivered"


def test_a_poisoned_record_does_not_hold_up_the_others(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    cases = [terminal.file_case() for _ in range(5)]
    poisoned = cases[0]

    def script(call: Call) -> Answer:
        if call.path == wire.RECORDS_PATH and any(r.id == poisoned.id for r in call.records()):
            return Answer(status=500)
        return accepting(call)

    server.script = script
    worker = make_worker(terminal, server.url)
    for _ in range(10):
        clock.advance(min(worker.run_once(clock.now()).wait_s, 10))
    assert [terminal.state_of(case) for case in cases] == ["waiting"] + ["delivered"] * 4


def test_after_a_failure_one_record_alone_feels_the_way(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    for _ in range(20):
        terminal.take_number()
    server.script = lambda _: Answer(body=PORTAL)
    worker = make_worker(terminal, server.url)
    worker.run_once(clock.now())
    clock.advance(5)
    worker.run_once(clock.now())
    server.script = accepting
    clock.advance(5)
    for _ in range(3):
        worker.run_once(clock.now())
    assert [len(call.lines()) for call in server.record_calls()] == [20, 1, 1, 8, 11]


def test_cases_go_first_and_the_token_goes_along(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    number, case = terminal.take_number(), terminal.file_case()
    make_worker(terminal, server.url, token="word").run_once(clock.now())
    call = server.record_calls()[0]
    assert [record.id for record in call.records()] == [case.id, number.id]
    assert call.headers["Authorization"] == "Bearer word"
    assert call.headers["Content-Encoding"] == "gzip"


def test_no_token_follows_a_redirect(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    terminal.file_case()
    server.script = lambda call: (
        Answer(status=307, headers=(("Location", f"{server.url}/login"),))
        if call.path != "/login"
        else accepting(call)
    )
    make_worker(terminal, server.url).run_once(clock.now())
    assert {call.path for call in server.calls} == {wire.RECORDS_PATH}


def test_a_claim_keeps_two_syncers_apart(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    cases = [terminal.file_case() for _ in range(3)]
    other = make_worker(terminal, server.url)
    seen: list[int] = []

    def script(call: Call) -> Answer:
        if call.path == wire.RECORDS_PATH and not seen:
            seen.append(1)
            other.run_once(clock.now())  # the second syncer, while the first one's request is under way
        return accepting(call)

    server.script = script
    make_worker(terminal, server.url).run_once(clock.now())
    assert [len(call.lines()) for call in server.record_calls()] == [3]
    assert {terminal.state_of(case) for case in cases} == {"delivered"}


def test_a_feed_that_never_advances_holds_up_no_case(
    terminal: Terminal, server: ScriptedServer, clock: SetClock, make_worker: MakeWorker
) -> None:
    case = terminal.file_case()
    entry = wire.FeedEntry(position=1, kind=wire.FeedKind.OPENED, record_id=case.id, at_ms=1)
    stuck = msgspec.json.encode(wire.FeedPage(feed_epoch="f1", entries=(entry,), more=True))
    server.script = lambda call: Answer(body=stuck) if call.path == wire.FEED_PATH else accepting(call)
    worker = make_worker(terminal, server.url)
    worker.run_once(clock.now())
    worker.run_once(clock.now())
    assert sum(call.path == wire.FEED_PATH for call in server.calls) <= 4
    later = terminal.file_case()
    worker.run_once(clock.now())
    assert terminal.state_of(later) == "delivered"
