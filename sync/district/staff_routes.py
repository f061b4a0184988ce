"""What the district's staff ask."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from sync.district.archive import Archive
from sync.district.auth import staff_only
from sync.district.inquiry import Inquiry
from sync.district.problems import problem
from sync.district.views import Answer, CaseCopy, ComplaintCopy, RatingCopy, TerminalView

SECURITY = "staff"  # the scheme's name in the OpenAPI document

_of_staff = [{SECURITY: list[str]()}]


@get(
    "/v1/cases/{record_id:str}",
    guards=[staff_only],
    sync_to_thread=True,
    summary="One case, opened",
    security=_of_staff,
)
def case(record_id: FromPath[str], inquiry: NamedDependency[Inquiry]) -> CaseCopy:
    found = inquiry.case_copy(record_id)
    if found is None:
        raise problem(404, "no such case")
    return found


@get(
    "/v1/ratings/{record_id:str}",
    guards=[staff_only],
    sync_to_thread=True,
    summary="One rating (好差评), opened, and in the numbers of 好差评 systems",
    security=_of_staff,
)
def rating(record_id: FromPath[str], inquiry: NamedDependency[Inquiry]) -> RatingCopy:
    found = inquiry.rating_copy(record_id)
    if found is None:
        raise problem(404, "no such rating")
    return found


@get(
    "/v1/complaints/{record_id:str}",
    guards=[staff_only],
    sync_to_thread=True,
    summary="One complaint or enquiry, opened",
    security=_of_staff,
)
def complaint(record_id: FromPath[str], inquiry: NamedDependency[Inquiry]) -> ComplaintCopy:
    found = inquiry.complaint_copy(record_id)
    if found is None:
        raise problem(404, "no such complaint")
    return found


@post(
    "/v1/complaints/{record_id:str}/answer",
    status_code=200,
    guards=[staff_only],
    sync_to_thread=True,
    summary="Answer a complaint: its terminal tells whoever holds the slip",
    security=_of_staff,
)
def answer_complaint(
    record_id: FromPath[str],
    data: Answer,
    archive: NamedDependency[Archive],
    inquiry: NamedDependency[Inquiry],
) -> ComplaintCopy:
    found = inquiry.complaint_copy(record_id) if archive.answer(record_id, data.answer) else None
    if found is None:
        raise problem(404, "no such complaint")
    return found


@get(
    "/v1/terminals/{terminal_id:str}",
    guards=[staff_only],
    sync_to_thread=True,
    summary="How a terminal is: counts, gaps, conflicts, last heartbeat",
    security=_of_staff,
)
def terminal_health(terminal_id: FromPath[str], inquiry: NamedDependency[Inquiry]) -> TerminalView:
    return _view(inquiry, terminal_id)


@post(
    "/v1/terminals/{terminal_id:str}/resume",
    status_code=200,
    guards=[staff_only],
    sync_to_thread=True,
    summary="Serve a paused terminal again, after people have looked",
    security=_of_staff,
)
def resume_terminal(
    terminal_id: FromPath[str], archive: NamedDependency[Archive], inquiry: NamedDependency[Inquiry]
) -> TerminalView:
    archive.resume(terminal_id)
    return _view(inquiry, terminal_id)


def _view(inquiry: Inquiry, terminal_id: str) -> TerminalView:
    found = inquiry.terminal_view(terminal_id)
    if found is None:
        raise problem(404, "no such terminal")
    return found


staff_routes = [case, rating, complaint, answer_complaint, terminal_health, resume_terminal]
