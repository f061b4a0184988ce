"""What another version of a form asks of a citizen: questions, choices, what must be answered."""

from collections.abc import Iterator
from typing import Any

import msgspec

from kiosk.catalogue.forms.vocabulary import WORD
from kiosk.domain.text import Text

_SAME_LEVEL = ("then", "else", "items")
_LISTS = ("allOf", "anyOf", "oneOf")
Path = tuple[str, ...]


class Asked(msgspec.Struct):
    """One question, wherever the form asks it. Collected from every branch that names it."""

    label: Text = Text("")
    required: bool = False
    options: dict[str, Text] = {}

    def name(self, path: Path) -> Text:
        return self.label if self.label.zh else Text("/".join(path))


def form_changes(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Text]:
    before, after = asked_in(old), asked_in(new)
    for path, question in after.items():
        name = question.name(path)
        if path not in before:
            must = Text("（必填）", " (required)") if question.required else Text("（可不填）", " (optional)")
            yield Text(f"新增问题“{name.zh}”{must.zh}", f"Asks “{_en(name)}” as well{must.en}")
        else:
            yield from _question_changes(name, before[path], question)
    for path, question in before.items():
        if path not in after:
            name = question.name(path)
            yield Text(f"不再问“{name.zh}”", f"No longer asks “{_en(name)}”")


def _question_changes(name: Text, old: Asked, new: Asked) -> Iterator[Text]:
    if old.label != new.label and old.label.zh:
        yield Text(
            f"问题“{old.label.zh}”改为“{new.label.zh}”", f"“{_en(old.label)}” now reads “{_en(new.label)}”"
        )
    if new.required and not old.required:
        yield Text(f"“{name.zh}”改为必填", f"“{_en(name)}” must be answered now")
    if old.required and not new.required:
        yield Text(f"“{name.zh}”改为可不填", f"“{_en(name)}” may be left out now")
    for option in _without(new.options, old.options) if old.options else ():
        yield Text(f"“{name.zh}”可以选“{option.zh}”", f"“{_en(name)}” offers “{_en(option)}” as well")
    for option in _without(old.options, new.options) if new.options else ():
        yield Text(f"“{name.zh}”不能再选“{option.zh}”", f"“{_en(name)}” no longer offers “{_en(option)}”")


def _without(options: dict[str, Text], others: dict[str, Text]) -> list[Text]:
    return [text for value, text in options.items() if value not in others]


def asked_in(schema: dict[str, Any]) -> dict[Path, Asked]:
    """Every question of a form whose references are in place, nested ones by their path, in its order."""
    found: dict[Path, Asked] = {}
    _walk(schema, (), found)
    return found


def _walk(node: Any, path: Path, found: dict[Path, Asked]) -> None:
    if not isinstance(node, dict):
        return
    required = node.get("required", ())
    for name, question in (node.get("properties") or {}).items():
        here = (*path, name)
        asked = found.setdefault(here, Asked())
        _note(question, asked)
        asked.required = asked.required or name in required
        _walk(question, here, found)
    for name in required:
        if (*path, name) in found:
            found[*path, name].required = True
    for key in _SAME_LEVEL:
        _walk(node.get(key), path, found)
    for key in _LISTS:
        for branch in node.get(key) or ():
            _walk(branch, path, found)
    for branch in (node.get("dependentSchemas") or {}).values():
        _walk(branch, path, found)


def _note(question: Any, asked: Asked) -> None:
    """The words and the choices that one schema of a question brings."""
    if not isinstance(question, dict):
        return
    if not asked.label.zh and isinstance(question.get("title"), str):
        asked.label = _titled(question)
    for value in question.get("enum") or ():
        asked.options |= {str(value): Text(str(value))}
    for key in ("oneOf", "anyOf"):
        for option in question.get(key) or ():
            if isinstance(option, dict) and "const" in option:
                asked.options |= {str(option["const"]): _titled(option)}
    _note(question.get("items"), asked)
    for part in question.get("allOf") or ():
        _note(part, asked)


def _titled(node: dict[str, Any]) -> Text:
    english = ((node.get(WORD) or {}).get("en") or {}).get("title", "")
    return Text(str(node.get("title", node.get("const", ""))), english)


def _en(text: Text) -> str:
    return text.en or text.zh
