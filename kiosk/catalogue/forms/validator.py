"""Draft 2020-12 with our formats and the two things it cannot say: days that move, and ages.

Both are words of `x-kiosk`, so any other validator still reads the schema and only judges less strictly.
"""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend

from kiosk.catalogue.forms.bounds import after, before, parse, resolve
from kiosk.catalogue.forms.formats import formats
from kiosk.catalogue.forms.vocabulary import WORD, FieldWords, GroupWords, field_words, form_words
from kiosk.domain.identity import age_years, is_citizen_number


@lru_cache(maxsize=2)
def _kind(today: date) -> type[Validator]:
    def judge_words(
        _: Validator, words: Any, instance: Any, schema: dict[str, Any]
    ) -> Iterator[ValidationError]:
        if isinstance(instance, str) and isinstance(words, dict) and not words.keys().isdisjoint(_MOVING):
            yield from _field_errors(field_words(schema), instance, today)
        elif isinstance(instance, dict) and isinstance(words, dict) and "compare" in words:
            yield from _form_errors(form_words(schema), instance, today)

    kind: type[Validator] = extend(Draft202012Validator, {WORD: judge_words, "oneOf": _one_of})  # type: ignore[no-untyped-call]
    return kind


def _one_of(
    validator: Validator, branches: list[Any], instance: Any, schema: dict[str, Any]
) -> Iterator[ValidationError]:
    """The library's own, but a title among titles is found without a validator for each of 56 choices."""
    if isinstance(instance, str) and all(map(_is_word, branches)):
        if [branch["const"] for branch in branches].count(instance) != 1:
            yield ValidationError("none or several of the choices")
        return
    yield from _LIBRARY_ONE_OF(validator, branches, instance, schema)


def _is_word(branch: Any) -> bool:
    """A choice that nothing but its word decides."""
    return (
        isinstance(branch, dict) and isinstance(branch.get("const"), str) and not branch.keys() - _CHOICE_KEYS
    )


_CHOICE_KEYS = frozenset({"const", "title", "description", WORD})
_LIBRARY_ONE_OF = Draft202012Validator.VALIDATORS["oneOf"]
_MOVING = frozenset({"earliest", "latest", "minAge", "maxAge"})


def validator(schema: Any, today: date) -> Validator:
    return _kind(today)(schema, format_checker=_formats(today))


_formats = lru_cache(maxsize=2)(formats)


def _field_errors(words: FieldWords, value: str, today: date) -> Iterator[ValidationError]:
    if parse(value) is not None:
        earliest, latest = resolve(words.earliest, today), resolve(words.latest, today)
        if earliest is not None and before(value, earliest):
            yield ValidationError("too early", validator="earliest", validator_value=earliest)
        if latest is not None and after(value, latest):
            yield ValidationError("too late", validator="latest", validator_value=latest)
    if (words.min_age is None and words.max_age is None) or not is_citizen_number(value, today):
        return
    age = age_years(value, today)
    if age is not None and words.min_age is not None and age < words.min_age:
        yield ValidationError("too young", validator="minAge", validator_value=words.min_age)
    if age is not None and words.max_age is not None and age > words.max_age:
        yield ValidationError("too old", validator="maxAge", validator_value=words.max_age)


def _form_errors(words: GroupWords, answers: dict[str, Any], today: date) -> Iterator[ValidationError]:
    for rule in words.compare:
        value = answers.get(rule.field)
        if not isinstance(value, str) or parse(value) is None:
            continue
        earliest, latest = resolve(rule.earliest, today, answers), resolve(rule.latest, today, answers)
        if (earliest and before(value, earliest)) or (latest and after(value, latest)):
            yield ValidationError(
                "out of order", validator="compare", validator_value=rule, path=[rule.field]
            )
