"""Whatever the check and the importer can say in English has its Chinese."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.catalogue import Problem
from kiosk.catalogue.chinese import PHRASES, in_chinese, problem_in_chinese
from kiosk.settings import ROOT

ROOM = ROOT / "kiosk" / "catalogue"
# These speak to citizens, carry both languages, or make no Problem.
ELSEWHERE = (
    *(
        "refusals",
        "changes",
        "form_changes",
        "bundle_items",
        "signed_file",
        "signatures",
        "trust",
        "publishing",
        "complaint_form",
    ),
    "chinese",
)
NOT_SAID = {
    "a package is checked as it was read",  # our own mistake
    "holds whatever",
    " - at ",
    "As told at the counter",
    "Free of charge",
    "Charged; the amount is told at the counter",
    "{a} [{b}]",
    "not taken: {a}",  # its halves are below
    "{a} row {b}",
    "{a}: {b}",  # a library's words about a CSV file
    "{a} × {b}#{c}: {d}",
    "{a}#{b}: {c}; {d}",
}
# Said as one half of a phrase that stands whole in the table.
HALVES = {
    "承诺办结时限 that is certain: {a}, unit {b}": "the source gives no {}",
    "everyday name; the official one stands there": "the source gives no {}",
    "form; without one the item is told and queued for, not filed": "the source gives no {}",
    "privacy notice; it is shown before a form": "the source gives no {}",
    "word on 代办; it matters once there is a form": "the source gives no {}",
    "是否收费, or what it says contradicts its 收费项目": "the source gives no {}",
    "服务对象; taken as 1 自然人": "the source gives no {}",
    "材料必要性; to bring stands there": "the source gives no {}",
    "事项状态 {a}: is not in use": "not taken: {}",
    "has no 事项名称": "not taken: {}",
    "item {a} is there already": "not taken: {}",
}


def _phrases(tree: ast.Module) -> Iterator[str]:
    """Every text of the file with a space in it, its open places as {a}, {b} …"""
    skipped = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and isinstance(node.body[0], ast.Expr)
    }
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    skipped |= {id(part) for text in joined for part in ast.walk(text) if part is not text}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            names = iter("abcdefg")
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else f"{{{next(names)}}}"
                for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _said() -> dict[str, Path]:
    files = [path for path in (*ROOM.glob("*.py"), *ROOM.glob("imports/*.py")) if path.stem not in ELSEWHERE]
    said = {text: path for path in files for text in _phrases(ast.parse(path.read_text("utf-8")))}
    return {
        HALVES.get(text, "{}").replace("{}", text): path
        for text, path in said.items()
        if " " in text.strip() and any(letter.islower() for letter in text) and text not in NOT_SAID
    }


def test_every_phrase_of_the_room_has_its_chinese() -> None:
    said = _said()
    assert len(said) > 100
    missing = {text: path.name for text, path in said.items() if not in_chinese(text)}
    assert missing == {}


def test_both_languages_carry_the_same_names() -> None:
    for english, chinese in tomllib.loads(PHRASES.read_text("utf-8")).items():
        for name in ("{a}", "{b}", "{c}", "{d}"):
            assert (name in chinese) <= (name in english), english


@pytest.mark.parametrize(
    ("what", "remedy", "chinese"),
    [
        ("is missing", "add it", "缺少这一项；请补上"),
        ("no page 'x'", "add it to x-kiosk.pages", "没有页面 'x'；请加到 x-kiosk 的 pages 里"),
        ("Invalid enum value 'brign'", "use one of bring, photograph",
         "没有 'brign' 这个取值；请用其中之一：bring, photograph"),
        ("a phrase of nobody", "add it", ""),
    ],
)  # fmt: skip
def test_names_are_carried_over(what: str, remedy: str, chinese: str) -> None:
    assert problem_in_chinese(Problem("items/1.json", "/need", what, remedy)) == chinese
