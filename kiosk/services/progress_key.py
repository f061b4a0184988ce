"""The keyed digest by which a case is found again without its identity number being stored."""

import hashlib
import hmac

_PURPOSE = b"dazu-kiosk progress query 1"


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
