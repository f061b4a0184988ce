"""PINs as scrypt. Six digits are few, so the cost per guess and the lockout must carry the safety."""

import hashlib
import hmac

DIGITS = 6
SALT_BYTES = 16
# 16 MB and some 50 ms on the terminals' processors: unnoticed once, a day for all million PINs.
_COST, _BLOCK, _LANES = 2**14, 8, 1


def new_pin(random: bytes) -> str:
    """Six digits from 16 random bytes; the bias of the remainder is below 2⁻¹⁰⁰."""
    return str(int.from_bytes(random) % 10**DIGITS).zfill(DIGITS)


def scrypt(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=32)


def matches(pin: str, salt: bytes, expected: bytes) -> bool:
    return hmac.compare_digest(scrypt(pin, salt), expected)
