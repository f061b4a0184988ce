"""Whether a question with the signature pad accepts what the pad gives, and refuses what it never gives."""

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError

from kiosk.catalogue.forms.vocabulary import WORD, field_words
from kiosk.domain.form import Widget

# As kiosk.records.signature makes it: the least that is a signature, and the most.
_LEAST: dict[str, Any] = {
    "strokes": [[[0, 0, 0], [200, 0, 9]]],
    "png": "iVBORw0KGgo=",
    "sha256": "0" * 64,
}
_MOST: dict[str, Any] = {
    "strokes": [[[1000, 500, 3_600_000]]] * 99 + [[[0, 0, 0]] * 3901],
    "png": "A" * 65_536,
    "sha256": "f" * 64,
}
_REMEDY = "refer to definitions/signature.json#/$defs/signature"


def is_signature(field: Any) -> bool:
    """Whether this question asks for the pad; words that cannot be read are told elsewhere."""
    words = field.get(WORD, {}) if isinstance(field, dict) else {}
    return isinstance(words, dict) and words.get("widget") == Widget.SIGNATURE.value


def signature_mistakes(field: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(what is wrong, remedy)."""
    if field_words(field).canonical:
        yield "a signature is no fact to fill another form with", "remove “canonical”"
    try:
        judge = Draft202012Validator(field)
        if not (judge.is_valid(_LEAST) and judge.is_valid(_MOST)):
            yield "does not accept what the signature pad gives", _REMEDY
        elif judge.is_valid({}) or judge.is_valid(""):
            yield "accepts an empty signature", _REMEDY
    except (SchemaError, TypeError, ValueError):
        yield "cannot judge a signature", _REMEDY
