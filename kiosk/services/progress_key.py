"""The keyed digest by which a case is found again without its identity number being stored."""

import hashlib
import hmac

_PURPOSE = b"dazu-kiosk progress query 1"
_ENDING = 6


def typed_ending(id_number: str) -> str:
    """The last six of a document number that the query's keys can type: digits and X, other letters skipped.

    A passport such as C01X00T47 has letters where a citizen number has none; without this nobody could ask.
    Empty when fewer than six are left.
    """
    typed = "".join(character for character in id_number.upper() if character in "0123456789X")
    return typed[-_ENDING:] if len(typed) >= _ENDING else ""


class ProgressKey:
    """Derived from the store key: whoever has only the file cannot try the million last-six endings."""

    def __init__(self, store_key: bytes) -> None:
        self._key = hmac.digest(store_key, _PURPOSE, hashlib.sha256)

    def digest(self, local_number: str, id_last6: str) -> str:
        message = f"{local_number}\n{id_last6.upper()}".encode()
        return hmac.digest(self._key, message, hashlib.sha256).hex()

    def matches(self, digest: str, local_number: str, id_last6: str) -> bool:
        return hmac.compare_digest(digest, self.digest(local_number, id_last6))

    def __repr__(self) -> str:
        return "ProgressKey()"
