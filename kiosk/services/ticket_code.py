"""The 核对码 beside a queue number: six digits by which its holder is told from whoever heard it called."""

import hashlib
import hmac

_PURPOSE = b"dazu-kiosk ticket code 1"
_DIGITS = 6


class TicketCode:
    """Derived from the store key and the ticket's token: nothing is stored, a copy of the store that is
    restored knows the same codes, and whoever has only the hall's ledger cannot work them out."""

    def __init__(self, store_key: bytes) -> None:
        self._key = hmac.digest(store_key, _PURPOSE, hashlib.sha256)

    def of(self, token: str) -> str:
        """Six digits. They are few, so whoever asks for them counts the tries (`Tries`)."""
        digest = hmac.digest(self._key, token.encode(), hashlib.sha256)
        return f"{int.from_bytes(digest[:8]) % 10**_DIGITS:0{_DIGITS}}"

    def matches(self, token: str, typed: str) -> bool:
        return hmac.compare_digest(self.of(token).encode(), typed.strip().encode())

    def __repr__(self) -> str:
        return "TicketCode()"
