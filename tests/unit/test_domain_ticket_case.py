"""Labels of queue numbers and local case numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.case import local_number, luhn_digit
from kiosk.domain.ticket import ticket_label

DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("prefix", "number", "width", "epoch_mark", "label"),
    [
        ("A", 1, 3, 0, "A001"),
        ("A", 999, 3, 0, "A999"),
        ("A", 1000, 3, 0, "A1000"),
        ("AB", 7, 4, 0, "AB0007"),
        ("A", 1, 3, 2, "A·2-001"),
    ],
)
def test_labels(prefix: str, number: int, width: int, epoch_mark: int, label: str) -> None:
    assert ticket_label(prefix, number, width, epoch_mark) == label


TICKETS = st.tuples(st.sampled_from(["A", "B", "AB"]), st.integers(1, 9999), st.just(3), st.integers(0, 30))


@given(one=TICKETS, other=TICKETS)
def test_two_tickets_never_share_a_label(
    one: tuple[str, int, int, int], other: tuple[str, int, int, int]
) -> None:
    assert (ticket_label(*one) == ticket_label(*other)) is (one == other)


def passes_luhn(digits: str) -> bool:
    """The test as ISO/IEC 7812-1 puts it, from the right, the check digit included."""
    doubled = [int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits))]
    return sum(sum(map(int, str(value))) for value in doubled) % 10 == 0


@pytest.mark.parametrize(("digits", "check"), [("7992739871", 3), ("0", 0), ("1", 8), ("453201511283036", 6)])
def test_known_check_digits(digits: str, check: int) -> None:
    assert luhn_digit(digits) == check


@given(digits=st.text("0123456789", min_size=1, max_size=30))
def test_every_check_digit_passes_and_no_other_does(digits: str) -> None:
    assert [d for d in range(10) if passes_luhn(digits + str(d))] == [luhn_digit(digits)]


def test_a_local_number() -> None:
    number = local_number("0001", DAY, 42)
    assert number == f"DZ-0001-20261124-000042-{luhn_digit('20261124000042')}"


@given(count=st.integers(1, 999_999), other=st.integers(1, 999_999))
def test_two_cases_never_share_a_number(count: int, other: int) -> None:
    assert (local_number("0001", DAY, count) == local_number("0001", DAY, other)) is (count == other)


@given(count=st.integers(1, 999_999), at=st.integers(0, 13), digit=st.sampled_from("0123456789"))
def test_one_mistyped_digit_of_day_or_count_is_noticed(count: int, at: int, digit: str) -> None:
    _, _, day, running, check = local_number("0001", DAY, count).split("-")
    digits = day + running
    mistyped = digits[:at] + digit + digits[at + 1 :]
    assert (str(luhn_digit(mistyped)) == check) is (mistyped == digits)
