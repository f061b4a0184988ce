"""Random schemas and answers: the form says what the jsonschema library says, and never crashes."""

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from kiosk.catalogue import forms
from kiosk.catalogue.forms.formats import formats
from kiosk.catalogue.showable import problems_of
from tests.unit.catalogue_samples import TODAY

NAMES = ("a", "b", "c", "d", "e")
WORDS = ("x", "y", "13800000000", "2026-11-23", "", "长" * 9)

FIELDS = st.one_of(
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
        optional={"minimum": st.integers(-2, 2), "exclusiveMaximum": st.integers(0, 4)},
    ),
    st.just({"type": "boolean"}),
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
VALUES = st.one_of(
    st.sampled_from(WORDS),
    st.integers(-3, 5),
    st.floats(-2, 5, allow_nan=False),
    st.booleans(),
    st.none(),
    st.lists(st.sampled_from(["x", "y", "z"]), max_size=3),
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


def branches(depth: int) -> st.SearchStrategy[dict[str, Any]]:
    properties = st.dictionaries(st.sampled_from(NAMES), FIELDS, max_size=3)
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
            },
        ),
    )


SCHEMAS = branches(2).map(lambda schema: schema | {"type": "object", "unevaluatedProperties": False})
ANSWERS = st.dictionaries(st.sampled_from(NAMES), VALUES)


def judge(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=formats(TODAY))


def missing(schema: dict[str, Any], answers: dict[str, Any]) -> set[str]:
    errors = judge(schema).iter_errors(answers)
    return {
        name
        for error in errors
        if error.validator == "required" and not error.absolute_path
        for name in error.validator_value
        if name not in answers
    }


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
    form = forms.derive(schema, answers, (), TODAY)
    kept = forms.submission(schema, answers, TODAY)
    fields = {field.name: field for page in form.pages for field in page.fields}
    assert {name for name, field in fields.items() if field.required} - kept.keys() == missing(schema, kept)
    assert kept.keys() <= fields.keys()
    refused = [
        error for error in judge(schema).iter_errors(kept) if error.validator == "unevaluatedProperties"
    ]
    # The library also calls a property unevaluated when its value is wrong; those are told as wrong values.
    wrong = {error.field for error in forms.validate(schema, kept, TODAY)}
    assert not refused or wrong


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
