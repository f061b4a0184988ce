"""Forms that nobody wrote for us: shown decently and judged as jsonschema judges, or refused by name."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue import Problem, Severity, forms, load
from kiosk.catalogue.check import check
from kiosk.domain.answer_path import covers, join, look_up
from kiosk.domain.form import Field, Form
from kiosk.domain.item import Catalogue
from kiosk.ui.viewmodels.journey import fields_of
from tests.unit.catalogue_samples import TODAY
from tests.unit.foreign_forms import NAMES, REFUSED, SHOWN, answers, judge, package, schema

JUNK: tuple[Any, ...] = (
    *("", "x", "王小明", "2026-11-23", "2026-02-30", "a@example.cn", "http://a.cn", "长" * 501),
    *(0, 1, -1, 13, 2.5, 1e18, True, False, None, [], [1], ["x", "x"], {}, {"x": 1}, [{}], [[]]),
)


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(tmp_path_factory.mktemp("foreign"))


@pytest.fixture(scope="module")
def catalogue(foreign: Path) -> Catalogue:
    return load(foreign)


@pytest.fixture(scope="module")
def mistakes(foreign: Path) -> list[Problem]:
    return [problem for problem in check(foreign) if problem.severity is Severity.ERROR]


def test_there_are_thirty_and_none_knows_us() -> None:
    assert len(NAMES) >= 30
    assert not any("x-kiosk" in str(schema(name)) for name in NAMES)


def test_what_cannot_be_shown_is_refused_by_name_and_all_else_is_let_through(mistakes: list[Problem]) -> None:
    told = {(p.file.removeprefix("forms/").removesuffix(".json"), p.pointer): p for p in mistakes}
    assert {name for name, _ in told} == set(REFUSED)
    for name, (pointer, word) in REFUSED.items():
        problem = told[name, pointer]
        assert word in problem.what
        assert problem.remedy


@pytest.mark.parametrize("name", SHOWN)
def test_judged_as_the_library_judges(name: str, catalogue: Catalogue) -> None:
    form, library = catalogue.forms[f"{name}.json"], judge(name)
    good, bad = answers(name, "good"), answers(name, "bad")
    assert all(map(library.is_valid, good))
    assert not any(map(library.is_valid, bad))
    told = 0
    for given in [
        *good,
        *bad,
        *(changed for one in good for changed in spoilt(one) if isinstance(changed, dict)),
    ]:
        errors = forms.validate(form, given, TODAY)
        assert (errors == ()) is library.is_valid(given), given
        assert all(error.message.zh and error.message.en for error in errors)
        told += bool(errors)
    assert told > 2 * len(JUNK)


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_entered_on_its_pages_is_what_is_filed(name: str, catalogue: Catalogue) -> None:
    form = catalogue.forms[f"{name}.json"]
    for given in answers(name, "good"):
        filed = forms.submission(form, given, TODAY)
        assert judge(name).is_valid(filed)
        asked = [field.name for field in fields_of(derived(form, given))]
        for leaf in leaves(filed):
            assert look_up(filed, leaf) is None or any(covers(path, leaf) for path in asked), leaf
        if forms.submission(form, given, TODAY) == given:
            assert not {field.name for field in missing(form, given)}
    for given in answers(name, "bad"):
        errors = forms.validate(form, forms.submission(form, given, TODAY), TODAY)
        asked = [field.name for field in fields_of(derived(form, given))]
        assert all(error.field in asked for error in errors), (errors, asked)


@pytest.mark.parametrize("name", SHOWN)
def test_shown_decently(name: str, catalogue: Catalogue) -> None:
    form = catalogue.forms[f"{name}.json"]
    for given in ({}, *answers(name, "good")):
        pages = derived(form, given).pages
        assert pages
        assert all(1 <= len(page.fields) <= 4 for page in pages)
        for field in fields_of(derived(form, given)):
            assert field.label.zh[:1].upper() == field.label.zh[:1], "a bare property name"
            assert not set("_{}$@") & set(field.label.zh)
            labels = [option.label.zh for option in field.options]
            assert all(labels)
            assert not any("_" in label for label in labels)


def derived(form: forms.Schema, given: dict[str, Any]) -> Form:
    return forms.derive(form, given, (), TODAY)


def missing(form: forms.Schema, given: dict[str, Any]) -> list[Field]:
    """What the screen calls compulsory and has no answer."""
    return [
        field
        for field in fields_of(derived(form, given))
        if field.required and look_up(given, field.name) is None and "/" not in field.name
    ]


def leaves(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[str]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from leaves(below, (*at, name))
    else:
        yield join(at)


def spoilt(value: Any) -> Iterator[Any]:
    """`value` with each part of it left out, replaced by junk, or joined by a stranger; in turn."""
    yield from JUNK
    if isinstance(value, dict):
        for name, below in value.items():
            yield {key: one for key, one in value.items() if key != name}
            yield from ({**value, name: changed} for changed in spoilt(below))
        yield {**value, "stranger": 1}
    elif isinstance(value, list):
        yield [*value, *value]
        for place, below in enumerate(value):
            yield [one for index, one in enumerate(value) if index != place]
            yield from ([*value[:place], changed, *value[place + 1 :]] for changed in spoilt(below))
