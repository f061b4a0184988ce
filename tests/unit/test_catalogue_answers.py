"""Every application: a whole sample is accepted, and every single damage to it is refused."""

from datetime import date
from typing import Any

import pytest

from kiosk.catalogue import forms
from kiosk.domain.answer_path import covers
from kiosk.domain.form import Widget
from kiosk.domain.item import ItemKind
from tests.unit.catalogue_samples import GUARDIAN, NUMBER, SAMPLES, TODAY, shipped

CATALOGUE = shipped()
APPLICATIONS = [item.id for item in CATALOGUE.items if item.kind is ItemKind.APPLICATION]


def schema_of(item_id: str) -> forms.Schema:
    item = CATALOGUE.item(item_id)
    assert item is not None
    return CATALOGUE.forms[item.form]


def told(item_id: str, answers: dict[str, Any], today: date = TODAY) -> set[str]:
    return {error.field for error in forms.validate(schema_of(item_id), answers, today)}


def test_every_application_has_a_sample() -> None:
    assert sorted(APPLICATIONS) == sorted(SAMPLES)
    assert len(APPLICATIONS) == 17


@pytest.mark.parametrize("item_id", APPLICATIONS)
def test_a_whole_sample_is_accepted_and_filed_as_given(item_id: str) -> None:
    answers = SAMPLES[item_id]
    assert forms.validate(schema_of(item_id), answers, TODAY) == ()
    assert forms.submission(schema_of(item_id), answers, TODAY) == answers


@pytest.mark.parametrize("item_id", APPLICATIONS)
def test_every_answer_of_the_sample_is_asked_for(item_id: str) -> None:
    form = forms.derive(schema_of(item_id), SAMPLES[item_id], CATALOGUE.divisions, TODAY)
    assert {field.name for page in form.pages for field in page.fields} == SAMPLES[item_id].keys()


@pytest.mark.parametrize("item_id", APPLICATIONS)
def test_a_missing_required_answer_is_named(item_id: str) -> None:
    form = forms.derive(schema_of(item_id), SAMPLES[item_id], CATALOGUE.divisions, TODAY)
    required = [field.name for page in form.pages for field in page.fields if field.required]
    assert len(required) >= 4
    for name in required:
        rest = {key: value for key, value in SAMPLES[item_id].items() if key != name}
        assert name in told(item_id, rest), name


def damages(value: Any) -> list[Any]:
    match value:
        case bool():
            return ["是", 1, None]
        case int() | float():
            return [-1, 1e12, "3", None]
        case [dict(), *_]:
            return [[{}], ["没有这一行"], "x", [value[0] | {"not_asked": 1}]]
        case ["李测试" | "小吃服务", *_]:
            return [[""], [5], "x", []]
        case list():
            return [[], ["没有这一项"], value + value[:1], "pension"]
        case _:
            return ["", "坏" * 1000, 5, None, ["x"]]


@pytest.mark.parametrize("item_id", APPLICATIONS)
def test_a_damaged_answer_is_refused_at_its_question(item_id: str) -> None:
    for name, value in SAMPLES[item_id].items():
        for damage in damages(value):
            found = told(item_id, SAMPLES[item_id] | {name: damage})
            assert any(covers(name, path) for path in found), (name, damage)


@pytest.mark.parametrize("item_id", APPLICATIONS)
def test_nothing_that_was_not_asked_is_accepted(item_id: str) -> None:
    assert told(item_id, SAMPLES[item_id] | {"not_asked": "x"}) == {"not_asked"}


@pytest.mark.parametrize("item_id", APPLICATIONS)
def test_every_question_and_choice_has_both_languages(item_id: str) -> None:
    form = forms.derive(schema_of(item_id), SAMPLES[item_id], CATALOGUE.divisions, TODAY)
    for page in form.pages:
        assert page.title.zh
        assert page.title.en, page.id
        for field in page.fields:
            assert field.label.zh != field.name
            assert field.label.en, field.name
            assert bool(field.hint.zh) == bool(field.hint.en), field.name
            assert all(option.label.zh and option.label.en for option in field.options), field.name


