"""What a setting should be and what it is, said in words."""

from datetime import date, datetime, time
from typing import Any

import msgspec
from msgspec import inspect

from kiosk.domain.text import Text


def expected(type_: Any) -> Text:
    """What may stand there. A pattern is said by its `Meta(extra={"says": Text})`."""
    return _words(inspect.type_info(type_))


def _words(info: inspect.Type) -> Text:
    match info:
        case inspect.Metadata(extra={"says": Text() as says}):
            return says
        case inspect.Metadata(type=inner):
            return _words(inner)
        case inspect.IntType(ge=low, le=high):
            return _number(Text("整数", "a whole number"), low, high)
        case inspect.FloatType(ge=low, le=high):
            return _number(Text("数", "a number"), low, high)
        case inspect.StrType():
            return Text("加引号的文字", "text in quotes")
        case inspect.BoolType():
            return Text("true 或 false", "true or false")
        case inspect.LiteralType(values=values):
            shown = [_shown(value) for value in values]
            return Text(" 或 ".join(shown), " or ".join(shown))
        case inspect.DateType():
            return Text("不加引号的日期，如 2026-12-31", "a date without quotes, such as 2026-12-31")
        case inspect.TimeType():
            return Text("不加引号的时刻，如 09:00:00", "a time without quotes, such as 09:00:00")
        case inspect.VarTupleType(item_type=inspect.StructType()):
            return Text("若干个 [[…]] 段", "[[…]] sections")
        case inspect.VarTupleType(item_type=item):
            member = _words(item)
            return Text(f"方括号内的列表，每项是{member.zh}", f"a list in brackets, each {member.en}")
        case inspect.StructType(fields=fields):
            names = ", ".join(field.encode_name for field in fields)
            return Text(f"一个含 {names} 的段", f"a section with {names}")
        case _:
            raise TypeError(f"settings have no words for {info}")


def _number(noun: Text, low: float | None, high: float | None) -> Text:
    if low is None or high is None:
        return noun
    return Text(f"{low} 到 {high} 之间的{noun.zh}", f"{noun.en} from {low} to {high}")


def found(value: Any) -> Text:
    """A value as it stands in the file, with its kind."""
    shown = _shown(value)
    match value:
        case bool():
            return Text(f" {shown}", shown)
        case int() | float():
            return Text(f"数 {shown}", f"the number {shown}")
        case str():
            return Text(f"文字 {shown}", f"the text {shown}")
        case datetime() | date() | time():
            return Text(f"时间 {shown}", f"the time {shown}")
        case list():
            return Text("一个列表", "a list")
        case dict():
            return Text("一个段", "a section")
        case _:
            raise TypeError(f"TOML has no {type(value)}")


def an_example(key: str, default: Any) -> Text:
    """“, such as idle_s = 60” where a default can be shown; else nothing."""
    if default is msgspec.NODEFAULT or isinstance(default, (msgspec.Struct, tuple)) or default in ("", None):
        return Text("", "")
    shown = f"{key.rpartition('.')[2]} = {_shown(default)}"
    return Text(f"，例如 {shown}", f", such as {shown}")


def _shown(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value[:40]}…"' if len(value) > 40 else f'"{value}"'
        case _:
            return str(value)
