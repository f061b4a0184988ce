"""Everything that can be known of a package before a citizen meets it: `kiosk catalogue check PATH`."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from kiosk.catalogue.agents import agent_problems
from kiosk.catalogue.bundle_check import bundle_problems
from kiosk.catalogue.conditions import condition_problems, questionnaire_problems
from kiosk.catalogue.package import Forms, open_parts, read, read_bundles, read_items
from kiosk.catalogue.parts import MANIFEST, FolderParts, Parts
from kiosk.catalogue.problems import CatalogueFaulty, Problem, Severity, pointer
from kiosk.catalogue.refusals import PackageRefused
from kiosk.catalogue.search import phrases
from kiosk.catalogue.showable import problems_of
from kiosk.catalogue.tiers import tier_problems
from kiosk.catalogue.trust import successors
from kiosk.catalogue.unreadable import keys_written_twice
from kiosk.domain.item import Catalogue, Fact, Item, Material

_TYPES = ("string", "integer", "number", "boolean", "array", "object")


def check(package: Path | Parts) -> list[Problem]:
    """Every mistake in the package, sorted by file and place; errors make it unusable, warnings do not."""
    parts = open_parts(package) if isinstance(package, Path) else package
    problems: list[Problem] = []
    catalogue = read(parts, problems)
    if catalogue is not None:
        problems += _rotations(catalogue)
        problems += _forms(catalogue)
        problems += _spelling(catalogue)
        problems += _conditions(parts, catalogue)
        problems += agent_problems(catalogue)
    items = read_items(parts, [])
    for file, item in items:
        problems += _sources(item, file)
    problems += tier_problems(items)
    problems += _written_twice(parts)
    if isinstance(parts, FolderParts):
        problems += (
            Problem(name, "", "is no part of a package", "correct its name or folder, or move it away")
            for name in parts.strays
        )
    return sorted(set(problems))


def _written_twice(parts: Parts) -> Iterator[Problem]:
    for name in parts.names():
        with suppress(OSError):  # told as a file that cannot be read
            for key in keys_written_twice(parts.read(name)):
                yield Problem(name, "", f"{key!r} stands twice in one object", "keep one of the two")


def _rotations(catalogue: Catalogue) -> Iterator[Problem]:
    try:
        successors(catalogue.info.rotations, MANIFEST)
    except PackageRefused as refused:
        finding, remedy = refused.words()
        yield Problem(MANIFEST, "/rotations", finding.en, remedy.en)


def _forms(catalogue: Catalogue) -> Iterator[Problem]:
    forms = catalogue.forms
    if not isinstance(forms, Forms):
        raise TypeError("a package is checked as it was read")
    sound = set()
    for file in forms.files():
        found = list(_meta(file, forms.document(file)))
        yield from found
        if not found:
            sound.add(file)
    divisions = frozenset(division.code for division in catalogue.divisions)
    defined = all(file in sound for file in forms.files() if file.startswith("definitions/"))
    for name in forms:
        # A schema that is none would be walked into nonsense; so would one whose definitions are none.
        if defined and f"forms/{name}" in sound:
            resolver = forms.resolver()
            try:
                schema = resolver.resolve(f"forms/{name}")
            except CatalogueFaulty as fault:
                yield from fault.problems
            else:
                yield from problems_of(schema, resolver.origin, divisions)
    used = {name for item in catalogue.items for name in (item.form, item.situation)}
    for name in sorted(set(forms) - used):
        yield Problem(f"forms/{name}", "", "belongs to no item", "name it in one", Severity.WARNING)


def _conditions(parts: Parts, catalogue: Catalogue) -> Iterator[Problem]:
    """The questionnaires, and what materials and bundles ask of them."""
    for name in sorted({item.situation for item in catalogue.items if item.situation}):
        questionnaire = _schema(catalogue, name)
        if questionnaire is not None:
            yield from questionnaire_problems(questionnaire, f"forms/{name}")
    for file, item in read_items(parts, []):
        questionnaire = _schema(catalogue, item.situation)
        if questionnaire is not None or not item.situation:
            yield from condition_problems(item, file, questionnaire)
    for file, bundle in read_bundles(parts, []):
        own = (catalogue.item(child.item) for child in bundle.children)
        needed = {bundle.form, bundle.situation}.union(*({i.form, i.situation} for i in own if i)) - {""}
        if all(_schema(catalogue, name) is not None for name in needed):
            yield from bundle_problems(bundle, file, catalogue)


def _schema(catalogue: Catalogue, name: str) -> dict[str, Any] | None:
    """A form that can be looked into; None for one that is told of as missing or as no schema."""
    try:
        schema = catalogue.forms[name]
    except (KeyError, CatalogueFaulty):
        return None
    return None if any(_meta("", schema)) else schema


def _meta(file: str, document: Any) -> Iterator[Problem]:
    # Judged by the rules it was written under; what those allow and we cannot show is refused by word later.
    dialect = validator_for(document, default=Draft202012Validator)
    meta = dialect(dialect.META_SCHEMA, format_checker=dialect.FORMAT_CHECKER)
    for error in meta.iter_errors(document):
        types = error.absolute_path and error.absolute_path[-1] == "type"
        remedy = f"use one of {', '.join(_TYPES)}" if types else "correct it"
        yield Problem(file, pointer(*error.absolute_path), f"is no JSON Schema: {error.message}", remedy)


def _spelling(catalogue: Catalogue) -> Iterator[Problem]:
    for item in catalogue.items:
        for phrase in (*phrases(item), item.department.zh):
            if phrase not in catalogue.pinyin:
                yield Problem(
                    "pinyin.json",
                    pointer(phrase),
                    "is not spelt, so nobody finds it by pinyin",
                    "run kiosk catalogue spell on the folder",
                    Severity.WARNING,
                )


def _sources(item: Item, file: str) -> Iterator[Problem]:
    facts: dict[str, Fact | Material] = {"/fee": item.fee, "/telephone": item.telephone}
    facts["/supervision"] = item.supervision
    for name in ("conditions", "materials", "basis", "steps"):
        facts |= {pointer(name, i): fact for i, fact in enumerate(getattr(item, name))}
    for at, fact in facts.items():
        if fact.verified and not fact.source:
            yield Problem(file, at, "is called verified without a source", "name where it was read")
    if item.time_limit_verified and not item.time_limit_source:
        yield Problem(file, "/time_limit", "is called verified without a source", "name where it was read")
