"""Ten thousand identifiers of each kind, good and spoilt, against rules written in another manner.

The rules of the house weigh digits and look characters up in one string. Here check characters come out of
carries and congruences (ISO 7064's own recursive form), dates out of the calendar's ordinals, and what a
number looks like out of character sets instead of patterns. Neither side knows the other's tables.
"""

import random
import string
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kiosk.catalogue import forms
from kiosk.catalogue.forms.formats import formats
from tests.unit.catalogue_samples import TODAY

MANY = 10_000
DIGITS = frozenset(string.digits)
CAPITALS = frozenset(string.ascii_uppercase)
CREDIT = "".join(c for c in string.digits + string.ascii_uppercase if c not in "IOSVZ")


# -- rules ---------------------------------------------------------------------------------------------------


def made_of(text: str, *sets: frozenset[str]) -> bool:
    """Whether each character belongs to the set in its place."""
    return len(text) == len(sets) and all(
        character in allowed for character, allowed in zip(text, sets, strict=True)
    )


def divides_eleven(number: str) -> bool:
    """ISO 7064 MOD 11-2, recursively: carry, double, add; a good number ends at 1."""
    carried = 0
    for character in number[:-1]:
        carried = (carried + int(character)) * 2 % 11
    return (carried + (10 if number[-1] == "X" else int(number[-1]))) % 11 == 1


DAYS = {
    (date(1880, 1, 1) + timedelta(days=n)).strftime("%Y%m%d")
    for n in range((TODAY - date(1880, 1, 1)).days + 1)
}
# 130 years and not a day older than the day before the 131st birthday.
LIVING = {day for day in DAYS if int(day) > TODAY.year * 10_000 + TODAY.month * 100 + TODAY.day - 1_310_000}


def citizen(text: str) -> bool:
    shape = made_of(text, DIGITS - {"9"}, *(DIGITS,) * 16, DIGITS | {"X"})
    return shape and text[6:14] in LIVING and divides_eleven(text)


def foreigner(text: str) -> bool:
    if made_of(text, *(CAPITALS,) * 3, *(DIGITS,) * 12):
        values = [ord(c) - 55 if c in CAPITALS else ord(c) - 48 for c in text]
        by_weight = {
            w: sum(values[place] for place in range(14) if place % 3 == i) for i, w in enumerate("731")
        }
        return (7 * by_weight["7"] + 3 * by_weight["3"] + by_weight["1"] - values[14]) % 10 == 0
    return made_of(text, frozenset("9"), *(DIGITS,) * 16, DIGITS | {"X"}) and divides_eleven(text)


def credit_code(text: str) -> bool:
    """Powers of three: Horner from the right, the check character included, must come to nothing."""
    if len(text) != 18 or not set(text) <= set(CREDIT):
        return False
    total = 0
    for character in reversed(text[:-1]):
        total = total * 3 + CREDIT.index(character)
    return (total + CREDIT.index(text[-1])) % 31 == 0


def bank_card(text: str) -> bool:
    """Luhn by adding the digits of doubled numbers as text."""
    if not (15 < len(text) < 20 and set(text) <= DIGITS):
        return False
    spread = "".join(str(int(d) * (1 + place % 2)) for place, d in enumerate(text[::-1]))
    return sum(map(int, spread)) % 10 == 0


def year_month(text: str) -> bool:
    return (
        len(text) == 7
        and text[4:5] == "-"
        and text.replace("-", "") + "01"
        in {f"{year:04}{month:02}01" for year in (int(text[:4]),) for month in range(1, 13) if year}
        if made_of(text[:4] + text[5:], *(DIGITS,) * 6)
        else False
    )


RULES: dict[str, Callable[[str], bool]] = {
    "citizen-number": citizen,
    "foreigner-number": foreigner,
    "uscc": credit_code,
    "bank-card": bank_card,
    "mobile": lambda t: made_of(t, frozenset("1"), DIGITS - set("012"), *(DIGITS,) * 9),
    "passport": lambda t: 5 <= len(t) <= 17 and set(t) <= DIGITS | CAPITALS,
    "hk-macao-permit": lambda t: len(t) in (9, 11) and t[0] in "HM" and set(t[1:]) <= DIGITS,
    "taiwan-permit": lambda t: made_of(t, *(DIGITS,) * 8),
    "exit-permit": lambda t: made_of(t, frozenset("C"), *(DIGITS | CAPITALS,) * 8),
    "disability-card": lambda t: citizen(t[:18]) and made_of(t[18:], frozenset("1234567"), frozenset("1234")),
    "division": lambda t: len(t) == 9 and set(t) <= DIGITS,
    "year-month": year_month,
    "year": lambda t: made_of(t, *(DIGITS,) * 4) and t != "0000",
    "date": lambda t: made_of(t[:4] + t[5:7] + t[8:], *(DIGITS,) * 8) and t[4::3] == "--" and real_day(t),
}


def real_day(text: str) -> bool:
    year, month, day = map(int, (text[:4], text[5:7], text[8:]))
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return year > 0 and 1 <= month <= 12 and 1 <= day <= lengths[month - 1]


# -- numbers -------------------------------------------------------------------------------------------------


def digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choices(string.digits, k=count))


