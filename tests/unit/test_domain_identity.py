"""Citizen numbers and masks, with the test numbers of DOMAIN §4."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.identity import (
    age_years,
    birth_date,
    check_digit,
    is_citizen_number,
    mask_mobile,
    mask_name,
    mask_number,
)

TODAY = date(2026, 11, 24)
# Born 1899-12-31, so that no living person is meant; too old to be accepted after this day.
LAST_DAY = date(2030, 12, 30)

VALID = ["500111189912310015", "500111189912310023", "500111189912310509"]
PERMITS = ["810000189912310013", "820000189912310023", "830000189912310017"]
FOREIGNER = "950840189912310019"
INVALID = ["500111189912310016", "50011118991231001X"]


@pytest.mark.parametrize("number", VALID + PERMITS)
def test_the_test_numbers_are_accepted(number: str) -> None:
    assert is_citizen_number(number, TODAY)
    assert check_digit(number[:17]) == number[17]
    assert birth_date(number) == date(1899, 12, 31)
    assert age_years(number, TODAY) == 126


@pytest.mark.parametrize("number", INVALID)
def test_the_wrong_test_numbers_are_refused(number: str) -> None:
    assert not is_citizen_number(number, TODAY)


def test_a_foreigners_card_has_a_right_check_digit_and_is_no_citizen_number() -> None:
    assert check_digit(FOREIGNER[:17]) == FOREIGNER[17]
    assert not is_citizen_number(FOREIGNER, TODAY)


def with_check(first17: str) -> str:
    return first17 + check_digit(first17)


@pytest.mark.parametrize("division", ["500111", "500225", "510230"])
@pytest.mark.parametrize("birth", ["19400229", "19820901", "19960615", "20050101", "20241231"])
def test_residents_of_dazu_are_never_refused_for_the_division_of_their_birth_year(
    division: str, birth: str
) -> None:
    """python-stdnum refuses most of these (its issue 442); numbers outlive divisions."""
    assert is_citizen_number(with_check(division + birth + "001"), TODAY)


@pytest.mark.parametrize(
    ("birth", "accepted"),
    [
        ("20261124", True),
        ("20261125", False),  # tomorrow
        ("20230229", False),
        ("20240229", True),
        ("20001301", False),
        ("00000000", False),
        ("18951125", True),  # 130 years
        ("18951124", False),  # 131
        ("17991231", False),
    ],
)
def test_the_birth_date_must_be_possible(birth: str, accepted: bool) -> None:
    assert is_citizen_number(with_check("500111" + birth + "001"), TODAY) is accepted


def test_the_test_numbers_grow_too_old() -> None:
    assert is_citizen_number(VALID[0], LAST_DAY)
    assert not is_citizen_number(VALID[0], LAST_DAY + timedelta(days=1))


@pytest.mark.parametrize(
    "number",
    [
        "",
        VALID[0][:17],
        VALID[0] + "0",
        " " + VALID[0][:17],
        VALID[0][:17] + "\n",
        "５00111189912310015",
        "50011118991231001٥",
        "11010519491231002x",  # a small x is another character; screens offer the capital
        "11010519491231002Y",
        "A00111189912310015",
    ],
)
def test_what_is_no_number_is_refused(number: str) -> None:
    assert not is_citizen_number(number, TODAY)


def test_the_standards_own_example() -> None:
    # GB 11643-1999: 110105194912310025 → X for sequence 002.
    assert check_digit("11010519491231002") == "X"
    assert is_citizen_number("11010519491231002X", TODAY)


def independent_rule(number: str) -> bool:
    """ISO 7064 MOD 11-2 as the standard states it: Σ aᵢ·2^(i-1) ≡ 1 (mod 11), positions from the right."""
    values = [10 if c == "X" else int(c) for c in reversed(number)]
    return sum(value * pow(2, i, 11) for i, value in enumerate(values)) % 11 == 1


def test_ten_thousand_random_numbers_against_an_independent_rule() -> None:
    rng = random.Random(442)
    first, days = date(1900, 1, 1), (TODAY - date(1900, 1, 1)).days
    accepted = 0
    for _ in range(10_000):
        born = first + timedelta(days=rng.randint(0, days))
        last = f"{rng.randint(0, 999):03d}{rng.choice('0123456789X')}"
        number = f"{rng.randint(110000, 839999)}{born:%Y%m%d}{last}"
        accepted += is_citizen_number(number, TODAY)
        assert is_citizen_number(number, TODAY) is independent_rule(number), number
    assert 500 < accepted < 1500


@given(number=st.sampled_from(VALID), at=st.integers(0, 17), digit=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(number: str, at: int, digit: str) -> None:
    changed = number[:at] + digit + number[at + 1 :]
    assert is_citizen_number(changed, TODAY) is (changed == number)


@given(text=st.text(max_size=20))
def test_no_text_at_all_ends_in_an_exception(text: str) -> None:
    assert not is_citizen_number(text, TODAY)
    mask_number(text)
    mask_name(text)
    mask_mobile(text)


def test_age_is_full_years() -> None:
    number = with_check("500111" + "20001124" + "001")
    assert age_years(number, date(2026, 11, 23)) == 25
    assert age_years(number, date(2026, 11, 24)) == 26
    leapling = with_check("500111" + "20000229" + "001")
    assert age_years(leapling, date(2026, 2, 28)) == 25
    assert age_years(leapling, date(2026, 3, 1)) == 26


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("", ""),
        ("张", "*"),
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("欧阳测试", "欧**试"),
        ("阿卜杜·测试", "阿*杜·测*"),
        ("李𬭎", "李*"),
        ("李样𬭎", "李*𬭎"),
    ],
)
def test_masked_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("500111189912310015", "5001**********0015"),
        ("XXX501899123101", "XXX5*******3101"),
        ("12345678", "********"),
        ("123456789", "1234*6789"),
        ("", ""),
    ],
)
def test_masked_numbers(number: str, masked: str) -> None:
    assert mask_number(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"), [("13800001234", "138****1234"), ("1380000123", "**********"), ("", "")]
)
def test_masked_mobiles(number: str, masked: str) -> None:
    assert mask_mobile(number) == masked


@given(name=st.text(min_size=1, max_size=12))
def test_a_mask_hides_something_of_every_part(name: str) -> None:
    assert all("*" in part for part in mask_name(name).split("·") if part)
    assert len(mask_name(name)) == len(name)
