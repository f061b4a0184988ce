"""Codes of items, organisations, foreigners' cards (DOMAIN §§2.1, 4) and bank cards."""

import re
from collections.abc import Iterator
from datetime import date

from kiosk.catalogue.problems import Problem, Severity
from kiosk.domain.case import luhn_digit
from kiosk.domain.identity import check_digit, is_citizen_number
from kiosk.domain.item import Item

_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I O S V Z
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_IMPLEMENTATION = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}[1-7]\d{12}(\d{2})?", re.ASCII)
_BASIC = re.compile(r"\d{12}", re.ASCII)
_TYPES = frozenset({"00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"})
_FOREIGNER_2017 = re.compile(r"[A-Z]{3}\d{12}", re.ASCII)
_FOREIGNER_2023 = re.compile(r"9\d{16}[\dX]", re.ASCII)
_LONGEST_CODE = 50


def is_credit_code(code: str) -> bool:
    """Whether `code` is a 统一社会信用代码 by alphabet and check character.

    Letters are allowed in the first eight positions (N2… village collectives), where stdnum refuses them.
    """
    if not _USCC.fullmatch(code):
        return False
    total = sum(w * _USCC_ALPHABET.index(c) for w, c in zip(_USCC_WEIGHTS, code[:17], strict=True))
    return _USCC_ALPHABET[-total % 31] == code[17]


def is_bank_card(number: str) -> bool:
    """16 to 19 digits with a valid Luhn digit."""
    if not (16 <= len(number) <= 19 and number.isascii() and number.isdigit()):
        return False
    return luhn_digit(number[:-1]) == int(number[-1])


def is_foreigner_number(number: str) -> bool:
    """A permanent residence card of 2017 (15 characters) or of December 2023 (18, first digit 9)."""
    if _FOREIGNER_2017.fullmatch(number):
        total = sum((7, 3, 1)[i % 3] * int(c, 36) for i, c in enumerate(number[:14]))
        return total % 10 == int(number[14])
    return _FOREIGNER_2023.fullmatch(number) is not None and check_digit(number[:17]) == number[17]


def is_disability_card(number: str, today: date) -> bool:
    """残疾人证号: a citizen number, then the kind of disability (1–7) and its grade (1–4)."""
    return (
        len(number) == 20
        and is_citizen_number(number[:18], today)
        and number[18] in "1234567"
        and number[19] in "1234"
    )


def code_problems(item: Item, file: str) -> Iterator[Problem]:
    """What is wrong with an item's codes. Foreign formats are kept and only warned of (DOMAIN §2.1)."""
    if item.type_code not in _TYPES and item.type_code[:2] not in ("11", "21"):
        yield Problem(
            file,
            "/type_code",
            f"{item.type_code!r} is no 事项类型",
            f"use one of {', '.join(sorted(_TYPES))}",
        )
    if item.level_code not in set("1234567"):
        yield Problem(file, "/level_code", f"{item.level_code!r} is no 行使层级", "use 1 to 7")
    for name, code in (("basic_code", item.basic_code), ("implementation_code", item.implementation_code)):
        if len(code) > _LONGEST_CODE:
            yield Problem(file, f"/{name}", "is longer than 50 characters", "correct it")
    yield from _basic_code_problems(item, file)
    yield from _implementation_code_problems(item, file)


def _basic_code_problems(item: Item, file: str) -> Iterator[Problem]:
    code = item.basic_code
    if not code or len(code) > _LONGEST_CODE:
        return
    if not _BASIC.fullmatch(code):
        yield _warning(file, "/basic_code", f"{code!r} is not twelve digits")
    elif code[2:4] != item.type_code:
        # Which digits say the type is inferred from samples, so this is for a person to look at.
        yield _warning(file, "/basic_code", f"{code!r} says 事项类型 {code[2:4]}, the item {item.type_code}")


def _implementation_code_problems(item: Item, file: str) -> Iterator[Problem]:
    code, at = item.implementation_code, "/implementation_code"
    if not code or len(code) > _LONGEST_CODE:
        return
    if not _IMPLEMENTATION.fullmatch(code):
        yield _warning(file, at, f"{code!r} is not 18 (credit code) + 1 + 12 [+ 2] characters")
        return
    if not is_credit_code(code[:18]):
        yield _warning(file, at, f"its credit code {code[:18]} has a wrong check character")
    if code[18] != item.level_code:
        yield _warning(file, at, f"{code!r} says 行使层级 {code[18]}, the item {item.level_code}")
    if item.basic_code and code[19:31] != item.basic_code:
        yield Problem(file, at, "holds another basic code than the item", "correct one")


def _warning(file: str, at: str, what: str) -> Problem:
    return Problem(file, at, what, "check it against the 实施清单", Severity.WARNING)
