"""Who is asking. Tokens for now; enrolment will add client certificates as a second way in."""

from typing import Any

from litestar.connection import ASGIConnection, Request
from litestar.datastructures import State
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler

from sync.district.archive import Archive
from sync.district.problems import problem

Connection = ASGIConnection[Any, None, None, State]  # the handler's type is Litestar's own affair


def authenticated_terminal(request: Request[None, None, State], archive: NamedDependency[Archive]) -> str:
    """The terminal whose token came along; 401 for nobody's, 403 while it is paused."""
    entry = archive.terminal_of(_token(request))
    if entry is None:
        raise _nobody()
    if entry.paused is not None:
        raise problem(403, "this terminal is paused", entry.paused)
    return entry.id


def staff_only(connection: Connection, _: BaseRouteHandler) -> None:
    """A guard: 401 without a staff token."""
    archive: Archive = connection.app.state.archive
    if archive.staff_of(_token(connection)) is None:
        raise _nobody()


def _token(connection: Connection) -> str:
    scheme, _, token = connection.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise _nobody()
    return token


def _nobody() -> Exception:
    return problem(401, "no valid token", WWW_Authenticate="Bearer")
