"""Forms are JSON Schema 2020-12: shown, filled and judged from the schema alone."""

import hashlib

import msgspec

from kiosk.catalogue.forms.derive import derive
from kiosk.catalogue.forms.kinds import Schema
from kiosk.catalogue.forms.prefill import BY_AGENT, FILED_BY, facts_of, new_row, prefill
from kiosk.catalogue.forms.sensitive import sensitive_kinds
from kiosk.catalogue.forms.validate import submission, validate

__all__ = [
    "BY_AGENT",
    "FILED_BY",
    "Schema",
    "derive",
    "facts_of",
    "new_row",
    "prefill",
    "schema_hash",
    "sensitive_kinds",
    "submission",
    "validate",
]


def schema_hash(schema: Schema) -> str:
    """SHA-256 (hex) of the schema with its references in place and keys sorted: what answers belong to."""
    return hashlib.sha256(msgspec.json.encode(schema, order="sorted")).hexdigest()
