"""Which kinds of sensitive data a form can come to ask for, whatever is answered."""

from typing import Any

from kiosk.catalogue.forms.vocabulary import WORD
from kiosk.domain.privacy import Sensitive


def sensitive_kinds(schema: Any) -> tuple[Sensitive, ...]:
    """Of every branch: consent is given before anybody knows which of them will apply."""
    found = set(_words(schema))
    return tuple(kind for kind in Sensitive if kind.value in found)


def _words(node: Any) -> list[str]:
    if isinstance(node, list):
        return [word for element in node for word in _words(element)]
    if not isinstance(node, dict):
        return []
    words = node.get(WORD)
    own = [words["sensitive"]] if isinstance(words, dict) and "sensitive" in words else []
    return own + [word for value in node.values() for word in _words(value)]
