"""Small schemas: what is asked, what is kept, and how a mistake is told."""

from typing import Any

import pytest

from kiosk.catalogue import forms
from kiosk.domain.form import Form, Widget
from kiosk.domain.item import Division
from kiosk.domain.text import Text
from tests.unit.catalogue_samples import BANK_CARD, NUMBER, TODAY

DIVISIONS = (Division("500111001", Text("龙岗街道")), Division("500111002", Text("棠香街道")))

PET: dict[str, Any] = {
    "title": "Pets",
    "properties": {"has_pet": {"type": "boolean", "title": "养宠物吗"}},
    "required": ["has_pet"],
    "if": {"properties": {"has_pet": {"const": True}}, "required": ["has_pet"]},
    "then": {
        "properties": {
            "kind": {"title": "什么宠物", "oneOf": [{"const": "cat", "title": "猫"}, {"const": "dog"}]}
        },
        "required": ["kind"],
        "if": {"properties": {"kind": {"const": "dog"}}, "required": ["kind"]},
        "then": {"properties": {"licence": {"type": "string", "title": "狗证号"}}, "required": ["licence"]},
    },
    "unevaluatedProperties": False,
}


def asked(form: Form) -> list[str]:
    return [field.name for page in form.pages for field in page.fields]


def derive(schema: dict[str, Any], answers: dict[str, Any]) -> Form:
    return forms.derive(schema, answers, DIVISIONS, TODAY)


def message(schema: dict[str, Any], value: Any) -> Text:
    whole = {"properties": {"x": schema}, "required": ["x"]}
    (error,) = forms.validate(whole, {} if value is None else {"x": value}, TODAY)
    assert error.field == "x"
    return error.message


def test_conditions_open_questions_one_after_the_other() -> None:
    assert asked(derive(PET, {})) == ["has_pet"]
    assert asked(derive(PET, {"has_pet": True})) == ["has_pet", "kind"]
    assert asked(derive(PET, {"has_pet": True, "kind": "dog"})) == ["has_pet", "kind", "licence"]


def test_an_answer_to_a_hidden_question_decides_nothing_and_is_not_filed() -> None:
    answers = {"has_pet": False, "kind": "dog", "licence": "7"}
    assert asked(derive(PET, answers)) == ["has_pet"]
    assert forms.submission(PET, answers, TODAY) == {"has_pet": False}
    assert {error.field for error in forms.validate(PET, answers, TODAY)} == {"kind", "licence"}


def test_empty_answers_are_no_answers() -> None:
    assert forms.submission(PET, {"has_pet": True, "kind": ""}, TODAY) == {"has_pet": True}
    assert forms.submission(PET, {"has_pet": None}, TODAY) == {}


def test_a_condition_that_hides_itself_still_ends() -> None:
    schema = {
        "properties": {"a": {"type": "string"}},
        "if": {"required": ["b"]},
        "else": {"properties": {"b": {"type": "string"}}},
    }
    assert forms.submission(schema, {"a": "1", "b": "2"}, TODAY) in ({"a": "1"}, {"a": "1", "b": "2"})


@pytest.mark.parametrize(
    ("schema", "widget"),
    [
        ({"type": "string"}, Widget.TEXT),
        ({"type": "string", "maxLength": 200}, Widget.LONG_TEXT),
        ({"type": "string", "format": "citizen-number"}, Widget.ID_NUMBER),
        ({"type": "string", "format": "mobile"}, Widget.DIGITS),
        ({"type": "string", "format": "bank-card"}, Widget.BANK_CARD),
        ({"type": "string", "format": "date"}, Widget.DATE),
        ({"type": "string", "format": "year-month"}, Widget.MONTH),
        ({"type": "string", "format": "division"}, Widget.DIVISION),
        ({"anyOf": [{"format": "division"}, {"const": "elsewhere"}]}, Widget.DIVISION),
        ({"type": "integer"}, Widget.NUMBER),
        ({"type": "number"}, Widget.NUMBER),
        ({"type": "boolean"}, Widget.YES_NO),
        ({"type": "boolean", "const": True}, Widget.CONSENT),
        ({"enum": ["a", "b"]}, Widget.CHOICE),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, Widget.MULTI_CHOICE),
        ({"type": "string", "x-kiosk": {"widget": "long-text"}}, Widget.LONG_TEXT),
    ],
)
def test_each_kind_of_value_has_its_way_of_entering(schema: dict[str, Any], widget: Widget) -> None:
    (page,) = derive({"properties": {"x": schema}}, {}).pages
    assert page.fields[0].widget is widget


def test_a_schema_without_any_word_of_ours_gives_a_decent_form() -> None:
    schema = {
        "title": "Survey",
        "properties": {
            "colour": {"enum": ["red", "blue"], "title": "Colour", "description": "Your favourite"},
            **{f"q{n}": {"type": "string"} for n in range(5)},
        },
        "required": ["colour"],
    }
    form = derive(schema, {})
    assert form.title == Text("Survey")
    assert [len(page.fields) for page in form.pages] == [4, 2]
    first = form.pages[0].fields[0]
    assert (first.label.zh, first.hint.zh, first.required) == ("Colour", "Your favourite", True)
    assert [option.label.zh for option in first.options] == ["red", "blue"]


