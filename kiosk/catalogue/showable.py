"""What of JSON Schema the terminal can show; everything else is refused by name when a package is checked.

The walk follows the branches of forms.shown: the form, `allOf`, `then`, `else`. `if` may say anything:
the jsonschema library judges it and nobody sees it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from kiosk.catalogue.decoding import mistakes
from kiosk.catalogue.forms.bounds import is_bound
from kiosk.catalogue.forms.vocabulary import WORD, FieldWords, FormWords, form_words
from kiosk.catalogue.problems import Problem, pointer
from kiosk.catalogue.references import ANNOTATIONS, Place
from kiosk.catalogue.showable_fields import Refusal, field_refusals

_BRANCH = ANNOTATIONS | {"$schema", "$id", "type", "properties", "required", "allOf", "if", "then", "else"}
_CLOSING = frozenset({"unevaluatedProperties", "additionalProperties"})

Schema = dict[str, Any]


def problems_of(schema: Schema, origin: Mapping[int, Place], divisions: frozenset[str]) -> list[Problem]:
    """Everything in one form, its references in place, that cannot be shown or would lead into a dead end."""
    walk = _Walk(schema, divisions)
    found = []
    for node, below, what, remedy in walk.refusals():
        file, at = origin[id(node)]
        found.append(Problem(file, at + pointer(*below), what, remedy))
    return sorted(set(found))


class _Walk:
    def __init__(self, schema: Schema, divisions: frozenset[str]) -> None:
        self._schema = schema
        self._divisions = divisions
        branches = list(_every_branch(schema))
        self._names = frozenset(name for branch in branches for name in _dict(branch, "properties"))
        self._typed = frozenset(
            name
            for branch in branches
            for name, field in _dict(branch, "properties").items()
            if isinstance(field, dict) and _says_what_it_is(field)
        )
        self._pages = frozenset(page.id for branch in branches for page in _words(branch).pages)
        self._titled = frozenset(
            page.id for branch in branches for page in _words(branch).pages if page.title
        )

    def refusals(self) -> Iterator[Refusal]:
        if self._schema.get("type", "object") != "object":
            yield self._schema, ("type",), "a form must be an object", "make the root type “object”"
        for page in sorted(self._pages - self._titled):
            yield self._schema, (WORD, "pages"), f"page {page!r} has no title", "give it one in zh and en"
        for name in sorted(self._names - self._typed):
            where = next(b for b in _every_branch(self._schema) if name in _dict(b, "properties"))
            yield where, ("properties", name), "has no type", "say type, enum, oneOf or const"
        yield from self._branch(self._schema, frozenset(), root=True)

    def _branch(self, branch: Any, outer: frozenset[str], root: bool = False) -> Iterator[Refusal]:
        if not isinstance(branch, dict):
            yield self._schema, (), "a branch is not an object", "write it as a schema with properties"
            return
        for key in branch.keys() - _BRANCH - (_CLOSING if root else frozenset()):
            yield branch, (key,), f"“{key}” cannot be shown", "say it with properties, allOf, if/then/else"
        yield from self._closing(branch)
        yield from self._words_refusals(branch)
        here = outer | _unconditional(branch)
        for name in branch.get("required", ()):
            if name not in here:
                yield (
                    branch,
                    ("required",),
                    f"{name!r} is required where it is not asked",
                    "define it there too",
                )
        for name, field in _dict(branch, "properties").items():
            yield from field_refusals(branch, name, field, self._divisions)
            if isinstance(field, dict):
                page = field.get(WORD, {}).get("page", "") if isinstance(field.get(WORD, {}), dict) else ""
                if page and page not in self._pages:
                    yield (
                        branch,
                        ("properties", name, WORD, "page"),
                        f"no page {page!r}",
                        "add it to x-kiosk.pages",
                    )
        for member in branch.get("allOf", ()):
            yield from self._branch(member, here)
        for key in ("then", "else"):
            if key in branch:
                yield from self._branch(branch[key], here)
        if "if" in branch:
            yield from _condition(branch, branch["if"])

    def _closing(self, branch: Schema) -> Iterator[Refusal]:
        for key in _CLOSING & branch.keys():
            if branch[key] is not False and branch[key] is not True:
                yield branch, (key,), f"“{key}” with a schema cannot be shown", "use false"
        if branch.get("additionalProperties") is False and self._names > _dict(branch, "properties").keys():
            yield (
                branch,
                ("additionalProperties",),
                "refuses the questions of allOf, then and else",
                "use unevaluatedProperties",
            )

    def _words_refusals(self, branch: Schema) -> Iterator[Refusal]:
        if WORD not in branch:
            return
        for path, what, remedy in mistakes(branch[WORD], FormWords):
            yield branch, (WORD, *path), what, remedy
        for position, rule in enumerate(_words(branch).compare):
            at = (WORD, "compare", position)
            if rule.field not in self._names:
                yield branch, (*at, "field"), f"no question {rule.field!r}", "name one of this form"
            for key, bound in (("earliest", rule.earliest), ("latest", rule.latest)):
                if bound and not is_bound(bound, self._names):
                    yield (
                        branch,
                        (*at, key),
                        f"{bound!r} is no bound",
                        "write today or a question, then ±P…Y|M|D",
                    )


def _condition(branch: Schema, node: Any) -> Iterator[Refusal]:
    """`if` is judged, not shown; only our own words in it must be right."""
    if isinstance(node, list):
        for element in node:
            yield from _condition(branch, element)
    elif isinstance(node, dict):
        for _, what, remedy in mistakes(node.get(WORD, {}), FieldWords):
            yield branch, ("if",), f"x-kiosk: {what}", remedy
        for value in node.values():
            yield from _condition(branch, value)


def _every_branch(node: Any) -> Iterator[Schema]:
    if isinstance(node, dict):
        yield node
        for member in (*node.get("allOf", ()), node.get("then"), node.get("else")):
            yield from _every_branch(member)


def _unconditional(branch: Schema) -> frozenset[str]:
    names = frozenset(_dict(branch, "properties"))
    return names.union(
        *(_unconditional(member) for member in branch.get("allOf", ()) if isinstance(member, dict))
    )


def _says_what_it_is(field: Schema) -> bool:
    return not field.keys().isdisjoint({"type", "enum", "oneOf", "const"}) or any(
        isinstance(member, dict) and _says_what_it_is(member) for member in field.get("allOf", ())
    )


def _words(branch: Schema) -> FormWords:
    try:
        return form_words(branch)
    except msgspec.ValidationError:
        return FormWords()  # told by _words_refusals


def _dict(node: Schema, key: str) -> Schema:
    value = node.get(key, {})
    return value if isinstance(value, dict) else {}
