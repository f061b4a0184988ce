"""The keyed digest by which a person is known again without a number of theirs being stored."""

import hashlib
import hmac
from typing import assert_never

from kiosk.domain.appointment import ByCard, ByPhone, Who

_PURPOSE = b"dazu-kiosk person 1"


class PersonKey:
    """Derived from the store key: whoever has only the file cannot try the numbers there are."""

    def __init__(self, store_key: bytes) -> None:
        self._key = hmac.digest(store_key, _PURPOSE, hashlib.sha256)

    def digest(self, who: Who) -> str:
        match who:
            case ByCard(number):
                message = f"card\n{number.strip().upper()}"
            case ByPhone(number):
                message = f"phone\n{number.strip()}"
            case unreachable:
                assert_never(unreachable)
        return hmac.digest(self._key, message.encode(), hashlib.sha256).hex()

    def __repr__(self) -> str:
        return "PersonKey()"
