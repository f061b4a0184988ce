"""The `format` words of Dazu's forms (DOMAIN §4), as a jsonschema FormatChecker."""

import re
from collections.abc import Callable
from datetime import date

from jsonschema import FormatChecker

from kiosk.catalogue.codes import is_bank_card, is_credit_code, is_disability_card, is_foreigner_number
from kiosk.catalogue.forms.bounds import parse
from kiosk.domain.identity import is_citizen_number

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_DIVISION = re.compile(r"\d{9}", re.ASCII)
_VILLAGE = re.compile(r"\d{9}(\d{3})?", re.ASCII)
_PASSPORT = re.compile(r"[A-Z0-9]{5,17}", re.ASCII)
_HM_PERMIT = re.compile(r"[HM]\d{8}(\d{2})?", re.ASCII)
_TW_PERMIT = re.compile(r"\d{8}", re.ASCII)
_EXIT_PERMIT = re.compile(r"C[A-Z0-9]{8}", re.ASCII)
# GA 36: seven characters, or eight with a letter of new energy third (small cars) or last (large ones).
_PLATE = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-HJ-NP-Z]"
    r"([A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])"
)
# RFC 5321 and 3986 as far as citizens write them: no quoted local part, no bare scheme.
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def formats(today: date) -> FormatChecker:
    """What each format accepts on `today`. Values that are no strings pass, as JSON Schema wants it."""
    checker = FormatChecker(formats=())
    rules: dict[str, Callable[[str], bool]] = {
        "date": lambda text: len(text) == 10 and parse(text) is not None,
        "year-month": lambda text: len(text) == 7 and parse(text) is not None,
        "year": lambda text: len(text) == 4 and parse(text) is not None,
        "citizen-number": lambda text: is_citizen_number(text, today),
        "foreigner-number": is_foreigner_number,
        "passport": lambda text: _PASSPORT.fullmatch(text) is not None,
        "hk-macao-permit": lambda text: _HM_PERMIT.fullmatch(text) is not None,
        "taiwan-permit": lambda text: _TW_PERMIT.fullmatch(text) is not None,
        "exit-permit": lambda text: _EXIT_PERMIT.fullmatch(text) is not None,
        "disability-card": lambda text: is_disability_card(text, today),
        "email": lambda text: _EMAIL.fullmatch(text) is not None,
        "uri": lambda text: _URI.fullmatch(text) is not None,
        "mobile": lambda text: _MOBILE.fullmatch(text) is not None,
        "bank-card": is_bank_card,
        "division": lambda text: _DIVISION.fullmatch(text) is not None,
        "village": lambda text: _VILLAGE.fullmatch(text) is not None,
        "plate": lambda text: _PLATE.fullmatch(text) is not None,
        "uscc": is_credit_code,
    }
    for name, rule in rules.items():
        checker.checks(name)(_for_strings(rule))
    return checker


def _for_strings(rule: Callable[[str], bool]) -> Callable[[object], bool]:
    return lambda value: not isinstance(value, str) or rule(value)


NAMES = frozenset(formats(date.min).checkers)
