"""情形引导: answers select the exact list; every shipped condition can be met and missed."""

import msgspec
import pytest

from kiosk.catalogue.conditions import condition_mistakes, condition_problems, every_answer
from kiosk.catalogue.guidance import materials_for, nothing_to_prepare, situation_words
from kiosk.catalogue.questions import questions_of
from kiosk.domain.item import Item, ItemKind, MaterialNeed
from tests.unit.catalogue_samples import TODAY, shipped

CATALOGUE = shipped()
GUIDED = [item for item in CATALOGUE.items if item.situation and item.kind is ItemKind.APPLICATION]


def listed(item_id: str, **answers: object) -> list[str]:
    item = CATALOGUE.item(item_id)
    assert item is not None
    found = materials_for(item, CATALOGUE.forms[item.situation], answers, TODAY)
    return [material.name.zh for material in found]


@pytest.mark.parametrize(
    ("household", "category", "materials"),
    [
        ("local", "resident", ["身份证", "户口簿"]),
        ("permit", "resident", ["身份证", "居住证"]),
        ("foreigner", "university", ["外国人永久居留身份证"]),
        ("local", "newborn", ["监护人身份证", "户口簿"]),
        ("local", "hardship", ["身份证", "户口簿", "困难身份证明"]),
    ],
)
def test_medical_insurance_asks_for_what_the_situation_needs(
    household: str, category: str, materials: list[str]
) -> None:
    assert listed("resident-medical-insurance", household_kind=household, category=category) == materials


def test_a_guardian_for_minors_and_for_two_kinds_of_disability() -> None:
    guardian = "监护人证明"
    assert guardian in listed("disability-certificate", adult=False, disability_kind="sight")
    assert guardian in listed("disability-certificate", adult=True, disability_kind="mental")
    assert guardian not in listed("disability-certificate", adult=True, disability_kind="sight")


def test_nothing_to_prepare_is_nothing_at_all_or_only_what_the_state_holds() -> None:
    item = CATALOGUE.item("birth-registration")
    assert item is not None
    for status, names in (("other", []), ("first-marriage", ["结婚证"])):
        found = materials_for(item, CATALOGUE.forms[item.situation], {"marital_status": status}, TODAY)
        assert [material.name.zh for material in found] == names
        assert nothing_to_prepare(found)


@pytest.mark.parametrize("item", GUIDED, ids=lambda item: item.id)
def test_every_list_of_every_situation_names_each_material_once(item: Item) -> None:
    schema = CATALOGUE.forms[item.situation]
    lists = {
        tuple(m.name.zh for m in materials_for(item, schema, given, TODAY)) for given in every_answer(schema)
    }
    assert len(lists) > 1, "the questions change nothing"
    assert all(len(set(names)) == len(names) for names in lists)
    assert {name for names in lists for name in names} == {m.name.zh for m in item.materials}


@pytest.mark.parametrize("item", GUIDED, ids=lambda item: item.id)
def test_what_a_list_rests_on_is_said_in_both_languages(item: Item) -> None:
    schema = CATALOGUE.forms[item.situation]
    given = every_answer(schema)[0]
    told = situation_words(schema, given, TODAY)
    assert len(told) == len(given)
    assert all(one.question.zh and one.question.en and one.answer.zh and one.answer.en for one in told)


def when(**wanted: object) -> dict[str, object]:
    return {"properties": {k: {"const": v} for k, v in wanted.items()}, "required": sorted(wanted)}


@pytest.mark.parametrize(
    ("condition", "path", "what"),
    [
        (when(colour="red"), ("properties", "colour"), "no question 'colour'"),
        ({"required": ["colour"]}, ("required",), "no question 'colour'"),
        (when(household_kind="moon"), ("properties", "household_kind", "const"), "'moon' is no answer"),
        (
            {"properties": {"category": {"enum": ["newborn", "old"]}}, "required": ["category"]},
            ("properties", "category", "enum", 1),
            "'old' is no answer",
        ),
        ({"properties": {"category": {"const": "newborn"}}}, ("properties", "category"), "was not asked"),
        ({"propertis": {}}, ("propertis",), "is no word of a condition"),
        ({"properties": 5}, ("properties",), "is no JSON Schema"),
        ({"not": when(colour=1)}, ("not", "properties", "colour"), "no question 'colour'"),
        (
            {"properties": {"category": {"pattern": "n"}}, "required": ["category"]},
            ("properties", "category", "pattern"),
            "is no word of a condition",
        ),
    ],
)
def test_a_condition_that_cannot_mean_anything_is_told_where_it_stands(
    condition: dict[str, object], path: tuple[object, ...], what: str
) -> None:
    questions = questions_of(CATALOGUE.forms["resident-medical-insurance.situation.json"])
    found = [(at, said) for at, said, remedy in condition_mistakes(condition, questions) if remedy]
    assert any(at == path and what in said for at, said in found), found


def test_a_condition_that_never_or_always_holds_is_told() -> None:
    schema = CATALOGUE.forms["resident-medical-insurance.situation.json"]
    never = {"allOf": [when(category="newborn"), when(category="hardship")]}
    always = {"anyOf": [when(category="newborn"), {"not": when(category="newborn")}]}
    for condition, what in ((never, "no answers make it hold"), (always, "holds whatever is answered")):
        item = CATALOGUE.items[1]
        material = msgspec.structs.replace(item.materials[0], when=condition)
        item = msgspec.structs.replace(item, materials=(material,))
        (problem,) = condition_problems(item, "items/x.json", schema)
        assert what in problem.what
        assert problem.pointer == "/materials/0/when"


def test_a_condition_without_a_questionnaire_is_told() -> None:
    item = CATALOGUE.items[1]
    (first, *_) = condition_problems(item, "items/x.json", None)
    assert (first.pointer, first.remedy) == ("/materials/0/when", "name one in /situation")


def test_every_need_is_used_by_the_shipped_package() -> None:
    assert {m.need for item in CATALOGUE.items for m in item.materials} == set(MaterialNeed)
