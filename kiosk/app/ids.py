"""Where ids and tokens come from. Imported before the first frame, so nothing heavy here."""

import secrets

import uuid_utils


def new_id() -> str:
    """UUIDv7: sorts by the time it was made."""
    return str(uuid_utils.uuid7())


def new_token() -> str:
    """128 bits that say nothing: what a slip's QR holds."""
    return secrets.token_urlsafe(16)
