"""From what a source says to an item file, and a report of everything that it does not say.

Nothing is guessed: a code of a list that two systems number differently counts as not said, every fact is
unverified and names its source, and where the format needs words, 以窗口告知为准 stands until somebody knows.
"""

import re
from collections.abc import Iterator
from typing import Any

from kiosk.catalogue.imports.found import Found, FoundMaterial
from kiosk.catalogue.problems import Problem, Severity, pointer

ASK = {"zh": "以窗口告知为准", "en": "As told at the counter"}
_NEEDS = {"1": "bring", "必要": "bring", "3": "may-follow", "容缺后补": "may-follow"}
_OPTIONAL = ("2", "非必要")
_LICENCE_STORE = "5"
# 1 is 工作日 in every list that was found; 2, 3 and the rest mean different things in different systems.
_WORKDAYS = ("1", "工作日", "个工作日")
_NO, _YES = ("0", "否", "不收费"), ("1", "是", "收费")


class Drafted:
    """One item file. `missing` says what the source did not."""

    def __init__(self, found: Found, number: int) -> None:
        self.id = _slug(found.key) or f"imported-{number}"
        self.file = f"items/{number:04d}-{self.id}.json"
        self.missing: list[Problem] = []
        self._found = found
        self.item: dict[str, Any] = dict(self._fields(number))

    def _fields(self, number: int) -> Iterator[tuple[str, Any]]:
        found = self._found
        yield "id", self.id
        yield "number", number
        yield "kind", "guide"
        yield "name", {"zh": self._needed("name", found.name, "事项名称")}
        yield "plain_name", {"zh": found.name}
        self._miss("plain_name/zh", "everyday name; the official one stands there")
        self._miss("name/en", "English")
        self._miss("form", "form; without one the item is told and queued for, not filed")
        for name, said in (("basic_code", "基本编码"), ("implementation_code", "实施编码")):
            yield name, self._needed(name, getattr(found, name), said)
        yield "code_is_example", False
        yield "type_code", self._needed("type_code", _two_digits(found.type_code), "事项类型")
        yield "level_code", self._needed("level_code", found.level_code, "行使层级")
        yield "department", self._words("department", found.department, "实施主体")
        yield "accepted_at", self._words("accepted_at", _place(found), "办理地点")
        objects = tuple(re.findall(r"\d+", found.service_objects))
        if objects:
            yield "service_objects", objects
        else:
            self._miss("service_objects", "服务对象; taken as 1 自然人")
        yield "time_limit", self._limit()
        yield "time_limit_source", found.place
        if found.trips.isdecimal():
            yield "trips", int(found.trips)
        else:
            self._miss("trips", "到办事现场次数")
        for name, said in (("conditions", "受理条件"), ("basis", "设定依据"), ("steps", "办理流程")):
            texts = [text for text in getattr(found, name) if text]
            if not texts:
                self._miss(name, said)
            yield name, [self._fact({"zh": text}) for text in texts]
        yield (
            "materials",
            [
                self._material(position, material)
                for position, material in enumerate(material for material in found.materials if material.name)
            ],
        )
        yield "fee", self._fact(self._fee())
        yield "telephone", self._fact(self._words("telephone", found.telephone, "咨询方式"))
        yield "supervision", self._fact(self._words("supervision", found.supervision, "监督投诉方式"))
        yield "result", {"zh": self._needed("result", found.result, "审批结果名称")}
        self._miss("privacy_purpose", "privacy notice; it is shown before a form")
        self._miss("by_agent", "word on 代办; it matters once there is a form")

    def _material(self, position: int, material: FoundMaterial) -> dict[str, Any]:
        at = f"materials/{position}/need"
        note = material.note
        if material.channel == _LICENCE_STORE:
            need = "held-by-state"
        elif material.need in _OPTIONAL:
            need, note = "bring", "；".join(part for part in ("非必要", note) if part)
        elif material.need in _NEEDS:
            need = _NEEDS[material.need]
        else:
            need = "bring"
            self._miss(at, "材料必要性; to bring stands there")
        made = {"name": {"zh": material.name}, "need": need, "verified": False, "source": self._found.place}
        return made | ({"note": {"zh": note}} if note else {})

    def _limit(self) -> dict[str, Any]:
        found = self._found
        if found.handling in ("1", "即办件"):
            return {"unit": "instant"}
        if found.limit_count.isdecimal() and int(found.limit_count) and found.limit_unit in _WORKDAYS:
            return {"unit": "workday", "value": int(found.limit_count)}
        said = f"承诺办结时限 that is certain: {found.limit_count or '?'}, unit {found.limit_unit or '?'}"
        self._miss("time_limit", said)
        return {"unit": "unstated"}

    def _fee(self) -> dict[str, str]:
        found = self._found
        charges = "；".join(charge for charge in found.charges if charge)
        if charges and found.charged not in _NO:
            return {"zh": charges}
        if found.charged in _NO and not charges:
            return {"zh": "不收费", "en": "Free of charge"}
        if found.charged in _YES:
            self._miss("fee/text", "收费标准")
            return {"zh": "收费，标准以窗口告知为准", "en": "Charged; the amount is told at the counter"}
        self._miss("fee/text", "是否收费, or what it says contradicts its 收费项目")
        return ASK

    def _fact(self, words: dict[str, str]) -> dict[str, Any]:
        return {"text": words, "verified": False, "source": self._found.place}

    def _words(self, at: str, zh: str, said: str) -> dict[str, str]:
        if zh:
            return {"zh": zh}
        self._miss(at, said)
        return ASK

    def _needed(self, at: str, value: str, said: str) -> str:
        if not value:
            self._miss(at, said)
        return value

    def _miss(self, at: str, said: str) -> None:
        what = f"the source gives no {said}"
        self.missing.append(
            Problem(self.file, pointer(*at.split("/")), what, "find out and fill it in", Severity.WARNING)
        )


def _place(found: Found) -> str:
    return "；".join(part for part in (found.where, found.hours) if part)


def _two_digits(code: str) -> str:
    return f"0{code}" if len(code) == 1 and code.isdecimal() else code


def _slug(key: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:60]
