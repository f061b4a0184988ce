"""Damaged packages: every mistake at once, by file, place and remedy."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.catalogue import CatalogueFaulty, Problem, Severity, load
from kiosk.catalogue.check import check
from tests.unit.catalogue_samples import PACKAGE

ITEM = "items/12-unemployment-registration.json"
FORM = "forms/unemployment-registration.json"
PERSON = "definitions/person.json"
CODE = "/implementation_code"
AGENT = {"$ref": "../definitions/person.json#/$defs/agent"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The shipped package with two of its items, so that a check takes a moment."""
    folder = Path(shutil.copytree(PACKAGE, tmp_path / "package"))
    for path in (*folder.glob("items/*.json"), *folder.glob("forms/*.json")):
        if not path.stem.endswith(("unemployment-registration", "social-insurance-proof")):
            path.unlink()
    shutil.rmtree(folder / "bundles")
    return folder


def change(package: Path, file: str, edit: Callable[[Any], Any]) -> None:
    """`edit` changes the decoded file in place, or returns what replaces it."""
    path = package / file
    value = json.loads(path.read_text(encoding="utf-8"))
    edited = edit(value)
    path.write_text(json.dumps(value if edited is None else edited, ensure_ascii=False), encoding="utf-8")


def places(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(problem.file, problem.pointer) for problem in problems}


def test_every_mistake_in_every_file_is_found_at_once(package: Path) -> None:
    (package / "calendar.json").write_text("{", encoding="utf-8")
    (package / FORM).write_bytes(b'{"title": "\xff"}')
    change(package, ITEM, lambda item: item.update(colour="red", number="twelve", name={"zh": 5}))
    change(package, "divisions.json", lambda rows: rows.append({"code": "5001", "name": {"zh": "某镇"}}))
    with pytest.raises(CatalogueFaulty) as refused:
        load(package)
    assert {
        ("calendar.json", ""),
        (FORM, ""),
        (ITEM, "/colour"),
        (ITEM, "/number"),
        (ITEM, "/name/zh"),
    } <= places(refused.value.problems)
    assert all(problem.what and problem.remedy for problem in refused.value.problems)
    assert f"{ITEM}#/colour: is not a known field; remove it" in str(refused.value)


@pytest.mark.parametrize(
    ("file", "edit", "pointer", "what"),
    [
        (ITEM, lambda v: v.pop("name"), "/name", "missing"),
        (ITEM, lambda v: v.update(form="no.json"), "/form", "missing"),
        (ITEM, lambda v: v.update(form=""), "/form", "no form"),
        (ITEM, lambda v: v.update(id="social-insurance-proof"), "/id", "twice"),
        (ITEM, lambda v: v.update(number=1), "/number", "twice"),
        (ITEM, lambda v: v.update(type_code="77"), "/type_code", "事项类型"),
        (ITEM, lambda v: v.update(level_code="9"), "/level_code", "行使层级"),
        (ITEM, lambda v: v["time_limit"].update(unit="fortnight"), "/time_limit/unit", "fortnight"),
        (ITEM, lambda v: v["materials"][0].update(need="maybe"), "/materials/0/need", "maybe"),
        (ITEM, lambda v: v["conditions"][1].pop("text"), "/conditions/1/text", "missing"),
        ("divisions.json", lambda v: v.append(v[0]), "/0/code", "twice"),
        ("divisions.json", lambda v: v[3].update(code="50011100x"), "/3/code", "nine digits"),
        ("calendar.json", lambda v: v.update(first="2027-01-01"), "/last", "before"),
        ("calendar.json", lambda v: v["holidays"].append("2027-01-01"), "/holidays/33", "outside"),
        ("calendar.json", lambda v: v["makeup_workdays"].append("2026-01-01"), "/holidays/0", "workday"),
        ("manifest.json", lambda v: v.update(published="yesterday"), "/published", ""),
        ("manifest.json", lambda v: v.update(version="next"), "/version", ""),
        ("manifest.json", lambda v: v.update(stale_after="2026-01-01"), "/stale_after", "before"),
    ],
)
def test_what_loading_refuses(
    package: Path, file: str, edit: Callable[[Any], Any], pointer: str, what: str
) -> None:
    def edit_in_place(value: Any) -> None:
        edit(value)

    change(package, file, edit_in_place)
    with pytest.raises(CatalogueFaulty) as refused:
        load(package)
    assert any(
        (problem.file, problem.pointer) == (file, pointer) and what in problem.what
        for problem in refused.value.problems
    ), refused.value


