"""RFC 9457 problems, the only form in which the platform says no."""

from litestar.plugins.problem_details import ProblemDetailsException


def problem(status: int, title: str, detail: str = "", **headers: str) -> ProblemDetailsException:
    """To be raised. Titles name the case and stay the same; details are for the people who read logs."""
    return ProblemDetailsException(
        status_code=status,
        title=title,
        detail=detail or title,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )
