"""What terminals ask. Handlers run in threads: each does one transaction and nothing else."""

from dataclasses import dataclass, field
from typing import Annotated

import msgspec
from litestar import Request, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType
from litestar.params import JSONBody, QueryParameter, RawBody

from sync import wire
from sync.district.archive import Archive
from sync.district.batch import BatchError, read_batch
from sync.district.inquiry import Inquiry
from sync.district.problems import problem

SECURITY = "terminal"  # the scheme's name in the OpenAPI document

_of_terminal = [{SECURITY: list[str]()}]


@dataclass
class TakesRecords(Operation):
    """The request body, which Litestar cannot tell from a handler that reads raw bytes."""

    requestBody: RequestBody | None = field(  # noqa: N815 - the specification's own name
        default_factory=lambda: RequestBody(
            description="gzip; one kiosk.domain.record.Record as JSON per line, body in base64",
            required=True,
            content={
                wire.NDJSON: OpenAPIMediaType(
                    schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
                )
            },
        )
    )


@post(
    wire.RECORDS_PATH,
    status_code=200,
    sync_to_thread=True,
    summary="Take records, each answered by id and hash",
    operation_class=TakesRecords,
    security=_of_terminal,
)
def take_records(
    request: Request[None, None, State],
    body: RawBody,
    terminal: NamedDependency[str],
    archive: NamedDependency[Archive],
) -> wire.Receipt:
    try:
        lines = read_batch(body, request.headers.get("Content-Encoding", ""))
    except BatchError as error:
        raise problem(400, "the batch cannot be read", str(error)) from error
    return wire.Receipt(answers=archive.receive(terminal, lines))


@get(
    wire.FEED_PATH,
    sync_to_thread=True,
    summary="What is new for this terminal since a position",
    security=_of_terminal,
)
def feed(
    terminal: NamedDependency[str],
    inquiry: NamedDependency[Inquiry],
    after: Annotated[str, QueryParameter(description="feed_epoch:position; empty: from the beginning")] = "",
    limit: Annotated[int, QueryParameter(ge=1, le=wire.MAX_FEED_LIMIT)] = wire.FEED_LIMIT,
) -> wire.FeedPage:
    try:
        position = wire.FeedPosition.parse(after)
    except ValueError as error:
        raise problem(400, "no feed position", str(error)) from error
    return inquiry.feed_after(terminal, position, limit)


@post(
    wire.HEARTBEAT_PATH,
    status_code=200,
    sync_to_thread=True,
    summary="How the terminal is; only the newest is kept",
    security=_of_terminal,
)
def heartbeat(
    data: JSONBody[wire.Heartbeat],
    terminal: NamedDependency[str],
    archive: NamedDependency[Archive],
) -> wire.HeartbeatAnswer:
    if data.terminal != terminal:
        raise problem(403, "the token belongs to another terminal")
    at_ms = archive.note_heartbeat(terminal, msgspec.json.encode(data))
    return wire.HeartbeatAnswer(terminal=terminal, at_ms=at_ms)


terminal_routes = [take_records, feed, heartbeat]