def test_pages_and_order_are_the_author_s() -> None:
    schema = {
        "x-kiosk": {"pages": [{"id": "b", "title": {"zh": "二"}}, {"id": "a", "title": {"zh": "一"}}]},
        "properties": {
            "one": {"type": "string", "x-kiosk": {"page": "a"}},
            "two": {"type": "string", "x-kiosk": {"page": "b", "order": 2}},
            "three": {"type": "string", "x-kiosk": {"page": "b", "order": 1}},
        },
    }
    assert [(page.id, [f.name for f in page.fields]) for page in derive(schema, {}).pages] == [
        ("b", ["three", "two"]),
        ("a", ["one"]),
    ]
    errors = forms.validate(schema | {"required": ["one", "two", "three"]}, {}, TODAY)
    assert [error.field for error in errors] == ["three", "two", "one"]


@pytest.mark.parametrize(
    ("schema", "value", "zh"),
    [
        ({"type": "string", "title": "姓名"}, None, "请填写：姓名"),
        ({"enum": ["a"], "title": "类型"}, None, "请选择：类型"),
        ({"type": "boolean", "const": True, "title": "我承诺"}, None, "勾选“我承诺”"),
        ({"type": "boolean", "const": True, "title": "我承诺"}, False, "勾选“我承诺”"),
        ({"enum": ["a"], "title": "类型"}, "b", "从列出的选项"),
        ({"type": "integer", "minimum": 1}, 0, "不能小于 1"),
        ({"type": "integer", "maximum": 3}, 4, "不能大于 3"),
        ({"type": "integer"}, 1.5, "整数"),
        ({"type": "number"}, "x", "数字"),
        ({"type": "string", "maxLength": 2}, "三个字", "2 个字以内"),
        ({"type": "string", "minLength": 2}, "一", "至少写 2 个字"),
        ({"type": "string", "format": "mobile"}, "12", "11位"),
        ({"type": "string", "format": "citizen-number"}, "12", "身份证号码不对"),
        (
            {"type": "string", "format": "date", "x-kiosk": {"latest": "today"}},
            "2026-11-24",
            "不能晚于 2026-11-23",
        ),
        (
            {"type": "string", "format": "date", "x-kiosk": {"earliest": "today"}},
            "2026-11-22",
            "不能早于 2026-11-23",
        ),
        ({"type": "string", "pattern": "^a$", "title": "代号", "description": "写a"}, "b", "“代号”填写不对"),
        ({"type": "string", "pattern": "^a$", "x-kiosk": {"error": {"zh": "只能写a"}}}, "b", "只能写a"),
        ({"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 1}, [], "至少选择 1 项"),
        ({"type": "array", "items": {"enum": ["a", "b"]}, "maxItems": 1}, ["a", "b"], "最多只能选 1 项"),
        ({"type": "number", "multipleOf": 5, "title": "金额"}, 3, "5 的倍数"),
    ],
)
def test_a_mistake_is_told_in_words_that_say_what_to_do(schema: dict[str, Any], value: Any, zh: str) -> None:
    told = message(schema, value)
    assert zh in told.zh
    assert told.en or "error" in schema.get("x-kiosk", {})


def test_people_may_write_numbers_as_they_are_printed() -> None:
    schema = {
        "properties": {
            "phone": {"type": "string", "format": "mobile"},
            "card": {"type": "string", "format": "bank-card"},
            "id": {"type": "string", "format": "citizen-number"},
            "name": {"type": "string"},
        }
    }
    spaced = " ".join(BANK_CARD[i : i + 4] for i in range(0, len(BANK_CARD), 4))
    typed = {"phone": "+86 138-0000-0000", "card": spaced, "id": NUMBER.lower(), "name": "A - b"}
    assert forms.submission(schema, typed, TODAY) == {
        "phone": "13800000000",
        "card": BANK_CARD,
        "id": NUMBER,
        "name": "A - b",
    }


def test_prefill_takes_defaults_and_facts_and_leaves_out_what_would_be_refused() -> None:
    schema = {
        "properties": {
            "kind": {"enum": ["a", "b"], "default": "a"},
            "name": {"type": "string", "maxLength": 3, "x-kiosk": {"canonical": "person.name"}},
            "born": {"type": "string", "format": "date", "x-kiosk": {"canonical": "person.birth"}},
        }
    }
    assert forms.prefill(schema, {"person.name": "张测试", "person.birth": "18991231"}, TODAY) == {
        "kind": "a",
        "name": "张测试",
        "born": "1899-12-31",
    }
    assert forms.prefill(schema, {"person.name": "名字太长了", "person.birth": "18991331"}, TODAY) == {
        "kind": "a"
    }


def test_the_hash_knows_the_schema_and_not_its_spelling() -> None:
    assert forms.schema_hash({"a": 1, "b": [2]}) == forms.schema_hash({"b": [2], "a": 1})
    assert forms.schema_hash({"a": 1}) != forms.schema_hash({"a": 2})
    assert len(forms.schema_hash(PET)) == 64


def test_a_form_may_refine_what_a_shared_definition_asks() -> None:
    shared = {
        "properties": {
            "name": {"type": "string", "title": "姓名", "x-kiosk": {"order": 1, "en": {"title": "Name"}}},
            "account": {
                "type": "string",
                "title": "账号",
                "x-kiosk": {"order": 2, "en": {"title": "Account", "description": "16 digits"}},
            },
        },
        "required": ["name", "account"],
    }
    own = {"account": {"title": "社保卡账号", "x-kiosk": {"en": {"title": "Card account"}}}}
    (page,) = derive({"allOf": [shared], "properties": own}, {}).pages
    assert [field.name for field in page.fields] == ["name", "account"]
    assert page.fields[1].label == Text("社保卡账号", "Card account")
    assert page.fields[1].hint.en == "16 digits"
    assert page.fields[1].required
