"""Sealed photos reach the district: after their case, in pieces, once, and held to what the case lists."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import msgspec
import pytest
import requests

from kiosk.domain.record import Record
from kiosk.records.attachment import AttachmentHeader, digest, seal_attachment
from kiosk.store.attachment_files import AttachmentFiles
from sync import wire
from sync.status import read_status
from sync.uploading import PIECE_BYTES
from sync.worker import SyncWorker
from tests.integration.sync.conftest import Platform
from tests.integration.sync.scripted import Answer, Call, ScriptedServer, accepting
from tests.integration.sync.terminal import MakeTerminal, SetClock, Terminal
from tests.integration.sync.test_sync_to_district import case_at, drain

MakeWorker = Callable[..., SyncWorker]
LARGE = b"CANARY-photo " * 20_000  # five pieces
SMALL = b"CANARY-small"


def states(terminal: Terminal, case: Record) -> list[str]:
    return [photo.state.value for photo in terminal.photos_of(case)]


def reasons(terminal: Terminal, case: Record) -> list[str]:
    return [photo.reason for photo in terminal.photos_of(case)]


def file_of(terminal: Terminal, case: Record, number: int = 1) -> tuple[str, bytes]:
    name = terminal.photos_of(case)[number - 1].sealed_sha256
    sealed = AttachmentFiles(terminal.store.path).read(name)
    assert sealed is not None
    return name, sealed


def send(
    platform: Platform, terminal: str, name: str, piece: bytes, offset: int = 0, size: int | None = None
) -> requests.Response:
    headers = {
        "Authorization": f"Bearer {platform.token(terminal)}",
        wire.OFFSET_HEADER: str(offset),
        wire.SIZE_HEADER: str(size or len(piece)),
    }
    url = f"{platform.url}{wire.ATTACHMENTS_PATH}/{name}"
    return requests.patch(url, data=piece, headers=headers, timeout=5)


def test_the_district_has_every_photo_that_the_case_lists(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal = make_terminal("0031")
    case = terminal.file_case(photos=(LARGE, SMALL))
    assert (read_status(terminal.store).waiting, read_status(terminal.store).photos_waiting) == (1, 2)
    drain(make_worker(terminal, platform.url, platform.token("0031")), clock)
    copies = case_at(platform, case.id).attachments
    assert [(copy.plain_sha256, copy.received) for copy in copies] == [
        (digest(LARGE), True),
        (digest(SMALL), True),
    ]
    assert states(terminal, case) == ["delivered", "delivered"]
    assert read_status(terminal.store).photos_waiting == 0


@contextmanager
def platform_behind(platform: Platform, server: ScriptedServer, token: str) -> Iterator[list[Call]]:
    """`server` passes everything on to the platform; what goes to photos is kept in the list."""
    photos: list[Call] = []

    def pass_on(call: Call) -> Answer:
        if call.path.startswith(wire.ATTACHMENTS_PATH):
            photos.append(call)
        kept = {name: value for name, value in call.headers.items() if name.lower() not in _HOP}
        answer = requests.request(
            call.method,
            f"{platform.url}{call.path}?{call.query}",
            data=call.body,
            headers=kept | {"Authorization": f"Bearer {token}"},
            timeout=5,
        )
        return Answer(answer.status_code, answer.content)

    server.script = pass_on
    yield photos


_HOP = ("host", "content-length", "connection", "accept-encoding")


def test_an_upload_goes_on_where_it_broke_off(
    platform: Platform,
    make_terminal: MakeTerminal,
    make_worker: MakeWorker,
    server: ScriptedServer,
    clock: SetClock,
) -> None:
    terminal = make_terminal("0032")
    case = terminal.file_case(photos=(LARGE,))
    worker = make_worker(terminal, server.url)
    with platform_behind(platform, server, platform.token("0032")) as photos:
        pass_on = server.script

        def cut_in_the_third_piece(call: Call) -> Answer:
            pieces = [one for one in photos if one.method == "PATCH"]
            return Answer(hang_up=True) if len(pieces) == 2 else pass_on(call)

        server.script = cut_in_the_third_piece
        drain(worker, clock)
        assert states(terminal, case) == ["waiting"]
        server.script = pass_on
        clock.advance(60)
        drain(worker, clock)
    offsets = [int(call.headers[wire.OFFSET_HEADER]) for call in photos if call.method == "PATCH"]
    pieces = -(-terminal.photos_of(case)[0].size // PIECE_BYTES)
    assert offsets == [index * PIECE_BYTES for index in range(pieces)]  # none twice
    assert states(terminal, case) == ["delivered"]
    assert case_at(platform, case.id).attachments[0].received


def test_an_answer_that_got_lost_makes_no_second_photo(
    platform: Platform,
    make_terminal: MakeTerminal,
    make_worker: MakeWorker,
    server: ScriptedServer,
    clock: SetClock,
) -> None:
    terminal = make_terminal("0033")
    case = terminal.file_case(photos=(SMALL,))
    worker = make_worker(terminal, server.url)
    with platform_behind(platform, server, platform.token("0033")):
        pass_on = server.script

        def lose_the_verdict(call: Call) -> Answer:
            answer = pass_on(call)
            return Answer(hang_up=True) if call.method == "PATCH" else answer

        server.script = lose_the_verdict
        drain(worker, clock)
        assert states(terminal, case) == ["waiting"]
        server.script = pass_on
        clock.advance(60)
        drain(worker, clock)
    assert states(terminal, case) == ["delivered"]


def receipt(name: str, offset: int = 0, verdict: wire.Verdict | None = None, reason: str = "") -> Answer:
    return Answer(
        body=msgspec.json.encode(
            wire.AttachmentReceipt(sealed_sha256=name, offset=offset, verdict=verdict, reason=reason)
        )
    )


PORTAL = Answer(200, b"<html>please sign in</html>")
UNSETTLED: list[tuple[str, Callable[[str], Answer]]] = [
    ("a portal's page", lambda _: PORTAL),
    ("nothing", lambda _: Answer()),
    ("another file's verdict", lambda _: receipt("0" * 64, 0, wire.Verdict.ACCEPTED)),
    ("an offset beyond the end, and no verdict", lambda name: receipt(name, 10**9)),
    ("no progress", lambda name: receipt(name, 0)),
    ("a district without photos", lambda _: Answer(404)),
    ("a broken district", lambda _: Answer(500)),
    ("another offset", lambda _: Answer(409)),
]


@pytest.mark.parametrize(("what", "answer"), UNSETTLED, ids=[what for what, _ in UNSETTLED])
def test_nothing_else_is_taken_for_delivered_and_cases_go_on(
    what: str,  # noqa: ARG001 - the test's name
    answer: Callable[[str], Answer],
    terminal: Terminal,
    server: ScriptedServer,
    make_worker: MakeWorker,
    clock: SetClock,
) -> None:
    case = terminal.file_case(photos=(SMALL,))
    name, _ = file_of(terminal, case)

    def script(call: Call) -> Answer:
        return answer(name) if call.path.startswith(wire.ATTACHMENTS_PATH) else accepting(call)

    server.script = script
    worker = make_worker(terminal, server.url)
    drain(worker, clock)
    assert states(terminal, case) == ["waiting"]
    assert reasons(terminal, case) != [""]
    later = terminal.file_case()
    drain(worker, clock)
    assert terminal.state_of(later) == "delivered"


def test_a_refused_photo_is_quarantined_and_the_next_one_goes_on(
    terminal: Terminal, server: ScriptedServer, make_worker: MakeWorker, clock: SetClock
) -> None:
    case = terminal.file_case(photos=(SMALL, SMALL))
    first, _ = file_of(terminal, case)

    def script(call: Call) -> Answer:
        if not call.path.startswith(wire.ATTACHMENTS_PATH):
            return accepting(call)
        name = call.path.rpartition("/")[2]
        if name == first:
            return receipt(name, 0, wire.Verdict.REJECTED, "its case does not list it so")
        return receipt(name, 0, wire.Verdict.DUPLICATE)

    server.script = script
    drain(make_worker(terminal, server.url), clock)
    assert states(terminal, case) == ["quarantined", "delivered"]
    assert reasons(terminal, case)[0] == "rejected: its case does not list it so"
    assert read_status(terminal.store).photos_quarantined == 1


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_a_file_that_is_no_longer_what_the_case_names_is_told_and_not_sent(
    damage: str, terminal: Terminal, server: ScriptedServer, make_worker: MakeWorker, clock: SetClock
) -> None:
    case = terminal.file_case(photos=(SMALL,))
    name, sealed = file_of(terminal, case)
    path = AttachmentFiles(terminal.store.path).folder / name
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(sealed[:-1] + b"?")
    drain(make_worker(terminal, server.url), clock)
    assert states(terminal, case) == ["quarantined"]
    assert damage in reasons(terminal, case)[0]
    assert not [call for call in server.calls if call.path.startswith(wire.ATTACHMENTS_PATH)]


def test_a_photo_waits_for_its_case(
    terminal: Terminal, server: ScriptedServer, make_worker: MakeWorker, clock: SetClock
) -> None:
    server.script = lambda call: Answer(500) if call.path == wire.RECORDS_PATH else accepting(call)
    terminal.file_case(photos=(SMALL,))
    drain(make_worker(terminal, server.url), clock)
    assert not [call for call in server.calls if call.path.startswith(wire.ATTACHMENTS_PATH)]


def test_a_terminal_that_is_refused_pauses(
    terminal: Terminal, server: ScriptedServer, make_worker: MakeWorker, clock: SetClock
) -> None:
    case = terminal.file_case(photos=(SMALL,))
    server.script = lambda call: (
        Answer(403) if call.path.startswith(wire.ATTACHMENTS_PATH) else accepting(call)
    )
    drain(make_worker(terminal, server.url), clock)
    assert states(terminal, case) == ["waiting"]
    assert terminal.network()[0] == "refused"


def other_seals(platform: Platform, terminal: str, case: Record) -> Sequence[tuple[str, bytes]]:
    def seal(data: bytes, number: int = 1, of: str = terminal, name: str = case.id) -> bytes:
        return seal_attachment(
            data, platform.recipient, AttachmentHeader(case=name, number=number, terminal=of)
        )

    return [
        ("does not list it", seal(SMALL)),  # the same photo, sealed by somebody else
        ("another terminal", seal(SMALL, of="0002")),
        ("no such case", seal(SMALL, name="019a-nobody")),
        ("no header line", b"junk, and no file of ours"),
    ]


def test_the_district_takes_only_what_the_case_lists(
    platform: Platform, make_terminal: MakeTerminal, make_worker: MakeWorker, clock: SetClock
) -> None:
    terminal = make_terminal("0034")
    case = terminal.file_case(photos=(SMALL,))
    drain(make_worker(terminal, platform.url, platform.token("0034")), clock)
    for reason, file in other_seals(platform, "0034", case):
        answer = send(platform, "0034", digest(file), file).json()
        assert answer["verdict"] == "rejected"
        assert reason in answer["reason"]
    name, sealed = file_of(terminal, case)
    assert send(platform, "0034", name, sealed).json()["verdict"] == "duplicate"
    # Nobody else is told of it, or can spoil it.
    assert send(platform, "0035", name, sealed).json()["verdict"] == "rejected"
    assert case_at(platform, case.id).attachments[0].received


@pytest.mark.parametrize(
    ("name", "offset", "size", "status"),
    [
        ("..%2f..%2fetc", 0, 5, 404),
        ("A" * 64, 0, 5, 400),
        ("a" * 64, 1, 5, 409),
        ("a" * 64, 0, 3, 409),  # more than it said
        ("a" * 64, 0, 5, 422),  # whole, and not what its name says
        ("a" * 64, 0, wire.MAX_ATTACHMENT_BYTES + 1, 400),
        ("a" * 64, -1, 5, 400),
    ],
)
def test_every_no_is_a_problem(platform: Platform, name: str, offset: int, size: int, status: int) -> None:
    answer = send(platform, "0036", name, b"piece", offset, size)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
