"""Random schemas and answers: the form says what the jsonschema library says, and never crashes."""

from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, ValidationError

from kiosk.catalogue import forms
from kiosk.catalogue.forms.formats import formats
from kiosk.catalogue.showable import problems_of
from kiosk.domain.answer_path import covers, join, look_up
from kiosk.ui.viewmodels.journey import fields_of
from tests.unit.catalogue_samples import TODAY

NAMES = ("a", "b", "c", "d", "e")
WORDS = ("x", "y", "13800000000", "2026-11-23", "", "长" * 9)

SAID_ALONE = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("string")},
        optional={
            "minLength": st.integers(0, 3),
            "maxLength": st.integers(1, 8),
            "pattern": st.sampled_from(["^x", "y$", "\\S"]),
            "format": st.sampled_from(["date", "mobile"]),
        },
    ),
    st.fixed_dictionaries(
        {"type": st.sampled_from(["integer", "number"])},
        optional={
            "minimum": st.integers(-2, 2),
            "exclusiveMaximum": st.integers(0, 4),
            "multipleOf": st.sampled_from([2, 0.5]),
            "not": st.just({"const": 1}),
        },
    ),
    st.just({"type": "boolean"}),
    st.builds(lambda word: {"const": word}, st.sampled_from(WORDS)),
    st.builds(lambda word: {"type": "string", "readOnly": True, "default": word}, st.sampled_from(WORDS)),
    st.just({"type": "boolean", "const": True}),
    st.fixed_dictionaries({"enum": st.lists(st.sampled_from(WORDS), min_size=1, unique=True)}),
    st.builds(
        lambda words: {"oneOf": [{"const": word, "title": word} for word in words]},
        st.lists(st.sampled_from(WORDS), min_size=1, unique=True),
    ),
    st.fixed_dictionaries(
        {"type": st.just("array"), "items": st.just({"enum": ["x", "y"]})},
        optional={"minItems": st.integers(0, 2), "uniqueItems": st.booleans()},
    ),
)
# What may also be nothing, in the three ways in which people write that.
LEAVES = st.one_of(
    SAID_ALONE,
    SAID_ALONE,
    st.builds(
        lambda leaf, key: {key: [leaf, {"type": "null"}]}, SAID_ALONE, st.sampled_from(["anyOf", "oneOf"])
    ),
    st.builds(lambda kind: {"type": [kind, "null"]}, st.sampled_from(["string", "integer", "boolean"])),
    st.just({"enum": ["x", None]}),
)
SIMPLE_VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(-3, 5),
    st.floats(-2, 5, allow_nan=False),
    st.booleans(),
    st.none(),
    st.lists(st.sampled_from(["x", "y", "z"]), max_size=3),
)
VALUES = st.recursive(
    SIMPLE_VALUES,
    lambda below: st.one_of(
        st.dictionaries(st.sampled_from(NAMES), below, max_size=3),
        st.lists(st.dictionaries(st.sampled_from(NAMES), below, max_size=3), max_size=2),
    ),
    max_leaves=6,
)
CONDITIONS = st.one_of(
    st.builds(
        lambda name, value: {"properties": {name: {"const": value}}, "required": [name]},
        st.sampled_from(NAMES),
        st.sampled_from(WORDS),
    ),
    st.builds(lambda name: {"required": [name]}, st.sampled_from(NAMES)),
    st.builds(lambda name: {"not": {"required": [name]}}, st.sampled_from(NAMES)),
)


