"""A bundle as an item, so that it is found, listed and begun like any other. Needs no JSON Schema library."""

from collections.abc import Iterator, Mapping

from kiosk.domain.bundle import Bundle
from kiosk.domain.item import Fact, Item, ItemKind, Material, TimeLimit, TimeUnit
from kiosk.domain.text import Text

_EACH = Text("各事项分别计算", "Each part has its own")


def as_item(bundle: Bundle, items: Mapping[str, Item]) -> Item:
    """`items` by id; a child that is not among them is told by the package's check."""
    children = [items[child.item] for child in bundle.children if child.item in items]
    return Item(
        id=bundle.id,
        number=bundle.number,
        kind=ItemKind.BUNDLE,
        name=bundle.name,
        plain_name=bundle.plain_name,
        synonyms=bundle.synonyms,
        type_code="20",
        department=_departments(bundle, children),
        accepted_at=Text("在本机一次填写，分别送到各部门", "Filled in here once, sent to each department"),
        level_code="4",
        time_limit=TimeLimit(TimeUnit.UNSTATED),
        tags=("bundle",),
        conditions=bundle.conditions,
        materials=tuple(_materials(children)),
        fee=Fact(_EACH, verified=True, source=_source(bundle)),
        steps=tuple(_steps(bundle, children)),
        telephone=bundle.telephone,
        supervision=bundle.supervision,
        offline_note=bundle.offline_note,
        by_agent=bundle.by_agent,
        by_agent_note=bundle.by_agent_note,
        privacy_purpose=bundle.privacy_purpose,
        form=bundle.form,
        situation=bundle.situation,
    )


def _departments(bundle: Bundle, children: list[Item]) -> Text:
    """Everybody who will use what is filled in, the leading department first."""
    each = {
        department.zh: department for department in (bundle.lead, *(item.department for item in children))
    }
    return Text("、".join(each), ", ".join(department.en or department.zh for department in each.values()))


def _source(bundle: Bundle) -> str:
    return f"bundles/{bundle.id}"


def _materials(children: list[Item]) -> Iterator[Material]:
    """Each once, by name: what several children ask for is brought once."""
    seen = set()
    for child in children:
        for material in child.materials:
            if material.name.zh not in seen:
                seen.add(material.name.zh)
                yield material


def _steps(bundle: Bundle, children: list[Item]) -> Iterator[Fact]:
    """What the one thing is made of."""
    for child in children:
        zh, en = child.plain_name.zh, child.plain_name.en
        text = Text(f"{zh}：在本机填，送{child.department.zh}", f"{en}: here, for the {child.department.en}")
        yield Fact(text, verified=True, source=_source(bundle))
    for part in bundle.at_window:
        note = part.note
        text = Text(
            f"{part.name.zh}：到窗口办，{part.department.zh}" + (f"；{note.zh}" if note.zh else ""),
            f"{part.name.en}: at a window, {part.department.en}" + (f"; {note.en}" if note.en else ""),
        )
        yield Fact(text, verified=part.verified, source=part.source)
