"""Whether the conditions of materials can mean what was meant: names, values, and that each can occur."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

from jsonschema import Draft202012Validator

from kiosk.catalogue.forms import submission
from kiosk.catalogue.forms.fields import choices, widget, words_of
from kiosk.catalogue.forms.kinds import Schema, Schemas, row_schemas
from kiosk.catalogue.forms.validator import validator
from kiosk.catalogue.guidance import holds
from kiosk.catalogue.problems import Problem, Severity, pointer
from kiosk.catalogue.questions import questions_of
from kiosk.catalogue.references import ANNOTATIONS
from kiosk.domain.form import Widget
from kiosk.domain.item import Item

_META = Draft202012Validator(Draft202012Validator.META_SCHEMA)
_DAY = date(2026, 1, 1)  # choices do not depend on the day
_MANY = 4096  # combinations of answers that are tried; beyond, only names and values are judged

_TOGETHER = frozenset({"allOf", "anyOf", "oneOf"})
_INSIDE = frozenset({"not", "if", "then", "else"})
_OF_ANSWERS = ANNOTATIONS | _TOGETHER | _INSIDE | {"type", "properties", "required"}
_OF_ONE = (
    ANNOTATIONS
    | _TOGETHER
    | _INSIDE
    | {"type", "const", "enum", "contains", "minContains", "maxContains", "minItems", "maxItems"}
)
_CHOSEN = (Widget.CHOICE, Widget.MULTI_CHOICE, Widget.YES_NO)

Path = tuple[str | int, ...]
Mistake = tuple[Path, str, str]


def questionnaire_problems(schema: Schema, file: str) -> Iterator[Problem]:
    """A questionnaire's answers are printed on the notice, so it may ask nothing that could be personal."""
    for name, schemas in questions_of(schema).items():
        at = pointer("properties", name)
        if words_of(schemas).canonical:
            yield Problem(file, at, "asks a personal fact for a printed list", "ask it in the item's form")
        elif (words_of(schemas).widget or widget(schemas, bool(choices(schemas, ())))) not in _CHOSEN:
            yield Problem(
                file, at, "is not answered by choosing", "use oneOf-const, boolean or an array of them"
            )


def condition_problems(item: Item, file: str, questionnaire: Schema | None) -> list[Problem]:
    """Everything wrong with the `when` of the item's materials."""
    problems: list[Problem] = []
    for position, material in enumerate(item.materials):
        if material.when is None:
            continue
        at: Path = ("materials", position, "when")
        if questionnaire is None:
            problems.append(
                Problem(
                    file, pointer(*at), "asks a questionnaire that there is not", "name one in /situation"
                )
            )
            continue
        found = list(condition_mistakes(material.when, questions_of(questionnaire)))
        found = found or list(_never_or_always(material.when, questionnaire))
        problems += [_problem(file, (*at, *below), what, remedy) for below, what, remedy in found]
    return problems


def condition_mistakes(condition: Any, questions: Mapping[str, Schemas]) -> Iterator[Mistake]:
    """(path, what, remedy) for each mistake that can be seen without trying answers."""
    wrong = [(tuple(error.absolute_path), error.message) for error in _META.iter_errors(condition)]
    if wrong:
        for path, message in wrong:
            yield path, f"is no JSON Schema: {message}", "correct it"
        return
    yield from _of_answers(condition, questions, ())


def _of_answers(node: Any, questions: Mapping[str, Schemas], at: Path) -> Iterator[Mistake]:
    if not isinstance(node, dict):
        yield at, "decides nothing", "write properties and required, or remove it"
        return
    yield from _strange(node, _OF_ANSWERS, at)
    for name in node.get("required", ()):
        if name not in questions:
            yield (*at, "required"), f"no question {name!r}", _one_of(questions)
    for name, wanted in node.get("properties", {}).items():
        here = (*at, "properties", name)
        if name not in questions:
            yield here, f"no question {name!r}", _one_of(questions)
            continue
        if name not in node.get("required", ()):
            # JSON Schema lets a property that is not there pass every condition on it.
            yield here, "holds for whoever was not asked this", f"add {name!r} to required beside it"
        yield from _of_one(wanted, questions[name], here)
    for key, below in _members(node):
        yield from _of_answers(below, questions, (*at, *key))


def _of_one(node: Any, schemas: Schemas, at: Path) -> Iterator[Mistake]:
    if not isinstance(node, dict):
        yield at, "decides nothing", "compare with const or enum"
        return
    yield from _strange(node, _OF_ONE, at)
    values: list[tuple[Path, Any]] = [(("const",), node["const"])] if "const" in node else []
    values += [(("enum", place), value) for place, value in enumerate(node.get("enum", ()))]
    for below, value in values:
        if not all(validator(schema, _DAY).is_valid(value) for schema in schemas):
            yield (*at, *below), f"{value!r} is no answer to this question", "use one of its choices"
    if "contains" in node:
        yield from _of_one(node["contains"], row_schemas(schemas), (*at, "contains"))
    for key, below_node in _members(node):
        yield from _of_one(below_node, schemas, (*at, *key))


def _strange(node: Schema, known: frozenset[str], at: Path) -> Iterator[Mistake]:
    for key in sorted(node.keys() - known):
        yield (*at, key), "is no word of a condition", f"use {', '.join(sorted(known - ANNOTATIONS))}"


def _members(node: Schema) -> Iterator[tuple[Path, Any]]:
    for key in sorted(_TOGETHER & node.keys()):
        yield from (((key, place), member) for place, member in enumerate(node[key]))
    for key in sorted(_INSIDE & node.keys()):
        yield (key,), node[key]


def _never_or_always(condition: Schema, questionnaire: Schema) -> Iterator[Mistake]:
    judged = {holds(condition, answers, _DAY) for answers in every_answer(questionnaire)}
    if judged == {False}:
        yield (), "no answers make it hold", "correct it, or remove the material"
    elif judged == {True}:
        yield (), "holds whatever is answered", "remove it: the material is always asked"


def every_answer(questionnaire: Schema) -> list[dict[str, Any]]:
    """Every complete set of answers; none when there are too many to try. Of several choices each alone."""
    given: list[list[tuple[str, Any]]] = []
    count = 1
    for name, schemas in questions_of(questionnaire).items():
        values = [option.value for option in choices(schemas, ())] or [True, False]
        if any(schema.get("type") == "array" for schema in schemas):
            values = [[value] for value in values] + [list(values)]
        given.append([(name, value) for value in values])
        count *= len(values)
    if count > _MANY:
        return []
    kept: list[dict[str, Any]] = []
    for pairs in product(*given):
        answers = submission(questionnaire, dict(pairs), _DAY)
        if answers not in kept:
            kept.append(answers)
    return kept


def _one_of(questions: Mapping[str, Schemas]) -> str:
    return f"ask one of: {', '.join(sorted(questions))}"


def _problem(file: str, path: Path, what: str, remedy: str) -> Problem:
    severity = Severity.WARNING if what.startswith("holds whatever") else Severity.ERROR
    return Problem(file, pointer(*path), what, remedy, severity)
