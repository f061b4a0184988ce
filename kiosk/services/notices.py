"""一次性告知书: everything about one item in one situation, on one slip; nothing is left for later."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import assert_never

import msgspec

from kiosk.catalogue.guidance import Section, Told, nothing_to_prepare
from kiosk.domain.document import (
    Align,
    Block,
    Cut,
    Document,
    DocumentKind,
    Feed,
    Line,
    Pair,
    QrCode,
    Rule,
    Size,
)
from kiosk.domain.item import CatalogueInfo, Fact, Item, ItemKind, Material, MaterialNeed, WorkCalendar
from kiosk.services.slips import promise_words, time_limit_words
from kiosk.services.timekeeping import local_time_text
from kiosk.settings import TerminalSettings

NOTHING = "按您的情况，无需准备任何材料。"
EXAMPLE = "（示例）"


class Moment(msgspec.Struct, frozen=True):
    """When and from what a notice was made. `day` and `at_ms` are None while the clock is suspect."""

    info: CatalogueInfo
    calendar: WorkCalendar
    day: date | None
    at_ms: int | None


def notice_slip(
    item: Item,
    sections: Sequence[Section],
    situation: Sequence[Told],
    place: TerminalSettings,
    moment: Moment,
    token: str,
) -> Document:
    """The notice of one item: its one section; or of a bundle, with a complete section for each child."""
    blocks = [*_head(place, item), *_situation(situation)]
    if item.kind is ItemKind.BUNDLE:
        blocks += [*_facts("包含这几件事", item.steps), *_facts("谁可以办", item.conditions)]
        for number, section in enumerate(sections, start=1):
            blocks += [
                Rule(),
                Line(f"第{number}件", bold=True),
                Line(section.item.plain_name.zh, size=Size.LARGE, bold=True),
            ]
            if section.item.name.zh != section.item.plain_name.zh:
                blocks.append(Line(f"事项名称：{section.item.name.zh}"))
            blocks += _body(section, moment)
    else:
        for section in sections:
            blocks += _body(section, moment)
    blocks += _foot(place, moment, token)
    return Document(kind=DocumentKind.GUIDE, blocks=tuple(blocks), token=token)


def _head(place: TerminalSettings, item: Item) -> Iterator[Block]:
    yield Line(place.site.zh, align=Align.CENTER)
    yield Line("一次性告知书", size=Size.LARGE, align=Align.CENTER, bold=True)
    yield Line(item.plain_name.zh, size=Size.LARGE, align=Align.CENTER)
    if item.name.zh != item.plain_name.zh:
        yield Line(f"事项名称：{item.name.zh}")


def _situation(situation: Sequence[Told]) -> Iterator[Block]:
    if situation:
        yield from _title("您的情况")
        for told in situation:
            yield Pair(told.question.zh, told.answer.zh)


def _body(section: Section, moment: Moment) -> Iterator[Block]:
    item = section.item
    yield from _title("要准备什么")
    yield from _materials(section.materials)
    yield from _facts("谁可以办", item.conditions)
    yield from _title("在哪里办、多久办好")
    yield Pair("办理部门", item.department.zh)
    yield Pair("办理地点", item.accepted_at.zh)
    yield Pair("办理时限", time_limit_words(item.time_limit, item.time_limit_verified))
    promise = promise_words(item, moment.calendar, moment.day)
    if promise:
        yield Line(promise)
    if item.trips is not None:
        yield Pair("到现场次数", f"{item.trips} 次")
    yield Pair("收费", _words(item.fee))
    if item.result.zh:
        yield Pair("办好得到", item.result.zh)
    if item.form:
        # What is said of agents has no source of its own in the package.
        yield Pair("能不能代办", agent_words(item) + EXAMPLE)
    if item.offline_note.zh:
        yield Line(item.offline_note.zh)
    yield from _facts("怎么办", item.steps)
    yield from _facts("办理依据", item.basis)
    yield from _title("咨询和监督")
    yield Pair("咨询电话", _words(item.telephone))
    yield Pair("监督投诉", _words(item.supervision))


def agent_words(item: Item) -> str:
    return item.by_agent_note.zh or ("可以代办，带上双方身份证" if item.by_agent else "要本人办理")


def _materials(materials: Sequence[Material]) -> Iterator[Block]:
    if nothing_to_prepare(tuple(materials)):
        yield Line(NOTHING, bold=True)
    for number, material in enumerate(materials, start=1):
        yield Line(f"{number}. {material.name.zh}{'' if material.verified else EXAMPLE}", bold=True)
        note = f"；{material.note.zh}" if material.note.zh else ""
        yield Line(f"【{need_words(material.need)}】{note.lstrip('；')}")


def need_words(need: MaterialNeed) -> str:
    match need:
        case MaterialNeed.HELD_BY_STATE:
            return "不用带，联网后核验"
        case MaterialNeed.BRING:
            return "请带来"
        case MaterialNeed.PHOTOGRAPH:
            return "原件或照片"
        case MaterialNeed.MAY_FOLLOW:
            return "可以后补"
        case _ as unreachable:
            assert_never(unreachable)


def _facts(title: str, facts: Iterable[Fact]) -> Iterator[Block]:
    """A heading and its facts; neither when there is none."""
    for number, fact in enumerate(facts, start=1):
        if number == 1:
            yield from _title(title)
        yield Line(f"{number}. {_words(fact)}")


def _words(fact: Fact) -> str:
    return fact.text.zh + ("" if fact.verified else EXAMPLE)


def _title(words: str) -> Iterator[Block]:
    yield Rule()
    yield Line(words, bold=True)


def _foot(place: TerminalSettings, moment: Moment, token: str) -> Iterator[Block]:
    info = moment.info
    yield Rule()
    yield Line("标有“示例”的内容尚未核实，以窗口告知为准。")
    yield Pair("目录版本", f"{info.version}（{info.published:%Y-%m-%d} 发布）")
    yield Line(info.publisher.zh)
    yield Pair("告知终端", place.id)
    if moment.at_ms is not None:
        yield Pair("告知时间", local_time_text(moment.at_ms))
    yield QrCode(token, "凭此码可补打本告知书")
    yield Line(f"有疑问请拨打 {place.helper_phone}", align=Align.CENTER)
    yield Feed(1)
    yield Cut()
