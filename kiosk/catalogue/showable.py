"""What of JSON Schema the terminal can show; everything else is refused by name when a package is checked.

The walk follows the branches of forms.shown: the form, `allOf`, `then`, `else`, `dependentSchemas`; a nested
object and the rows of a list are walked as forms of their own. `if` may say anything: the jsonschema library
judges it and nobody sees it.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from kiosk.catalogue.decoding import mistakes
from kiosk.catalogue.forms.bounds import is_bound
from kiosk.catalogue.forms.kinds import (
    Kind,
    flatten,
    is_one_of_several,
    kind_of,
    only_answer,
    row_schemas,
    type_of,
    wrapped,
)
from kiosk.catalogue.forms.vocabulary import WORD, FieldWords, FormWords, GroupWords, form_words
from kiosk.catalogue.problems import Problem, Severity, pointer
from kiosk.catalogue.references import Place
from kiosk.catalogue.showable_fields import (
    SAID,
    Refusal,
    Schema,
    field_refusals,
    list_refusals,
    word_refusals,
)

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
# What these have in common with 2020-12 means the same in each; where they differ they are refused by word.
_OLDER = frozenset(
    {
        "https://json-schema.org/draft/2019-09/schema",
        *(f"{scheme}://json-schema.org/draft-0{n}/schema" for scheme in ("http", "https") for n in (6, 7)),
    }
)
_BRANCH = SAID | {
    *("$schema", "$id", "type", "properties", "required", "allOf", "if", "then", "else"),
    *("dependentRequired", "dependentSchemas"),
}
_CLOSING = frozenset({"unevaluatedProperties", "additionalProperties"})


def problems_of(schema: Schema, origin: Mapping[int, Place], divisions: frozenset[str]) -> list[Problem]:
    """Everything in one form, its references in place, that cannot be shown or would lead into a dead end."""
    found = set()
    for refusal in _Walk([schema], divisions, FormWords).refusals():
        file, at = origin[id(refusal.node)]
        found.add(Problem(file, at + pointer(*refusal.below), refusal.what, refusal.remedy, refusal.severity))
    return sorted(found)


class _Walk:
    """One level: the form, a nested object or a row. `roots` are the subschemas that all apply to it."""

    def __init__(
        self,
        roots: Sequence[Schema],
        divisions: frozenset[str],
        words: type[FormWords] | type[GroupWords],
        in_rows: bool = False,
    ) -> None:
        self._roots = roots
        self._divisions = divisions
        self._wanted = words
        self._in_rows = in_rows
        branches = [branch for root in roots for branch in _every_branch(root)]
        self._branches = branches
        self._subschemas: dict[str, list[Schema]] = {}
        for branch in branches:
            for name, field in _dict(branch, "properties").items():
                self._subschemas.setdefault(name, [])
                self._subschemas[name] += flatten(field) if isinstance(field, dict) else ()
        self._required = {name for branch in branches for name in branch.get("required", ())}
        self._pages = frozenset(page.id for branch in branches for page in _words(branch).pages)
        self._titled = frozenset(
            page.id for branch in branches for page in _words(branch).pages if page.title
        )

    def refusals(self) -> Iterator[Refusal]:
        root = self._roots[0]
        dialect = root.get("$schema", _DIALECT)
        if dialect.rstrip("#") not in _OLDER | {_DIALECT}:
            yield Refusal(root, ("$schema",), f"{dialect!r} is another dialect", f"write it as {_DIALECT}")
        if "type" in root and type_of([root]) != "object":
            yield Refusal(root, ("type",), "a form must be an object", "make the root type “object”")
        if not self._subschemas:
            yield Refusal(root, (), "asks nothing", "give it properties")
        for page in sorted(self._pages - self._titled):
            yield Refusal(root, (WORD, "pages"), f"page {page!r} has no title", "give it one in zh and en")
        yield from self._properties()
        for branch in self._roots:
            yield from self._branch(branch, frozenset(), root=True)

    def _properties(self) -> Iterator[Refusal]:
        for name, schemas in sorted(self._subschemas.items()):
            where = next(b for b in self._branches if name in _dict(b, "properties"))
            if not any(map(_says_what_it_is, schemas)):
                yield Refusal(where, ("properties", name), "has no type", "say type, enum, oneOf or const")
            kind = kind_of(schemas)
            if kind is Kind.OBJECT:
                yield from _Walk(schemas, self._divisions, GroupWords, self._in_rows).refusals()
            elif kind is Kind.ROWS and (rows := row_schemas(schemas)):
                yield from self._rows(name, where, rows)

    def _rows(self, name: str, where: Schema, rows: Sequence[Schema]) -> Iterator[Refusal]:
        kind = kind_of(rows)
        if kind is Kind.OBJECT:
            yield from _Walk(rows, self._divisions, FormWords, in_rows=True).refusals()
        elif kind is Kind.ROWS or not any(map(_says_what_it_is, rows)):
            at = ("properties", name, "items")
            yield Refusal(where, at, "a row of this list cannot be shown", "make each row an object")
        else:
            for row in rows:
                yield from field_refusals(row, (), row, self._divisions, in_rows=True)

    def _branch(self, branch: Any, outer: frozenset[str], root: bool = False) -> Iterator[Refusal]:
        if not isinstance(branch, dict):
            yield Refusal(
                self._roots[0], (), "a branch is not an object", "write it as a schema with properties"
            )
            return
        known = _BRANCH | (_CLOSING if root else frozenset())
        if is_one_of_several(branch.get("anyOf")):
            known |= {"anyOf"}
        if wrapped(branch) is not None:
            known |= {"anyOf", "oneOf"}
        yield from word_refusals(
            branch, (), branch.keys() - known, "say it with properties, allOf, if/then/else"
        )
        yield from self._closing(branch)
        yield from self._words_refusals(branch)
        here = outer | _unconditional(branch)
        yield from _required(branch, here if not root else here.union(*map(_unconditional, self._roots)))
        for name, field in _dict(branch, "properties").items():
            yield from self._field(branch, name, field)
        for member in branch.get("allOf", ()):
            yield from self._branch(member, here)
        for key in ("then", "else"):
            if key in branch:
                yield from self._branch(branch[key], here)
        for member in _dict(branch, "dependentSchemas").values():
            yield from self._branch(member, here)
        if "if" in branch:
            yield from _condition(branch, branch["if"])

    def _field(self, branch: Schema, name: str, field: Any) -> Iterator[Refusal]:
        at = ("properties", name)
        kind = kind_of(self._subschemas[name])
        if kind is Kind.ROWS:
            yield from list_refusals(branch, at, field)
        elif kind is Kind.ANSWER or not isinstance(field, dict):
            yield from field_refusals(branch, at, field, self._divisions, self._in_rows)
            yield from _unanswerable(branch, at, self._subschemas[name], name in self._required)
        if isinstance(field, dict):
            words = field.get(WORD, {})
            page = words.get("page", "") if isinstance(words, dict) else ""
            if page and page not in self._pages:
                yield Refusal(branch, (*at, WORD, "page"), f"no page {page!r}", "add it to x-kiosk.pages")

    def _closing(self, branch: Schema) -> Iterator[Refusal]:
        for key in sorted(_CLOSING & branch.keys()):
            if branch[key] is not False and branch[key] is not True:
                yield Refusal(branch, (key,), f"“{key}” with a schema cannot be shown", "use false")
        if (
            branch.get("additionalProperties") is False
            and self._subschemas.keys() > _dict(branch, "properties").keys()
        ):
            yield Refusal(
                branch,
                ("additionalProperties",),
                "refuses the questions of allOf, then, else and dependentSchemas",
                "use unevaluatedProperties",
            )

    def _words_refusals(self, branch: Schema) -> Iterator[Refusal]:
        if WORD not in branch:
            return
        for path, what, remedy in mistakes(branch[WORD], self._wanted):
            yield Refusal(branch, (WORD, *path), what, remedy)
        words = _words(branch)
        for key in ("row", "measure", "widget") if self._wanted is GroupWords else ():
            if key in branch[WORD]:
                yield Refusal(branch, (WORD, key), "means nothing beside an object", "remove it")
        if self._wanted is GroupWords and "title" in branch and not words.en.title:
            yield Refusal(
                branch, (WORD, "en"), "has no English title", "add x-kiosk.en.title", Severity.WARNING
            )
        for position, rule in enumerate(words.compare):
            at = (WORD, "compare", position)
            if rule.field not in self._subschemas:
                yield Refusal(branch, (*at, "field"), f"no question {rule.field!r}", "name one of this form")
            for key, bound in (("earliest", rule.earliest), ("latest", rule.latest)):
                if bound and not is_bound(bound, frozenset(self._subschemas)):
                    yield Refusal(
                        branch,
                        (*at, key),
                        f"{bound!r} is no bound",
                        "write today or a question, then ±P…Y|M|D",
                    )


def _unanswerable(
    branch: Schema, at: tuple[str, ...], schemas: Sequence[Schema], needed: bool
) -> Iterator[Refusal]:
    """What only the other end knows (an id it gives) is never asked; then it must not be required either."""
    read_only = any(schema.get("readOnly") is True for schema in schemas)
    if needed and read_only and only_answer(schemas) is None:
        yield Refusal(
            branch, (*at, "readOnly"), "nobody could answer it", "give it a default, or remove readOnly"
        )


def _required(branch: Schema, here: frozenset[str]) -> Iterator[Refusal]:
    for name in branch.get("required", ()):
        if name not in here:
            yield Refusal(
                branch, ("required",), f"{name!r} is required where it is not asked", "define it there too"
            )
    for trigger, names in _dict(branch, "dependentRequired").items():
        for name in sorted({trigger, *names} - here):
            at = ("dependentRequired", trigger)
            yield Refusal(branch, at, f"{name!r} is not asked here", "define it there too")


def _condition(branch: Schema, node: Any) -> Iterator[Refusal]:
    """`if` is judged, not shown; only our own words in it must be right."""
    if isinstance(node, list):
        for element in node:
            yield from _condition(branch, element)
    elif isinstance(node, dict):
        for _, what, remedy in mistakes(node.get(WORD, {}), FieldWords):
            yield Refusal(branch, ("if",), f"x-kiosk: {what}", remedy)
        for value in node.values():
            yield from _condition(branch, value)


def _every_branch(node: Any) -> Iterator[Schema]:
    if isinstance(node, dict):
        yield node
        members = (*node.get("allOf", ()), node.get("then"), node.get("else"))
        for member in (*members, *_dict(node, "dependentSchemas").values()):
            yield from _every_branch(member)


def _unconditional(branch: Schema) -> frozenset[str]:
    names = frozenset(_dict(branch, "properties"))
    return names.union(
        *(_unconditional(member) for member in branch.get("allOf", ()) if isinstance(member, dict))
    )


def _says_what_it_is(field: Schema) -> bool:
    return not field.keys().isdisjoint({"type", "enum", "oneOf", "const", "properties"})


def _words(branch: Schema) -> GroupWords:
    try:
        return form_words(branch)
    except msgspec.ValidationError:
        return GroupWords()  # told by _words_refusals


def _dict(node: Schema, key: str) -> Schema:
    value = node.get(key, {})
    return value if isinstance(value, dict) else {}
