"""TOML files into frozen structs, every mistake found at once and said in words.

msgspec stops at the first mistake; a technician with a screwdriver in the hand wants the whole list.
"""

import difflib
import math
import tomllib
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

import msgspec

from kiosk.domain.text import Text
from kiosk.toml_words import an_example, expected, found

S = TypeVar("S", bound=msgspec.Struct)


class Mistake(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong in one file. `key` is dotted (series[2].prefix), empty for the whole file."""

    file: str
    key: str
    what: Text
    remedy: Text

    def __str__(self) -> str:
        place = f"{self.file}: {self.key}" if self.key else self.file
        return f"{place}\n  {self.what.zh} {self.what.en}\n  {self.remedy.zh} {self.remedy.en}"


def read(path: Path, struct: type[S], mistakes: list[Mistake]) -> S:
    """The file as `struct`, its own defaults where the file says nothing or something wrong.

    What is wrong is appended to `mistakes`; a missing file is not, for defaults hold without one.
    """
    table = _parse(path, mistakes)
    values = _Walk(str(path), mistakes).fields(table, struct, "")
    return struct(**values)


def _parse(path: Path, mistakes: list[Mistake]) -> dict[str, Any]:
    def give_up(what: Text, remedy: Text) -> dict[str, Any]:
        mistakes.append(Mistake(file=str(path), key="", what=what, remedy=remedy))
        return {}

    try:
        # utf-8-sig: editors on other systems put a mark in front that TOML does not know.
        return tomllib.loads(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n"))
    except (FileNotFoundError, NotADirectoryError):  # the folder itself is kiosk.settings_rules' business
        return {}
    except OSError as error:
        return give_up(
            Text(f"读不到这个文件：{error.strerror}。", f"The file cannot be read: {error.strerror}."),
            Text("请检查文件权限。", "Check the file's permissions."),
        )
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return give_up(
            Text(f"第 {line} 行不是 UTF-8 编码。", f"Line {line} is not UTF-8."),
            Text("请用 UTF-8 编码另存此文件。", "Save the file again as UTF-8."),
        )
    except tomllib.TOMLDecodeError as error:
        return give_up(
            Text(
                f"文件写法有误，整个文件未被采用：{error}。",
                f"Not valid TOML, nothing of it is used: {error}.",
            ),
            Text(
                "请改正该行：文字要加引号，一行一个“名 = 值”。",
                "Mend that line: text stands in quotes, one “name = value” a line.",
            ),
        )


class _Walk:
    """Compares one parsed file with the structs that describe it."""

    def __init__(self, file: str, mistakes: list[Mistake]) -> None:
        self._file = file
        self._mistakes = mistakes

    def fields(self, table: dict[str, Any], struct: type[msgspec.Struct], at: str) -> dict[str, Any]:
        """The good values of a table, by field name. Missing keys that have no default are reported."""
        known = {field.encode_name: field for field in msgspec.structs.fields(struct)}
        for key in table.keys() - known.keys():
            self._unknown(_join(at, key), key, list(known))
        values = {}
        for key, field in known.items():
            if key not in table:
                if field.required:
                    self._missing(_join(at, key), field.type)
                continue
            value = self._value(table[key], field.type, _join(at, key), field.default)
            if value is not _BAD:
                values[field.name] = value
        return values

    def _value(self, value: Any, type_: Any, at: str, default: Any) -> Any:
        type_ = _present(type_)
        if isinstance(type_, type) and issubclass(type_, msgspec.Struct):
            return self._struct(value, type_, at)
        member = get_args(type_)[0] if get_origin(type_) is tuple else None
        if isinstance(member, type) and issubclass(member, msgspec.Struct):
            return self._structs(value, member, at)
        try:
            converted = msgspec.convert(value, type_)
        except msgspec.ValidationError:
            return self._wrong(value, type_, at, default)
        if isinstance(converted, float) and not math.isfinite(converted):
            return self._wrong(value, type_, at, default)
        return converted

    def _struct(self, value: Any, struct: type[msgspec.Struct], at: str) -> Any:
        if not isinstance(value, dict):
            return self._wrong(value, struct, at, msgspec.NODEFAULT)
        values = self.fields(value, struct, at)
        complete = all(f.name in values for f in msgspec.structs.fields(struct) if f.required)
        return struct(**values) if complete else _BAD

    def _structs(self, value: Any, struct: type[msgspec.Struct], at: str) -> Any:
        if not isinstance(value, list):
            return self._wrong(value, tuple[struct, ...], at, msgspec.NODEFAULT)  # type: ignore[valid-type]
        members = [self._struct(each, struct, f"{at}[{n}]") for n, each in enumerate(value, start=1)]
        return _BAD if _BAD in members else tuple(members)

    def _unknown(self, at: str, key: str, known: list[str]) -> None:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.6)
        if near:
            remedy = Text(f"是不是 {near[0]}？", f"Did you mean {near[0]}?")
        else:
            names = ", ".join(known)
            remedy = Text(f"请删去。这里可用的有：{names}。", f"Remove it. What can stand here: {names}.")
        self._say(at, Text("没有这个设置项。", "There is no such setting."), remedy)

    def _missing(self, at: str, type_: Any) -> None:
        wanted = expected(type_)
        self._say(
            at,
            Text("缺少这一项。", "It is missing."),
            Text(f"请写上：{wanted.zh}。", f"Write it: {wanted.en}."),
        )

    def _wrong(self, value: Any, type_: Any, at: str, default: Any) -> object:
        is_ = found(value)
        wanted = expected(type_)
        example = an_example(at, default)
        self._say(
            at,
            Text(f"现在是{is_.zh}，不能用。", f"It is {is_.en}, which cannot be used."),
            Text(f"请写{wanted.zh}{example.zh}。", f"Write {wanted.en}{example.en}."),
        )
        return _BAD

    def _say(self, at: str, what: Text, remedy: Text) -> None:
        self._mistakes.append(Mistake(file=self._file, key=at, what=what, remedy=remedy))


_BAD = object()


def _present(type_: Any) -> Any:
    """What a key that is there may hold: TOML has no null; `X | None` says that the key may be absent."""
    if get_origin(type_) is not UnionType:
        return type_
    [present] = [each for each in get_args(type_) if each is not type(None)]
    return present


def _join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key
