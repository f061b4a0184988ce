"""The keyed digest by which one person's tickets of one day are known to be theirs."""

import hashlib
import hmac
from datetime import date

_PURPOSE = b"dazu-kiosk ticket holder 1"
_CHECK = b"dazu-kiosk hall key check 1"


class HolderKey:
    """Derived from the store key, or from the hall's that all its terminals share: whoever has only a store
    or the ledger cannot try the numbers there are.

    The day is part of what is digested, so that two days of one person cannot be told to be the same's.
    """

    def __init__(self, secret: bytes, *, shared: bool = False) -> None:
        self._key = hmac.digest(secret, _PURPOSE, hashlib.sha256)
        self.shared = shared  # its digests mean the same at the hall's other terminals

    def digest(self, number: str, day: date) -> str:
        message = f"{day.isoformat()}\n{number.strip().upper()}".encode()
        return hmac.digest(self._key, message, hashlib.sha256).hex()

    def __repr__(self) -> str:
        return "HolderKey()"


def check_code(secret: bytes) -> str:
    """“3F2A-91C0”, for people who compare the key of two terminals; the key cannot be found from it."""
    code = hmac.digest(secret, _CHECK, hashlib.sha256).hex()[:8].upper()
    return f"{code[:4]}-{code[4:]}"
