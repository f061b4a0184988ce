"""Whether each child of a bundle can be filed from the bundle's own answers, and from nobody else's."""

from collections.abc import Iterator, Mapping
from datetime import date

from kiosk.catalogue.bundles import source_of
from kiosk.catalogue.conditions import condition_mistakes
from kiosk.catalogue.forms.fields import words_of
from kiosk.catalogue.forms.kinds import Schema, Schemas
from kiosk.catalogue.forms.validator import validator
from kiosk.catalogue.problems import Problem, pointer
from kiosk.catalogue.questions import questions_of, required_of
from kiosk.domain.bundle import Bundle, Child
from kiosk.domain.item import Catalogue, Item

_DAY = date(2026, 1, 1)
_IDENTITY = tuple(
    f"person.{name}" for name in ("name", "id_type", "id_number", "sex", "birth", "ethnicity", "address")
)


def bundle_problems(bundle: Bundle, file: str, catalogue: Catalogue) -> Iterator[Problem]:
    """Everything wrong with how a bundle's answers reach its children. Its forms are sound schemas."""
    form = questions_of(catalogue.forms[bundle.form])
    asked = questions_of(catalogue.forms[bundle.situation]) if bundle.situation else {}
    for name in sorted(asked.keys() - form.keys()):
        yield Problem(
            file, "/situation", f"{name!r} is asked there and not in the form", "ask it in the form too"
        )
    for place, child in enumerate(bundle.children):
        at = pointer("children", place)
        item = catalogue.item(child.item)
        if item is None:
            continue  # told of when the package was read
        for path, what, remedy in condition_mistakes(child.when, asked) if child.when is not None else ():
            yield Problem(file, at + pointer("when", *path), what, remedy)
        yield from _child(child, catalogue.forms[item.form], form, file, at)
        yield from _materials(child, item, catalogue, asked, file, at)


def _child(
    child: Child, schema: Schema, form: Mapping[str, Schemas], file: str, at: str
) -> Iterator[Problem]:
    questions = questions_of(schema)
    for what, names in (("take", child.take.keys()), ("say", child.say.keys())):
        for name in sorted(names - questions.keys()):
            yield Problem(file, at + pointer(what, name), "is not asked by the child's form", "remove it")
    for name, source in sorted(child.take.items()):
        if source and source not in form:
            yield Problem(
                file, at + pointer("take", name), f"the bundle does not ask {source!r}", "name one it asks"
            )
    for name, value in sorted(child.say.items()):
        if not all(validator(schema, _DAY).is_valid(value) for schema in questions.get(name, ())):
            yield Problem(file, at + pointer("say", name), f"{value!r} is no answer to it", "correct it")
    for name in sorted(required_of(schema)):
        if name not in child.say and source_of(child, name) not in form:
            yield Problem(file, at, f"its form needs {name!r} and nobody gives it", "add it to take or say")
    yield from _persons(child, questions, file, at)


def _persons(child: Child, questions: Mapping[str, Schemas], file: str, at: str) -> Iterator[Problem]:
    """Where a child is about another person, nothing of the applicant may slip in under the same name."""
    facts = {name: words_of(schemas).canonical for name, schemas in questions.items()}
    identity = {name for name, canonical in facts.items() if canonical in _IDENTITY}
    if any(child.take.get(name, name) != name for name in identity):
        for name in sorted(identity - child.take.keys() - child.say.keys()):
            yield Problem(
                file,
                at + pointer("take"),
                f"{name!r} would be the applicant's, though the child is about somebody else",
                "take it from that person's answers, or write an empty word",
            )


def _materials(
    child: Child, item: Item, catalogue: Catalogue, asked: Mapping[str, Schemas], file: str, at: str
) -> Iterator[Problem]:
    """The bundle's questionnaire must say everything that the child's own list depends on."""
    if not item.situation or not any(material.when for material in item.materials):
        return
    for name in sorted(questions_of(catalogue.forms[item.situation])):
        if name not in child.say and source_of(child, name) not in asked:
            yield Problem(
                file, at, f"its list of materials needs {name!r}", "ask it in the situation, or add it to say"
            )
