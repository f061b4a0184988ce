"""What a new version of a catalogue changes for citizens, in words: `kiosk catalogue diff OLD NEW`."""

from collections.abc import Iterator

import msgspec

from kiosk.catalogue.form_changes import form_changes
from kiosk.domain.bundle import Child
from kiosk.domain.item import Catalogue, Fact, Item, Material, MaterialNeed, TimeLimit, TimeUnit
from kiosk.domain.text import Text

_NEEDS = {
    MaterialNeed.HELD_BY_STATE: Text("联网核验，不用带", "checked online, not to be brought"),
    MaterialNeed.BRING: Text("要带", "to be brought"),
    MaterialNeed.PHOTOGRAPH: Text("原件或照片", "original or photo"),
    MaterialNeed.MAY_FOLLOW: Text("可以后补", "may follow later"),
}
_UNITS = {
    TimeUnit.WORKDAY: Text("个工作日", "working days"),
    TimeUnit.DAY: Text("天", "days"),
    TimeUnit.HOUR: Text("小时", "hours"),
    TimeUnit.MINUTE: Text("分钟", "minutes"),
    TimeUnit.MONTH: Text("个月", "months"),
}


class Changed(msgspec.Struct, frozen=True):
    """What changes about one thing: an item, or the catalogue as a whole."""

    about: Text
    changes: tuple[Text, ...]


def compare(old: Catalogue, new: Catalogue) -> tuple[Changed, ...]:
    """Every change that a citizen could notice: of the catalogue as a whole, then item by item."""
    found = [Changed(Text("整个目录", "The whole catalogue"), tuple(_package_changes(old, new)))]
    before = {item.id: item for item in old.items}
    for item in new.items:
        known = before.pop(item.id, None)
        if known is None:
            department = item.department
            changes = [Text(f"新增事项（{department.zh}）", f"New ({_en(department)})")]
        else:
            changes = [
                *_item_changes(known, item),
                *_bundle_changes(old, new, item.id),
                *_form_changes(old, known, new, item),
            ]
        found.append(Changed(item.plain_name, tuple(changes)))
    found += [Changed(gone.plain_name, (Text("不再提供", "No longer offered"),)) for gone in before.values()]
    return tuple(changed for changed in found if changed.changes)


def _package_changes(old: Catalogue, new: Catalogue) -> Iterator[Text]:
    if old.calendar.last != new.calendar.last:
        last = new.calendar.last
        yield Text(f"工作日历到 {last}", f"Working days are known until {last}")
    days = set(new.calendar.holidays) ^ set(old.calendar.holidays)
    days |= set(new.calendar.makeup_workdays) ^ set(old.calendar.makeup_workdays)
    shared = sorted(day for day in days if old.calendar.first <= day <= old.calendar.last)
    if shared:
        listed = ", ".join(map(str, shared))
        yield Text(f"放假或调休有改动：{listed}", f"Holidays or make-up days differ: {listed}")
    towns, before = ({d.code: d.name for d in catalogue.divisions} for catalogue in (new, old))
    for code in sorted(towns.keys() - before.keys()):
        yield Text(f"新增镇街 {towns[code].zh}", f"New town {_en(towns[code])}")
    for code in sorted(before.keys() - towns.keys()):
        yield Text(f"没有了镇街 {before[code].zh}", f"Town {_en(before[code])} is gone")


def _item_changes(old: Item, new: Item) -> Iterator[Text]:
    words: tuple[tuple[str, str, Text, Text], ...] = (
        ("事项名称", "Official name", old.name, new.name),
        ("通俗名称", "Everyday name", old.plain_name, new.plain_name),
        ("办理部门", "Department", old.department, new.department),
        ("办理地点", "Where", old.accepted_at, new.accepted_at),
        ("办结时限", "Time limit", _limit(old.time_limit), _limit(new.time_limit)),
        ("收费", "Fee", old.fee.text, new.fee.text),
        ("跑动次数", "Visits", _trips(old.trips), _trips(new.trips)),
        ("咨询电话", "Enquiries", old.telephone.text, new.telephone.text),
        ("监督电话", "Complaints", old.supervision.text, new.supervision.text),
        ("办理结果", "Result", old.result, new.result),
    )
    for zh, en, before, after in words:
        if before != after:
            yield Text(
                f"{zh}：{before.zh or '无'} → {after.zh or '无'}",
                f"{en}: {_en(before) or 'none'} → {_en(after) or 'none'}",
            )
    if old.by_agent != new.by_agent:
        yield (
            Text("可以请人代办了", "Somebody may file it for you now")
            if new.by_agent
            else Text("不能再请人代办", "Nobody may file it for you any longer")
        )
    yield from _material_changes(old.materials, new.materials)
    yield from _fact_changes("条件", "condition", old.conditions, new.conditions)
    yield from _fact_changes("步骤", "step", old.steps, new.steps)
    yield from _fact_changes("依据", "legal basis", old.basis, new.basis)