def completed(start: str, ends: str, rule: Callable[[str], bool]) -> str:
    """`start` with the one end that the rule takes; when none fits, with a wrong one."""
    return next((start + end for end in ends if rule(start + end)), start + ends[0])


def some_citizen(chance: random.Random) -> str:
    place = chance.choice(("500111", "500225", "510230", "810000", "820000", "830000", digits(chance, 6)))
    day = chance.choice(sorted_days) if chance.random() < 0.95 else digits(chance, 8)
    return completed(place + day + digits(chance, 3), "0123456789X", divides_eleven)


def some_foreigner(chance: random.Random) -> str:
    if chance.random() < 0.5:
        country = "".join(chance.choices(string.ascii_uppercase, k=3))
        return completed(country + digits(chance, 11), string.digits, foreigner)
    return completed("9" + digits(chance, 16), "0123456789X", foreigner)


def some_credit_code(chance: random.Random) -> str:
    start = chance.choice(("11500111", "92500111", "N2500111", "".join(chance.choices(CREDIT, k=8))))
    return completed(start + "".join(chance.choices(CREDIT, k=9)), CREDIT, credit_code)


def some_passport(chance: random.Random) -> str:
    kinds = ("E" + digits(chance, 8), "E" + chance.choice(string.ascii_uppercase) + digits(chance, 7))
    foreign = "".join(chance.choices(string.digits + string.ascii_uppercase, k=chance.randint(5, 17)))
    return chance.choice((*kinds, foreign))


sorted_days = sorted(LIVING)
MAKERS: dict[str, Callable[[random.Random], str]] = {
    "citizen-number": some_citizen,
    "foreigner-number": some_foreigner,
    "uscc": some_credit_code,
    "bank-card": lambda c: completed(digits(c, c.randint(15, 18)), string.digits, bank_card),
    "mobile": lambda c: "1" + c.choice("3456789") + digits(c, 9),
    "passport": some_passport,
    "hk-macao-permit": lambda c: c.choice("HM") + digits(c, c.choice((8, 10))),
    "taiwan-permit": lambda c: digits(c, 8),
    "exit-permit": lambda c: "C" + c.choice(string.digits + string.ascii_uppercase) + digits(c, 7),
    "disability-card": lambda c: some_citizen(c) + c.choice("1234567") + c.choice("1234"),
    "division": lambda c: "500111" + digits(c, 3),
    "year-month": lambda c: f"{c.randint(1, 9999):04}-{c.randint(1, 12):02}",
    "year": lambda c: f"{c.randint(1, 9999):04}",
    "date": lambda c: date.fromordinal(c.randint(1, date.max.toordinal())).isoformat(),
}


def spoilt(text: str, chance: random.Random) -> str:
    """One slip of a finger or an eye: another character, two changed places, one too many or missing."""
    place = chance.randrange(len(text))
    other = chance.choice(string.digits + string.ascii_letters + " -.０五")
    match chance.randrange(5):
        case 0 | 1:
            return text[:place] + other + text[place + 1 :]
        case 2:
            return text[:place] + text[place + 1 : place + 2] + text[place] + text[place + 2 :]
        case 3:
            return text[:place] + other + text[place:]
        case _:
            return text[:place] + text[place + 1 :]


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_ten_thousand_are_judged_as_an_independent_rule_judges(name: str) -> None:
    seed = random.randrange(2**32)
    chance, checker, rule = random.Random(seed), formats(TODAY), RULES[name]
    accepted = refused = 0
    for _ in range(MANY // 2):
        good = MAKERS[name](chance)
        for text in (good, spoilt(good, chance)):
            taken = checker.conforms(text, name)
            assert taken is rule(text), (text, f"seed {seed}")
            accepted += taken
            refused += not taken
    assert accepted > MANY // 4
    assert refused > MANY // 10


@pytest.mark.parametrize("name", ["mobile", "bank-card", "citizen-number", "foreigner-number", "uscc"])
def test_numbers_are_taken_as_people_write_them(name: str) -> None:
    """With blanks and dashes between groups, small letters and +86, the same number is filed."""
    seed = random.randrange(2**32)
    chance = random.Random(seed)
    schema = {"properties": {"x": {"type": "string", "format": name}}}
    for _ in range(300):
        number = MAKERS[name](chance)
        size, gap = chance.choice((3, 4, 6)), chance.choice((" ", "-", ""))
        written = gap.join(number[at : at + size] for at in range(0, len(number), size))
        if name == "mobile":
            written = chance.choice(("", "+86", "+86 ", "86-" if gap else "")) + written
        filed = forms.submission(schema, {"x": written.lower()}, TODAY)
        assert filed == {"x": number}, (written, f"seed {seed}")


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_wrong_number_is_told_in_both_languages_and_says_what_to_do(name: str) -> None:
    schema = {"properties": {"x": {"type": "string", "format": name}}}
    (error,) = forms.validate(schema, {"x": "王?"}, TODAY)
    assert error.field == "x"
    assert any(verb in error.message.zh for verb in ("请", "应是", "例如"))
    assert any(verb in error.message.en for verb in ("Enter", "Choose", "Compare", " is ", " has "))
    assert "format" not in error.message.en
