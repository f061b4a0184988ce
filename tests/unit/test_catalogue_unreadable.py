"""Slips of the hand in a JSON file: the line, and what to mend there."""

from pathlib import Path

import pytest

from kiosk.catalogue import Problem
from kiosk.catalogue.check import check
from kiosk.catalogue.unreadable import keys_written_twice
from tests.unit.catalogue_packages import UNEMPLOYMENT, small_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_folder(tmp_path / "folder")


def _first(folder: Path, raw: bytes, file: str = UNEMPLOYMENT) -> Problem:
    (folder / file).write_bytes(raw)
    return next(problem for problem in check(folder) if problem.file == file)


@pytest.mark.parametrize(
    ("raw", "what", "remedy"),
    [
        (b'{\n  "id": "x"\n  "number": 1\n}', "line 3, column 3", "comma"),
        (b'{\n  "id": "x",\n}', "line ", "comma"),
        ('{\n  "id"：“x”\n}'.encode(), "line 2, column 7", "Chinese sign"),
        ('{“id”: "x"}'.encode(), "line 1, column 2", "Chinese sign"),
        (b'{"id": "x", "name": {', "ends", ""),
        (b"\xef\xbb\xbf{}", "byte-order mark", "without BOM"),
        ('{\n"id": "登记"}'.encode("gb18030"), "not UTF-8 in line 2", "as UTF-8"),
        (b'{"id": NaN}', "not readable JSON", "restore"),
    ],
)
def test_the_line_and_the_remedy_are_named(folder: Path, raw: bytes, what: str, remedy: str) -> None:
    problem = _first(folder, raw)
    assert what in f"{problem.what}; {problem.remedy}"
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("change", "pointer", "remedy"),
    [
        ('"number": "12"', "/number", "whole number without quotes"),
        ('"name": "失业登记"', "/name", "with zh, en"),
        ('"materials": {}', "/materials", "a list"),
        ('"by_agent": "no"', "/by_agent", "true or false"),
        ('"trips": "none"', "/trips", "whole number"),
        ('"offline": "never"', "/offline", "filed, request"),
        ('"materials": [{"name": {"zh": "照片"}, "need": "foto"}]', "/materials/0/need", "photograph"),
    ],
)
def test_a_value_of_the_wrong_kind_says_what_to_write(
    folder: Path, change: str, pointer: str, remedy: str
) -> None:
    (folder / UNEMPLOYMENT).write_text(f"{{{change}}}", "utf-8")
    problem = next(problem for problem in check(folder) if problem.pointer == pointer)
    assert remedy in problem.remedy


def test_a_type_that_is_none_is_answered_with_those_there_are(folder: Path) -> None:
    form = folder / "forms" / "unemployment-registration.json"
    form.write_text(form.read_text("utf-8").replace('"type": "number"', '"type": "amount"'), "utf-8")
    problem = next(problem for problem in check(folder) if problem.pointer == "/properties/wanted_pay/type")
    assert "number" in problem.remedy


def test_a_part_that_is_not_there_is_called_missing(folder: Path) -> None:
    (folder / "calendar.json").unlink()
    problem = next(problem for problem in check(folder) if problem.file == "calendar.json")
    assert "is missing" in problem.what


def test_a_version_that_is_none_is_answered_with_one(folder: Path) -> None:
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace("2026.11.1", "v2"), "utf-8")
    problem = next(problem for problem in check(folder) if problem.pointer == "/version")
    assert "2026.11.2" in problem.remedy


def test_a_key_that_stands_twice_is_told(folder: Path) -> None:
    item = (folder / UNEMPLOYMENT).read_text("utf-8")
    problem = _first(folder, item.replace("{", '{"level_code": "4",', 1).encode())
    assert "'level_code' stands twice" in problem.what
    assert keys_written_twice(b'{"a": {"b": 1, "b": 2}, "b": 3}') == ["b"]
