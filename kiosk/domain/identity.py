"""Identity numbers: checks of our own (DOMAIN §4) and the masks of DOMAIN §7."""

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_MAX_AGE_YEARS = 130


def check_digit(first17: str) -> str:
    """ISO 7064 MOD 11-2 over the first 17 digits of a citizen number (GB 11643-1999)."""
    return _CHECKS[sum(w * int(d) for w, d in zip(_WEIGHTS, first17, strict=True)) % 11]


def birth_date(number: str) -> date | None:
    """The birth date inside an 18-character citizen number, or None when it is no calendar date."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def is_citizen_number(number: str, today: date) -> bool:
    """Whether `number` can be a citizen number on `today`.

    Judged by form, check digit and birth date (1880 or later, not in the future, at most 130 years ago).
    The address part is never judged: numbers were given at first registration and divisions have moved since,
    so a check against today's or the birth year's divisions turns real residents of Dazu away (DOMAIN §4.1).
    """
    if len(number) != 18 or not (number.isascii() and number[:17].isdigit()):
        return False
    if number[0] == "9" or check_digit(number[:17]) != number[17]:
        return False  # 9…… is a foreigner's permanent residence card, which has another layout
    born = birth_date(number)
    return born is not None and born.year >= 1880 and born <= today and _age(born, today) <= _MAX_AGE_YEARS


def age_years(number: str, today: date) -> int | None:
    born = birth_date(number)
    return None if born is None else _age(born, today)


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def mask_name(name: str) -> str:
    """张三 → 张*, 张小三 → 张*三; each part of a name with · is masked for itself."""
    return "·".join(_mask_part(part) for part in name.split("·"))


def _mask_part(part: str) -> str:
    if len(part) <= 1:
        return part and "*"
    if len(part) == 2:
        return part[0] + "*"
    return part[0] + "*" * (len(part) - 2) + part[-1]


def mask_number(number: str) -> str:
    """First four and last four characters stay; 4+4 hides more than the 6+4 that some systems use."""
    if len(number) <= 8:
        return "*" * len(number)
    return number[:4] + "*" * (len(number) - 8) + number[-4:]


def mask_mobile(number: str) -> str:
    return number[:3] + "****" + number[-4:] if len(number) == 11 else "*" * len(number)