@pytest.mark.parametrize(
    ("item_id", "change", "field"),
    [
        ("social-insurance-proof", {"to_month": "2026-12"}, "to_month"),
        ("social-insurance-proof", {"to_month": "2023-12"}, "to_month"),
        ("social-insurance-proof", {"copies": 4}, "copies"),
        ("resident-medical-insurance", {"insured_year": "2025"}, "insured_year"),
        ("resident-medical-insurance", {"insured_year": "2028"}, "insured_year"),
        ("resident-medical-insurance", {"town": "500111101"}, "town"),
        ("remote-medical-filing", {"start_date": "2026-11-22", "end_date": "2027-05-22"}, "start_date"),
        ("remote-medical-filing", {"end_date": "2027-05-24"}, "end_date"),
        ("remote-medical-filing", {"end_date": "2026-11-22"}, "end_date"),
        ("housing-fund-query", {"from_month": "2023-10"}, "to_month"),
        ("old-age-allowance", {"bank_account": "6222020000000001"}, "bank_account"),
        ("sole-trader-registration", {"trade_name": "测试公司"}, "trade_name"),
        ("sole-trader-registration", {"trade_name": "测"}, "trade_name"),
        ("sole-trader-registration", {"business_scope": [f"小吃{n}" for n in range(21)]}, "business_scope"),
        ("sole-trader-registration", {"business_scope": ["小吃", "小吃"]}, "business_scope"),
        ("birth-registration", {"children_now": 2}, "children"),
        ("temporary-relief", {"members": [{"name": "李", "relation": "child"}]}, "members/0/id_number"),
        ("disability-certificate", {"disability_card_number": NUMBER + "83"}, "disability_card_number"),
        ("unemployment-registration", {"lost_on": "2026-11-24"}, "lost_on"),
        ("birth-registration", {"due_date": "2027-09-20"}, "due_date"),
        ("residence-permit", {"residence_registered_on": "2026-05-24"}, "residence_registered_on"),
        ("residence-permit", {"town": "elsewhere"}, "town"),
        ("flexible-employment", {"id_number": NUMBER[:-1] + "6"}, "id_number"),
        ("flexible-employment", {"phone": "12800000000"}, "phone"),
    ],
)
def test_the_rules_of_the_items(item_id: str, change: dict[str, Any], field: str) -> None:
    assert told(item_id, SAMPLES[item_id] | change) == {field}


def test_the_rare_characters_of_a_shop_name_are_characters() -> None:
    assert (
        told("sole-trader-registration", SAMPLES["sole-trader-registration"] | {"trade_name": "㛃𬱖"})
        == set()
    )


@pytest.mark.parametrize(("year", "needed"), [(1917, True), (1918, False)])
def test_a_minor_needs_a_guardian(year: int, needed: bool) -> None:
    day = date(year, 12, 30) if needed else date(year, 1, 1)
    answers = {"id_type": "resident-card", "id_number": NUMBER}
    form = forms.derive(schema_of("resident-medical-insurance"), answers, CATALOGUE.divisions, day)
    asked = {field.name for page in form.pages for field in page.fields}
    assert (GUARDIAN.keys() <= asked) is needed


def test_too_young_for_the_allowance_is_said_in_words() -> None:
    young = date(1979, 12, 30)  # the day before the eightieth birthday
    errors = forms.validate(schema_of("old-age-allowance"), SAMPLES["old-age-allowance"], young)
    message = next(error.message for error in errors if error.field == "id_number")
    assert "80" in message.zh
    assert "80" in message.en
    assert "id_number" not in told("old-age-allowance", SAMPLES["old-age-allowance"], date(1979, 12, 31))


def test_a_card_fills_what_it_knows_and_nothing_is_asked_twice() -> None:
    facts = {
        "person.name": "张测试",
        "person.id_number": NUMBER,
        "person.sex": "1",
        "person.birth": "18991231",
        "person.ethnicity": "01",
        "person.address": "重庆市大足区棠香街道测试路1号",
    }
    for item_id in APPLICATIONS:
        schema = schema_of(item_id)
        answers = forms.prefill(schema, facts, TODAY)
        assert {key: answers[key] for key in ("name", "id_type", "id_number", "birth_date")} == {
            "name": "张测试",
            "id_type": "resident-card",
            "id_number": NUMBER,
            "birth_date": "1899-12-31",
        }
        form = forms.derive(schema, answers, CATALOGUE.divisions, TODAY)
        from_card = {f.name for page in form.pages for f in page.fields if f.read_only_when_filled}
        assert {"name", "id_type", "id_number", "sex", "birth_date", "ethnicity"} <= from_card
        assert forms.facts_of(schema, answers, TODAY)["person.id_number"] == NUMBER


@pytest.mark.parametrize(
    ("number", "kind"),
    [("810000189912310013", "hmt-residence-permit"), ("950840189912310019", "foreigner-card")],
)
def test_every_card_the_reader_knows_is_accepted(number: str, kind: str) -> None:
    schema = schema_of("unemployment-registration")
    answers = forms.prefill(schema, {"person.name": "张测试", "person.id_number": number}, TODAY)
    assert answers["id_type"] == kind
    errors = forms.validate(schema, SAMPLES["unemployment-registration"] | answers, TODAY)
    assert errors == ()


def test_without_a_card_its_own_facts_are_not_asked() -> None:
    schema = schema_of("unemployment-registration")
    form = forms.derive(schema, forms.prefill(schema, {}, TODAY), CATALOGUE.divisions, TODAY)
    asked = {field.name for page in form.pages for field in page.fields}
    assert {"name", "id_number"} <= asked
    assert asked.isdisjoint({"sex", "birth_date", "ethnicity", "registered_address"})


def test_towns_are_chosen_from_the_27_and_elsewhere_only_where_it_may_be() -> None:
    def options(item_id: str) -> list[str]:
        form = forms.derive(schema_of(item_id), {}, CATALOGUE.divisions, TODAY)
        town = next(field for page in form.pages for field in page.fields if field.name == "town")
        assert town.widget is Widget.DIVISION
        return [option.value for option in town.options]

    assert len(options("residence-permit")) == 27
    assert options("old-age-allowance")[-1] == "elsewhere"
