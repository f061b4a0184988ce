"""One value, one sequence of bytes: JSON as RFC 8785 (JCS) writes it.

The same answers must hash alike on the terminal, at the district and in an auditor's own script, whatever
library each of them uses; RFC 8785 is the form that all of them can find an implementation of.
"""

import math
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring

JsonValue = None | bool | int | float | str | Sequence["JsonValue"] | Mapping[str, "JsonValue"]

# Beyond this, JSON readers that know only IEEE doubles silently change the number (RFC 8785 §3.2.2.3).
MAX_SAFE_INTEGER = 2**53 - 1


class CanonicalError(ValueError):
    """The value has no canonical form: not JSON, not a finite number, or text that is not Unicode."""


def dumps(value: JsonValue) -> bytes:
    """UTF-8 without white space, keys in the order of their UTF-16 code units. Raises CanonicalError."""
    try:
        return _write(value).encode()
    except UnicodeEncodeError:
        raise CanonicalError("text with a lone surrogate") from None


def _write(value: JsonValue) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            if abs(value) > MAX_SAFE_INTEGER:
                raise CanonicalError("integer that a double cannot hold")
            return str(int(value))
        case float():
            return _write_double(value)
        case str():
            return encode_basestring(value)
        case Mapping():
            members = sorted(value.items(), key=_utf16)
            return "{" + ",".join(f"{encode_basestring(name)}:{_write(item)}" for name, item in members) + "}"
        case list() | tuple():
            return "[" + ",".join(map(_write, value)) + "]"
        case _:
            raise CanonicalError(f"not a JSON value: {type(value).__name__}")


def _utf16(member: tuple[str, JsonValue]) -> bytes:
    if not isinstance(member[0], str):
        raise CanonicalError("a member's name must be text")
    return member[0].encode("utf-16-be")


def _write_double(value: float) -> str:
    """ECMAScript's Number::toString. repr() finds the same shortest digits and only sets them differently."""
    if not math.isfinite(value):
        raise CanonicalError("number that is not finite")
    if value == 0:
        return "0"  # also for -0.0
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{point - 1:+d}"