def fields(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    """A question, a nested object or a list of rows."""
    if depth == 0:
        return LEAVES
    objects = st.builds(
        lambda schema, closed: schema | {"type": "object"} | closed,
        branches(depth - 1).filter(lambda schema: schema["properties"]),
        st.sampled_from([{}, {"unevaluatedProperties": False}]),
    )
    rows = st.fixed_dictionaries(
        {"type": st.just("array"), "items": st.one_of(st.just({"type": "string", "maxLength": 2}), objects)},
        optional={
            "minItems": st.integers(0, 2),
            "maxItems": st.integers(1, 2),
            "uniqueItems": st.booleans(),
        },
    )
    nothing = st.builds(lambda schema: {"anyOf": [{"type": "null"}, schema]}, st.one_of(objects, rows))
    return st.one_of(LEAVES, LEAVES, objects, rows, nothing)


def branches(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    properties = st.dictionaries(st.sampled_from(NAMES), fields(depth), max_size=3)
    flat = properties.flatmap(
        lambda fields: st.fixed_dictionaries(
            {
                "properties": st.just(fields),
                "required": st.lists(st.sampled_from(sorted(fields)), unique=True) if fields else st.just([]),
            }
        )
    )
    if depth == 0:
        return flat
    below = branches(depth - 1)
    names = st.sampled_from(NAMES)
    several = st.lists(names, max_size=2, unique=True)
    return st.builds(
        lambda own, more: own | more,
        flat,
        st.fixed_dictionaries(
            {},
            optional={
                "allOf": st.lists(below, min_size=1, max_size=2),
                "if": CONDITIONS,
                "then": below,
                "else": below,
                "dependentSchemas": st.dictionaries(names, below, max_size=2),
                "dependentRequired": st.dictionaries(names, several, max_size=2),
                "anyOf": several.map(lambda names: [{"required": [name]} for name in names or ["a"]]),
            },
        ),
    )


SCHEMAS = branches(2).map(lambda schema: schema | {"type": "object", "unevaluatedProperties": False})
ANSWERS = st.dictionaries(st.sampled_from(NAMES), VALUES)


def judge(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=formats(TODAY))


def missing(schema: dict[str, Any], answers: dict[str, Any]) -> set[str]:
    """Paths of required properties that are not there, by the library's word."""
    return {
        join((*error.absolute_path, name))
        for error in told_inside(judge(schema).iter_errors(answers))
        if error.validator in ("required", "dependentRequired")
        for name in wanted(error)
    }


def told_inside(errors: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """Also what is wrong with the one thing that is offered beside nothing."""
    for error in errors:
        yield error
        branches: Any = error.validator_value
        if error.validator in ("anyOf", "oneOf") and {"type": "null"} in branches:
            nothing = branches.index({"type": "null"})
            yield from told_inside(cause for cause in error.context or () if cause.schema_path[0] != nothing)


def wanted(error: ValidationError) -> list[str]:
    value: Any = error.validator_value
    instance: Any = error.instance
    if isinstance(value, dict):
        value = [name for trigger, names in value.items() if trigger in instance for name in names]
    return [name for name in value if name not in instance]


def leaves(value: Any, at: tuple[str | int, ...] = ()) -> set[str]:
    """Paths of everything that is no object."""
    if isinstance(value, dict):
        return set().union(*(leaves(below, (*at, name)) for name, below in value.items()))
    return {join(at)}


def stands_in_an_object(answers: dict[str, Any], name: str) -> bool:
    above = name.rpartition("/")[0]
    return not above or isinstance(look_up(answers, above), dict)


@settings(max_examples=120, deadline=None)
@given(SCHEMAS, ANSWERS)
# Nobody asks for `a`, yet the condition that holds has evaluated it.
@example(
    {
        "type": "object",
        "if": {"properties": {"a": {"const": "x"}}, "required": ["a"]},
        "then": {"properties": {}},
        "unevaluatedProperties": False,
    },
    {"a": "x"},
)
def test_accepts_exactly_what_json_schema_accepts(schema: dict[str, Any], answers: dict[str, Any]) -> None:
    assert (forms.validate(schema, answers, TODAY) == ()) is judge(schema).is_valid(answers)


@settings(max_examples=120, deadline=None)
@given(SCHEMAS, ANSWERS)
def test_asks_what_json_schema_requires_and_nothing_it_refuses(
    schema: dict[str, Any], answers: dict[str, Any]
) -> None:
    kept = forms.submission(schema, answers, TODAY)
    asked = {field.name: field for field in fields_of(forms.derive(schema, answers, (), TODAY))}
    needed = {name for name, field in asked.items() if field.required and look_up(kept, name) is None}
    absent = missing(schema, kept)
    assert {name for name in needed if stands_in_an_object(kept, name)} <= absent
    for name in absent:
        # Of an object that is not there, the questions inside are asked.
        # So may what is filed as nothing be, where its own absence opens it (a question that hides itself).
        assert name in needed or name not in asked or "null" in str(schema) or "None" in str(schema), name
    refused = [
        error for error in judge(schema).iter_errors(kept) if error.validator == "unevaluatedProperties"
    ]
    # The library also calls a property unevaluated when its value is wrong; those are told as wrong values.
    wrong = {error.field for error in forms.validate(schema, kept, TODAY)}
    assert not refused or wrong
    for leaf in leaves(kept):
        # What stands where an object should is wrong, and told so; everything else was asked for.
        assert look_up(kept, leaf) is None or leaf in wrong or any(covers(name, leaf) for name in asked), leaf


@settings(max_examples=80, deadline=None)
@given(SCHEMAS, ANSWERS)
def test_what_check_lets_through_is_shown_and_told_without_a_crash(
    schema: dict[str, Any], answers: dict[str, Any]
) -> None:
    origin = {id(node): ("forms/x.json", "") for node in nodes(schema)}
    assert all(problem.what for problem in problems_of(schema, origin, frozenset()))
    for error in forms.validate(schema, answers, TODAY):
        assert error.message.zh
        assert error.message.en
    forms.prefill(schema, {"person.name": "张测试"}, TODAY)


def nodes(node: Any) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node, *(below for value in node.values() for below in nodes(value))]
    if isinstance(node, list):
        return [below for value in node for below in nodes(value)]
    return []