def _material_changes(old: tuple[Material, ...], new: tuple[Material, ...]) -> Iterator[Text]:
    before, after = ({material.name.zh: material for material in side} for side in (old, new))
    for name, material in after.items():
        known = before.get(name)
        need = _NEEDS[material.need]
        english = _en(material.name)
        if known is None:
            yield Text(f"增加材料“{name}”（{need.zh}）", f"Needs “{english}” as well ({need.en})")
            continue
        if known.need is not material.need:
            was = _NEEDS[known.need]
            yield Text(f"材料“{name}”：{was.zh} → {need.zh}", f"“{english}”: {was.en} → {need.en}")
        if known.when != material.when:
            yield Text(f"材料“{name}”的适用情形有改动", f"“{english}” is asked in other situations")
        if known.note != material.note:
            yield Text(f"材料“{name}”的说明：{material.note.zh}", f"“{english}”: {_en(material.note)}")
    for name, material in before.items():
        if name not in after:
            yield Text(f"不再要材料“{name}”", f"No longer needs “{_en(material.name)}”")


def _fact_changes(zh: str, en: str, old: tuple[Fact, ...], new: tuple[Fact, ...]) -> Iterator[Text]:
    before, after = ({fact.text.zh: fact.text for fact in side} for side in (old, new))
    for key, text in after.items():
        if key not in before:
            yield Text(f"增加{zh}：{key}", f"New {en}: {_en(text)}")
    for key, text in before.items():
        if key not in after:
            yield Text(f"去掉{zh}：{key}", f"No longer a {en}: {_en(text)}")


def _bundle_changes(old: Catalogue, new: Catalogue, bundle: str) -> Iterator[Text]:
    """What is applied for together, and what stays for a window."""
    before, after = _together(old, bundle), _together(new, bundle)
    for key, name in after.items():
        if key not in before:
            yield Text(f"一起办：加上“{name.zh}”", f"Done together: “{_en(name)}” as well")
    for key, name in before.items():
        if key not in after:
            yield Text(f"一起办：不再含“{name.zh}”", f"Done together: no longer “{_en(name)}”")
    yield from _children_changes(old, new, bundle)


def _children_changes(old: Catalogue, new: Catalogue, bundle: str) -> Iterator[Text]:
    """When a part is filed, and from which answers: what a department receives changes without a question."""
    before, after = _children(old, bundle), _children(new, bundle)
    for key, child in after.items():
        known, item = before.get(key), new.item(child.item)
        if known is None or item is None:
            continue
        name = item.plain_name
        if known.when != child.when:
            yield Text(
                f"“{name.zh}”在什么情形下一起办，有改动", f"“{_en(name)}” is filed in other situations"
            )
        fields = sorted(
            name
            for name in known.take.keys() | child.take.keys() | known.say.keys() | child.say.keys()
            if (known.take.get(name), known.say.get(name)) != (child.take.get(name), child.say.get(name))
        )
        if fields:
            listed = ", ".join(fields)
            yield Text(
                f"“{name.zh}”这几项改由别处填写：{listed}",
                f"“{_en(name)}” is answered otherwise in: {listed}",
            )


def _children(catalogue: Catalogue, bundle_id: str) -> dict[str, Child]:
    bundle = catalogue.bundle(bundle_id)
    return {} if bundle is None else {child.item: child for child in bundle.children}


def _together(catalogue: Catalogue, bundle_id: str) -> dict[str, Text]:
    bundle = catalogue.bundle(bundle_id)
    if bundle is None:
        return {}
    items = [catalogue.item(child.item) for child in bundle.children]
    return {item.id: item.plain_name for item in items if item is not None} | {
        part.name.zh: part.name for part in bundle.at_window
    }


def _form_changes(old: Catalogue, known: Item, new: Catalogue, item: Item) -> Iterator[Text]:
    if known.form and not item.form:
        yield Text("不能再在终端填表", "Can no longer be filed at the terminal")
    if item.form and not known.form:
        yield Text("可以在终端填表了", "Can be filed at the terminal now")
    if item.situation and not known.situation:
        yield Text("先问几个问题，再说要准备什么", "Asks about the situation before it says what to prepare")
    if known.situation and not item.situation:
        yield Text("不再先问情况", "No longer asks about the situation first")
    for before, after in ((known.form, item.form), (known.situation, item.situation)):
        if before and after:
            yield from form_changes(old.forms[before], new.forms[after])


def _limit(limit: TimeLimit) -> Text:
    if limit.unit is TimeUnit.INSTANT:
        return Text("当场办结", "at once")
    if limit.unit is TimeUnit.UNSTATED:
        return Text("以窗口告知为准", "as told at the counter")
    unit = _UNITS[limit.unit]
    return Text(f"{limit.value} {unit.zh}", f"{limit.value} {unit.en}")


def _trips(trips: int | None) -> Text:
    return Text("") if trips is None else Text(f"{trips} 次", f"{trips}")


def _en(text: Text) -> str:
    return text.en or text.zh