@pytest.mark.parametrize("name", ["manifest.json", "divisions.json", "calendar.json"])
def test_a_missing_part_is_named(package: Path, name: str) -> None:
    (package / name).unlink()
    with pytest.raises(CatalogueFaulty, match=name):
        load(package)


def test_an_empty_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFaulty):
        load(tmp_path)


def field(schema: dict[str, Any]) -> Callable[[Any], None]:
    def edit(form: Any) -> None:
        form["properties"]["new"] = schema

    return edit


def word(**words: Any) -> Callable[[Any], None]:
    def edit(form: Any) -> None:
        form["properties"]["education"]["x-kiosk"] |= words

    return edit


@pytest.mark.parametrize(
    ("edit", "pointer", "what"),
    [
        (field({"type": "array"}), "/properties/new/items", "what it holds"),
        (
            field({"type": "array", "items": {"type": "array", "items": {"type": "string"}}}),
            "/properties/new/items",
            "a row of this list cannot be shown",
        ),
        (
            field({"type": "array", "items": {"properties": {"a": {"type": "null"}}}}),
            "/properties/new/items/properties/a/type",
            "'null' cannot be shown",
        ),
        (
            field({"type": "array", "items": {"type": "object", "minProperties": 1}}),
            "/properties/new/items/minProperties",
            "minProperties",
        ),
        (
            field(
                {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"n": {"type": "string", "x-kiosk": {"canonical": "person.name"}}},
                    },
                }
            ),
            "/properties/new/items/properties/n/x-kiosk/canonical",
            "another person's",
        ),
        (
            field({"type": "object", "properties": {"a": {"type": "string", "format": "horoscope"}}}),
            "/properties/new/properties/a/format",
            "horoscope",
        ),
        (
            field({"type": "object", "oneOf": [{"required": ["a"]}]}),
            "/properties/new/oneOf",
            "oneOf",
        ),
        (
            field({"type": "object", "required": ["a"], "properties": {"b": {"type": "string"}}}),
            "/properties/new/required",
            "where it is not asked",
        ),
        (
            field({"type": "object", "x-kiosk": {"row": {"zh": "人"}}, "properties": {}}),
            "/properties/new/x-kiosk/row",
            "means nothing",
        ),
        (
            field({"type": "array", "items": {"type": "string"}, "x-kiosk": {"pages": []}}),
            "/properties/new/x-kiosk/pages",
            "belongs to the rows",
        ),
        (field({"type": "object"}), "/properties/new", "asks nothing"),
        (field({"type": "array", "items": {"type": "object"}}), "/properties/new/items", "asks nothing"),
        (
            field({"required": ["a"], "properties": {"a": {"type": "string", "readOnly": True}}}),
            "/properties/new/properties/a/readOnly",
            "nobody",
        ),
        (field({"enum": [None]}), "/properties/new", "null"),
        (field({"type": "string", "format": "date-time"}), "/properties/new/format", "date-time"),
        (
            lambda form: form.update({"$schema": "http://json-schema.org/draft-04/schema#"}),
            "/$schema",
            "dialect",
        ),
        (field({"type": ["string", "integer"]}), "/properties/new/type", "cannot be shown"),
        (
            field({"type": "string", "contentEncoding": "base64"}),
            "/properties/new/contentEncoding",
            "contentEnc",
        ),
        (field({"type": "string", "format": "horoscope"}), "/properties/new/format", "horoscope"),
        (field({"type": "string", "oneOf": [{"minLength": 1}]}), "/properties/new/oneOf/0", "no choice"),
        (
            field({"format": "division", "type": "string", "enum": ["500112001"]}),
            "/properties/new",
            "500112001",
        ),
        (field({"title": "x", "type": "string"}), "/properties/new/x-kiosk/en", "English"),
        (field({"description": "x"}), "/properties/new", "no type"),
        (field({"type": "string", "pattern": "("}), "/properties/new/pattern", ""),
        (field({"type": "strin"}), "/properties/new/type", "no JSON Schema"),
        (lambda form: form["properties"].update(new=True), "/properties/new", "schema object"),
        (lambda form: form.update(required=["nobody"]), "/required", "nobody"),
        (
            lambda form: form.update(dependentRequired={"education": ["b"]}),
            "/dependentRequired/education",
            "'b' is not asked",
        ),
        (
            lambda form: form.update(dependentSchemas={"education": {"minProperties": 1}}),
            "/dependentSchemas/education/minProperties",
            "minProperties",
        ),
        (lambda form: form.update(anyOf=[{"minProperties": 1}]), "/anyOf", "anyOf"),
        (lambda form: form.update(patternProperties={"a": {}}), "/patternProperties", "patternProperties"),
        (
            lambda form: form.update(additionalProperties=False),
            "/additionalProperties",
            "refuses the questions",
        ),
        (lambda form: form.update(type="array"), "/type", "object"),
        (lambda form: form.update(required="all"), "/required", "no JSON Schema"),
        (word(colour="red"), "/properties/education/x-kiosk/colour", "known field"),
        (word(page="nowhere"), "/properties/education/x-kiosk/page", "nowhere"),
        (word(canonical="person.shoe"), "/properties/education/x-kiosk/canonical", "person.shoe"),
        (word(latest="tomorrow"), "/properties/education/x-kiosk/latest", "tomorrow"),
        (word(widget="slider"), "/properties/education/x-kiosk/widget", "slider"),
        (word(sensitive="secret"), "/properties/education/x-kiosk/sensitive", "secret"),
        (word(widget="signature"), "/properties/education", "signature pad"),
        (lambda form: form["x-kiosk"]["pages"].append({"id": "z"}), "/x-kiosk/pages", "no title"),
        (
            lambda form: form["x-kiosk"].update(compare=[{"field": "nobody", "error": {"zh": "x"}}]),
            "/x-kiosk/compare/0/field",
            "nobody",
        ),
        (
            lambda form: form["allOf"].append({"$ref": "../definitions/person.json#/$defs/nobody"}),
            f"/allOf/{3}",
            "leads nowhere",
        ),
        (
            lambda form: form["allOf"].append({"$ref": "https://example.org/a#/b"}),
            "/allOf/3",
            "FILE#/POINTER",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused_by_name(
    package: Path, edit: Callable[[Any], Any], pointer: str, what: str
) -> None:
    def edit_in_place(value: Any) -> None:
        edit(value)

    change(package, FORM, edit_in_place)
    problems = check(package)
    assert any(
        (problem.file, problem.pointer) == (FORM, pointer) and what in problem.what for problem in problems
    ), problems


def test_a_mistake_in_a_shared_definition_is_told_where_it_stands(package: Path) -> None:
    def edit(document: Any) -> None:
        document["$defs"]["contact"]["properties"]["phone"]["maxLenght"] = 5

    change(package, PERSON, edit)
    problems = [problem for problem in check(package) if problem.severity is Severity.ERROR]
    assert places(problems) == {(PERSON, "/$defs/contact/properties/phone/maxLenght")}


def test_references_that_go_round_in_a_circle_are_refused(package: Path) -> None:
    def edit(document: Any) -> None:
        document["$defs"]["contact"] = {"allOf": [{"$ref": "#/$defs/contact"}]}

    change(package, PERSON, edit)
    assert any("leads back to itself" in problem.what for problem in check(package))


def test_a_constraint_beside_a_reference_that_has_one_too_is_refused(package: Path) -> None:
    def edit(form: Any) -> None:
        form["properties"]["born_in"] = {
            "$ref": "../definitions/places.json#/$defs/province",
            "type": "integer",
        }

    change(package, FORM, edit)
    assert (FORM, "/properties/born_in") in places(check(package))


def test_a_verified_fact_must_name_its_source(package: Path) -> None:
    change(package, ITEM, lambda item: item["conditions"][1].pop("source") and None)
    assert places(check(package)) == {(ITEM, "/conditions/1")}


@pytest.mark.parametrize(
    ("codes", "pointer", "severity"),
    [
        ({"basic_code": "502014001000"}, None, None),
        ({"basic_code": "5020"}, "/basic_code", Severity.WARNING),
        ({"basic_code": "5" * 51}, "/basic_code", Severity.ERROR),
        ({"basic_code": "500114001000"}, "/basic_code", Severity.WARNING),  # says 01, the item 20
        ({"implementation_code": "11500109552015745B5502014001000"}, None, None),
        ({"implementation_code": "11310000MB2F30661Y531200356400001"}, None, None),
        (
            {"implementation_code": "11500109552015745B4502014001000"},
            CODE,
            Severity.WARNING,
        ),  # level 4, not 5
        (
            {"implementation_code": "11500109552015745C5502014001000"},
            CODE,
            Severity.WARNING,
        ),  # check character
        ({"implementation_code": "an-other-province's 24 ch"}, CODE, Severity.WARNING),  # kept as it is
        ({"implementation_code": "5" * 51}, CODE, Severity.ERROR),
        (
            {"basic_code": "502014001001", "implementation_code": "11500109552015745B5502014001000"},
            CODE,
            Severity.ERROR,
        ),
    ],
)
def test_codes_are_checked_as_the_domain_says(
    package: Path, codes: dict[str, str], pointer: str | None, severity: Severity | None
) -> None:
    change(package, ITEM, lambda item: item.update(codes))
    found = {(problem.pointer, problem.severity) for problem in check(package)}
    assert found == (set() if pointer is None else {(pointer, severity)})


def test_warnings_do_not_keep_a_package_from_loading(package: Path) -> None:
    change(package, ITEM, lambda item: item.update(basic_code="abc"))
    (package / "pinyin.json").unlink()
    assert len(load(package).items) == 2
    assert {problem.severity for problem in check(package)} == {Severity.WARNING}


def test_a_form_that_changed_after_loading_is_not_shown(package: Path) -> None:
    catalogue = load(package)
    change(package, FORM, lambda form: form.update(title="another"))
    with pytest.raises(CatalogueFaulty, match="changed after it was loaded"):
        catalogue.forms["unemployment-registration.json"]
    assert "no.json" not in catalogue.forms


def tier(package: Path, **values: Any) -> str:
    """Another item with the same 基本编码, at the village's level; its file."""
    change(package, ITEM, lambda item: item.update(basic_code="502014001000", type_code="20"))
    village = json.loads((package / ITEM).read_text("utf-8"))
    file = "items/99-village.json"
    village |= {"id": "village", "number": 99, "level_code": "6"} | values
    (package / file).write_text(json.dumps(village, ensure_ascii=False), "utf-8")
    return file


@pytest.mark.parametrize(
    ("values", "at"),
    [
        ({}, None),
        ({"materials": [], "name": {"zh": "失业登记", "en": "Another translation"}}, None),
        ({"name": {"zh": "失业人员登记", "en": "x"}}, "/name/zh"),
        ({"type_code": "07"}, "/type_code"),
        ({"basis": []}, "/basis"),
        ({"basis": [{"text": {"zh": "《某办法》"}}]}, "/basis"),
    ],
)
def test_one_basic_code_is_one_item_in_every_tier(
    package: Path, values: dict[str, Any], at: str | None
) -> None:
    file = tier(package, **values)
    errors = places([problem for problem in check(package) if problem.severity is Severity.ERROR])
    assert errors == (set() if at is None else {(file, at)})


def test_handling_items_of_one_code_have_names_of_their_own(package: Path) -> None:
    whole = "11500109552015745B4502014001000"
    other = {"name": {"zh": "失业登记（变更）"}, "level_code": "4", "implementation_code": whole + "02"}
    tier(package, **other)
    change(package, ITEM, lambda item: item.update(implementation_code=whole + "01"))
    assert check_errors(package) == []


def check_errors(package: Path) -> list[Problem]:
    return [problem for problem in check(package) if problem.severity is Severity.ERROR]


def test_an_item_may_be_told_without_a_form(package: Path) -> None:
    (package / "forms/unemployment-registration.json").unlink()
    change(package, ITEM, lambda item: item.update(kind="guide", form=""))
    assert check_errors(package) == []


def test_a_key_rotation_that_nobody_signed_is_told_to_the_publisher(package: Path) -> None:
    forged = {"old": "0" * 64, "new": "1" * 64, "signature": "2" * 128}
    change(package, "manifest.json", lambda manifest: manifest.update(rotations=[forged]))
    assert places(check(package)) == {("manifest.json", "/rotations")}


def test_garbage_in_a_folder_is_told_and_not_met(package: Path) -> None:
    (package / "items" / "nested.json").write_text("[" * 100_000)
    (package / "items" / "null.json").write_text("null")
    (package / "item").mkdir()
    (package / "item" / "01.json").write_text("{}")
    assert {("items/nested.json", ""), ("items/null.json", ""), ("item/01.json", "")} <= places(
        check(package)
    )


def test_what_an_item_says_of_agents_and_what_its_form_asks_must_agree(package: Path) -> None:
    """代办: a question that no item allows, and an item that allows what its form never asks."""
    change(package, ITEM, lambda item: item.update(by_agent=False))
    change(package, "forms/social-insurance-proof.json", lambda form: form["allOf"].remove(AGENT))
    told = {p.file: p.what for p in check(package) if p.severity is Severity.WARNING}
    assert told == {
        FORM: "asks who files, though unemployment-registration must be filed in person",
        "forms/social-insurance-proof.json": "never asks who files, though social-insurance-proof may be "
        "filed by an agent",
    }
