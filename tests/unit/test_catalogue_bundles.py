"""一件事: one form answers each child's own form, and nobody is taken for somebody else."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue import forms
from kiosk.catalogue.bundles import asked_as, of_the_whole, parts_of, sections_for
from kiosk.catalogue.check import check
from kiosk.domain.bundle import Bundle
from kiosk.domain.form import FieldError
from kiosk.domain.text import Text
from tests.unit.catalogue_samples import BUNDLE_SAMPLES, CHILD_NUMBER, NUMBER, PACKAGE, TODAY, shipped

CATALOGUE = shipped()


def bundle(name: str) -> Bundle:
    found = CATALOGUE.bundle(name)
    assert found is not None
    return found


def parts(name: str, **changed: object) -> dict[str, dict[str, Any]]:
    answers = {**BUNDLE_SAMPLES[name], **changed}
    return {part.item.id: part.answers for part in parts_of(CATALOGUE, bundle(name), answers, TODAY)}


@pytest.mark.parametrize("name", sorted(BUNDLE_SAMPLES))
def test_the_one_form_accepts_its_sample_and_each_child_accepts_its_share(name: str) -> None:
    schema = CATALOGUE.forms[bundle(name).form]
    sent = forms.submission(schema, BUNDLE_SAMPLES[name], TODAY)
    assert sent == BUNDLE_SAMPLES[name]
    assert forms.validate(schema, sent, TODAY) == ()
    for part in parts_of(CATALOGUE, bundle(name), sent, TODAY):
        own = CATALOGUE.forms[part.item.form]
        share = forms.submission(own, part.answers, TODAY)
        assert share == part.answers, "a child is given what its form does not ask"
        assert forms.validate(own, share, TODAY) == ()


def test_the_child_is_insured_and_the_parent_acts_for_it() -> None:
    share = parts("newborn")["resident-medical-insurance"]
    assert (share["name"], share["id_number"]) == ("李小新", CHILD_NUMBER)
    assert (share["agent_name"], share["agent_id_number"]) == ("张测试", NUMBER)
    assert (share["guardian_name"], share["filed_by"]) == ("张测试", "agent")
    assert share["category"] == "newborn"
    # Nothing that is the parent's own stands in the child's case as the child's.
    assert not {"sex", "birth_date", "ethnicity", "registered_address"} & share.keys()


def test_what_the_situation_does_not_bring_up_is_not_filed() -> None:
    assert list(parts("newborn", baby_registered=False)) == ["birth-registration"]
    assert list(parts("flexible-work", joins_insurance=False)) == ["flexible-employment", "insurance-subsidy"]
    assert list(parts("flexible-work", subsidy_filing=False)) == ["flexible-employment", "flexible-insurance"]


def test_the_whole_keeps_only_what_belongs_to_no_part() -> None:
    kept = of_the_whole(CATALOGUE, bundle("newborn"), BUNDLE_SAMPLES["newborn"], TODAY)
    assert kept == {"baby_registered": True}


def test_a_childs_error_is_told_at_the_question_of_the_bundle() -> None:
    medical = bundle("newborn").children[1]
    wrong = FieldError("agent_id_number", Text("不对"))
    ours = FieldError("category", Text("不对"))
    assert [error.field for error in asked_as(medical, (wrong, ours))] == ["id_number", ""]


def test_each_part_has_its_own_exact_list() -> None:
    item = CATALOGUE.item("newborn")
    assert item is not None
    given = {"marital_status": "first-marriage", "baby_registered": True, "household_kind": "local"}
    lists = {
        section.item.id: [material.name.zh for material in section.materials]
        for section in sections_for(CATALOGUE, item, given, TODAY)
    }
    assert lists == {
        "birth-registration": ["结婚证"],
        "resident-medical-insurance": ["监护人身份证", "户口簿"],
    }


def test_a_bundle_is_found_by_what_people_call_it() -> None:
    from kiosk.catalogue.search import Index

    index = Index(CATALOGUE)
    for typed in ("生孩子", "xinshenger", "xsecs", "newborn"):
        assert "newborn" in [item.id for item in index.find(typed)][:4], typed
    assert {item.id for item in index.find("一件事")} == {"newborn", "flexible-work"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """As much of the shipped package as the newborn's bundle needs, so that a check takes a moment."""
    folder = Path(shutil.copytree(PACKAGE, tmp_path / "package"))
    needed = ("newborn", "birth-registration", "resident-medical-insurance")
    for path in (*folder.glob("items/*.json"), *folder.glob("forms/*.json"), *folder.glob("bundles/*.json")):
        if not any(name in path.name for name in needed):
            path.unlink()
    return folder


def _change(folder: Path, edit: Callable[[dict[str, Any]], Any]) -> set[tuple[str, str]]:
    path = folder / "bundles" / "newborn.json"
    value = json.loads(path.read_text(encoding="utf-8"))
    edit(value)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return {
        (problem.pointer, problem.what) for problem in check(folder) if problem.file.startswith("bundles/")
    }


@pytest.mark.parametrize(
    ("edit", "pointer", "what"),
    [
        (lambda b: b["children"][1]["take"].pop("sex"), "/children/1/take", "'sex' would be the applicant's"),
        (
            lambda b: b["children"][1]["take"].update(phone="fax"),
            "/children/1/take/phone",
            "does not ask 'fax'",
        ),
        (lambda b: b["children"][1]["take"].update(fax=""), "/children/1/take/fax", "is not asked by"),
        (
            lambda b: b["children"][1]["say"].update(category="old"),
            "/children/1/say/category",
            "is no answer",
        ),
        (lambda b: b["children"][1]["say"].pop("first_time"), "/children/1", "needs 'first_time'"),
        (
            lambda b: b["children"][1]["when"]["properties"].update(moon={"const": 1}),
            "/children/1/when/properties/moon",
            "no question 'moon'",
        ),
        (lambda b: b["children"][0].update(item="no-such"), "/children/0/item", "no application 'no-such'"),
        (lambda b: b.update(children=[]), "/children", "has no child"),
        (lambda b: b.update(form="gone.json"), "/form", "is missing or damaged"),
        (lambda b: b.update(number=14), "/number", "is used twice"),
        (
            lambda b: b.update(situation="resident-medical-insurance.situation.json"),
            "/situation",
            "not in the form",
        ),
    ],
)
def test_a_bundle_that_could_not_be_filed_is_refused(
    edit: Callable[[dict[str, Any]], Any], pointer: str, what: str, package: Path
) -> None:
    found = _change(package, edit)
    assert any(at == pointer and what in said for at, said in found), found
