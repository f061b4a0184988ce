"""Sealed photos from terminals, in pieces as tus has it; every answer names the file and how far it is."""

from dataclasses import dataclass, field
from typing import Annotated

from litestar import get, patch
from litestar.di import NamedDependency
from litestar.openapi.spec import OpenAPIMediaType, Operation, RequestBody, Schema
from litestar.openapi.spec.enums import OpenAPIFormat, OpenAPIType
from litestar.params import FromPath, HeaderParameter, RawBody

from sync import wire
from sync.district.attachments import Attachments, NotTheFile, WrongOffset
from sync.district.problems import problem
from sync.district.terminal_routes import SECURITY

_of_terminal = [{SECURITY: list[str]()}]


@dataclass
class TakesPiece(Operation):
    """The request body, which Litestar cannot tell from a handler that reads raw bytes."""

    requestBody: RequestBody | None = field(  # noqa: N815 - the specification's own name
        default_factory=lambda: RequestBody(
            description="the next bytes of the sealed file",
            required=True,
            content={
                wire.OCTETS: OpenAPIMediaType(
                    schema=Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
                )
            },
        )
    )


@get(
    wire.ATTACHMENTS_PATH + "/{name:str}",
    sync_to_thread=True,
    summary="How much of a sealed file has come",
    security=_of_terminal,
)
def attachment_progress(
    name: FromPath[str], terminal: NamedDependency[str], attachments: NamedDependency[Attachments]
) -> wire.AttachmentReceipt:
    _check(name)
    return attachments.progress(terminal, name)


@patch(
    wire.ATTACHMENTS_PATH + "/{name:str}",
    status_code=200,
    sync_to_thread=True,
    summary="The next piece of a sealed file; the last one is answered with a verdict",
    operation_class=TakesPiece,
    security=_of_terminal,
)
def append_piece(
    name: FromPath[str],
    body: RawBody,
    offset: Annotated[int, HeaderParameter(name=wire.OFFSET_HEADER, ge=0, le=wire.MAX_ATTACHMENT_BYTES)],
    size: Annotated[int, HeaderParameter(name=wire.SIZE_HEADER, ge=1, le=wire.MAX_ATTACHMENT_BYTES)],
    terminal: NamedDependency[str],
    attachments: NamedDependency[Attachments],
) -> wire.AttachmentReceipt:
    _check(name)
    try:
        return attachments.append(terminal, name, offset, size, body)
    except WrongOffset:
        raise problem(409, "the piece does not begin where the last one ended") from None
    except NotTheFile:
        raise problem(422, "the pieces are not the file; begin anew") from None


def _check(name: str) -> None:
    if not wire.is_attachment_name(name):
        raise problem(400, "a file is named by its SHA-256 in hex")


attachment_routes = [attachment_progress, append_piece]
