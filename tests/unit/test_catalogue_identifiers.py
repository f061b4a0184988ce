"""Identifier rules against the test numbers of DOMAIN §4 and bounds that move with the day."""

from datetime import date

import pytest

from kiosk.catalogue.codes import is_bank_card, is_credit_code, is_foreigner_number
from kiosk.catalogue.forms.bounds import after, before, is_bound, parse, resolve
from kiosk.catalogue.forms.formats import formats
from tests.unit.catalogue_samples import BANK_CARD, TODAY

FORMATS = formats(TODAY)


@pytest.mark.parametrize(
    ("name", "value", "accepted"),
    [
        ("citizen-number", "500111189912310015", True),
        ("citizen-number", "500111189912310023", True),
        ("citizen-number", "500111189912310509", True),
        ("citizen-number", "810000189912310013", True),
        ("citizen-number", "820000189912310023", True),
        ("citizen-number", "830000189912310017", True),
        ("citizen-number", "500111189912310016", False),
        ("citizen-number", "50011118991331001X", False),
        ("citizen-number", "950840189912310019", False),
        ("citizen-number", "50011120300101001X", False),
        ("citizen-number", "５00111189912310015", False),
        ("foreigner-number", "950840189912310019", True),
        ("foreigner-number", "950840189912310018", False),
        ("foreigner-number", "500111189912310015", False),
        ("mobile", "13800000000", True),
        ("mobile", "12800000000", False),
        ("mobile", "1380000000", False),
        ("mobile", "138000000000", False),
        ("bank-card", BANK_CARD, True),
        ("bank-card", BANK_CARD[:-1] + str((int(BANK_CARD[-1]) + 1) % 10), False),
        ("bank-card", "0000000000000000", True),
        ("bank-card", "000000000000000", False),
        ("uscc", "11500111MB1664677M", True),
        ("uscc", "92500111MA0000001B", True),
        ("uscc", "N2500111MF00000018", True),
        ("uscc", "11500111MB16646771", False),
        ("uscc", "11500111MB166467IM", False),
        ("date", "2024-02-29", True),
        ("date", "2026-02-29", False),
        ("date", "2026-2-9", False),
        ("date", "20260209", False),
        ("year-month", "2026-12", True),
        ("year-month", "2026-13", False),
        ("year", "2026", True),
        ("year", "26", False),
        ("division", "500111001", True),
        ("division", "500111", False),
        ("passport", "E12345678", True),
        ("passport", "e12345678", False),
        ("hk-macao-permit", "H12345678", True),
        ("hk-macao-permit", "K12345678", False),
        ("taiwan-permit", "12345678", True),
        ("taiwan-permit", "1234567", False),
    ],
)
def test_formats(name: str, value: str, accepted: bool) -> None:
    assert FORMATS.conforms(value, name) is accepted


def test_what_is_no_string_is_left_to_type() -> None:
    assert all(FORMATS.conforms(5, name) for name in FORMATS.checkers)


def test_citizen_numbers_of_old_dazu_prefixes_pass() -> None:
    for number in ("510230189912310015", "500225189912310015"):
        first17 = number[:17]
        assert sum(FORMATS.conforms(first17 + check, "citizen-number") for check in "0123456789X") == 1


def test_one_wrong_character_never_passes() -> None:
    for good, rule in (
        ("11500111MB1664677M", is_credit_code),
        (BANK_CARD, is_bank_card),
        ("950840189912310019", is_foreigner_number),
    ):
        assert rule(good)
        for place, character in enumerate(good):
            for other in "0123456789ABCDEFGHJKLMNPQRTUWXY":
                if other != character:
                    assert not rule(good[:place] + other + good[place + 1 :]), (good, place, other)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 8, 31)),
        ("today-P6M", date(2026, 2, 28)),
        ("today+P300D", date(2027, 6, 27)),
        ("today+P1Y", date(2027, 8, 31)),
        ("start+P1D", date(2025, 1, 2)),
        ("start-P1M", date(2024, 12, 1)),
        ("missing", None),
        ("", None),
        ("today+6M", None),
    ],
)
def test_bounds_resolve(text: str, day: date | None) -> None:
    assert resolve(text, date(2026, 8, 31), {"start": "2025-01-01"}) == day


def test_bounds_are_named_by_their_grammar() -> None:
    assert is_bound("today-P6M")
    assert is_bound("start", frozenset({"start"}))
    assert not is_bound("start")
    assert not is_bound("tomorrow")
    assert not is_bound("today-P6W")


def test_a_bound_is_compared_at_the_value_s_own_precision() -> None:
    assert not after("2026-11", date(2026, 11, 1))
    assert after("2026-12", date(2026, 11, 30))
    assert before("2026-11-22", date(2026, 11, 23))
    assert not before("2026", date(2026, 11, 23))
    assert parse("2026-11") == date(2026, 11, 1)
    assert parse("2026-11-31") is None
