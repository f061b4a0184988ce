"""The keyed digest by which one person's tickets of one day are known to be theirs."""

import hashlib
import hmac
from datetime import date

_PURPOSE = b"dazu-kiosk ticket holder 1"


class HolderKey:
    """Derived from the store key: whoever has only the file cannot try the numbers there are.

    The day is part of what is digested, so that two days of one person cannot be told to be the same's.
    """

    def __init__(self, store_key: bytes) -> None:
        self._key = hmac.digest(store_key, _PURPOSE, hashlib.sha256)

    def digest(self, number: str, day: date) -> str:
        message = f"{day.isoformat()}\n{number.strip().upper()}".encode()
        return hmac.digest(self._key, message, hashlib.sha256).hex()

    def __repr__(self) -> str:
        return "HolderKey()"
