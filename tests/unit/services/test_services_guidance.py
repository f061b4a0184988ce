"""一次性告知书: complete, on any roll, for every shipped item; and the fact that it was told."""

from datetime import date

import msgspec
import pytest

from kiosk.catalogue.bundles import sections_for
from kiosk.catalogue.conditions import every_answer
from kiosk.catalogue.guidance import Section, situation_words
from kiosk.domain.document import Document, DocumentKind, QrCode
from kiosk.domain.item import Fact, Item, Material, TimeLimit, TimeUnit
from kiosk.domain.printer import JobState
from kiosk.services.notices import NOTHING, Moment, agent_words, need_words, notice_slip
from kiosk.services.slips import promise_words, time_limit_words
from kiosk.settings import TerminalSettings
from printers.layout import TextRow, lay_out
from tests.unit.catalogue_samples import shipped
from tests.unit.services.world import World, local_instant, slip_text

CATALOGUE = shipped()
DAY = date(2026, 11, 23)
AT_MS = 1_795_398_060_000
TOKEN = "q3vJ8sYtN0aKc2WmRzXf1A"


def notice(item: Item, answers: dict[str, object] | None = None, day: date | None = DAY) -> Document:
    schema = CATALOGUE.forms[item.situation] if item.situation else None
    given = answers or {}
    return notice_slip(
        item,
        sections_for(CATALOGUE, item, given, DAY),
        () if schema is None else situation_words(schema, given, DAY),
        TerminalSettings(),
        Moment(CATALOGUE.info, CATALOGUE.calendar, day, None if day is None else AT_MS),
        TOKEN,
    )


def on_roll(document: Document, columns: int) -> str:
    """What stands on paper, without the breaks and spaces that the roll's width makes."""
    rows = [row.text for row in lay_out(document, columns) if isinstance(row, TextRow)]
    return "".join("".join(rows).split())


def answers_of(item: Item) -> list[dict[str, object]]:
    return every_answer(CATALOGUE.forms[item.situation]) if item.situation else [{}]


@pytest.mark.parametrize("columns", [32, 48], ids=["58mm", "80mm"])
@pytest.mark.parametrize("item", CATALOGUE.items, ids=lambda item: item.id)
def test_every_part_of_an_item_is_on_its_notice(item: Item, columns: int) -> None:
    for given in answers_of(item)[:3]:
        document = notice(item, given)
        paper = on_roll(document, columns)
        sections = sections_for(CATALOGUE, item, given, DAY)
        parts = [part for section in sections for part in complete(section)]
        parts += [
            item.name.zh,
            item.plain_name.zh,
            *(words(fact) for fact in (*item.conditions, *item.steps)),
        ]
        told = situation_words(CATALOGUE.forms[item.situation], given, DAY) if item.situation else ()
        parts += [said for one in told for said in (one.question.zh, one.answer.zh)]
        parts += ["2026.11.1", "2026-11-23", CATALOGUE.info.publisher.zh, "0001", "2026-11-23 09:41", "12345"]
        for part in parts:
            assert "".join(part.split()) in paper, part
        nothing = [s for s in sections if all(m.need.value == "held-by-state" for m in s.materials)]
        assert paper.count("无需准备任何材料") == len(nothing)
        assert [block.data for block in document.blocks if isinstance(block, QrCode)] == [TOKEN]


def words(fact: Fact | Material) -> str:
    text = fact.text if isinstance(fact, Fact) else fact.name
    return text.zh + ("" if fact.verified else "（示例）")


def complete(section: Section) -> list[str]:
    """Every part of one item that a notice must hold."""
    item = section.item
    facts = (*item.conditions, *item.steps, *item.basis, item.fee, item.telephone, item.supervision)
    parts = [words(fact) for fact in facts]
    parts += [item.name.zh, item.plain_name.zh, item.department.zh, item.accepted_at.zh, item.result.zh]
    parts += [time_limit_words(item.time_limit, item.time_limit_verified), item.offline_note.zh]
    parts += [promise_words(item, CATALOGUE.calendar, DAY)]
    parts += [agent_words(item) if item.form else ""]
    for material in section.materials:
        parts += [words(material), material.note.zh, need_words(material.need)]
    return parts


def test_a_bundle_tells_each_of_its_parts_and_what_is_left_for_a_window() -> None:
    item = CATALOGUE.item("newborn")
    assert item is not None
    both = {"marital_status": "first-marriage", "baby_registered": True, "household_kind": "permit"}
    paper = on_roll(notice(item, both), 32)
    for said in (
        "第1件",
        "生育登记",
        "第2件",
        "居民医保参保",
        "居住证",
        "监护人身份证",
        "上户口",
        "社会保障卡",
    ):
        assert said in paper
    first = on_roll(notice(item, {"marital_status": "other", "baby_registered": False}), 32)
    assert "第1件" in first
    assert "第2件" not in first


def test_a_material_of_another_situation_is_not_on_the_notice() -> None:
    item = CATALOGUE.item("old-age-allowance")
    assert item is not None
    assert "生存证明" not in on_roll(notice(item, {"lives_elsewhere": False}), 32)
    assert "生存证明" in on_roll(notice(item, {"lives_elsewhere": True}), 32)


@pytest.mark.parametrize(
    ("limit", "day", "said"),
    [
        (TimeLimit(TimeUnit.WORKDAY, 20), date(2026, 11, 23), "预计 2026年12月21日 前办结"),
        # Saturday, 10 October, is worked for National Day; the day of acceptance does not count.
        (TimeLimit(TimeUnit.WORKDAY, 1), date(2026, 10, 9), "预计 2026年10月10日 前办结"),
        (TimeLimit(TimeUnit.DAY, 15), date(2026, 11, 23), "预计 2026年12月8日 前办结"),
        (TimeLimit(TimeUnit.WORKDAY, 20), date(2026, 12, 15), ""),  # beyond the calendar
        (TimeLimit(TimeUnit.INSTANT), date(2026, 11, 23), ""),
        (TimeLimit(TimeUnit.UNSTATED), date(2026, 11, 23), ""),
        (TimeLimit(TimeUnit.WORKDAY, 3), None, ""),  # the clock is suspect
    ],
)
def test_a_day_is_promised_only_where_it_is_known(limit: TimeLimit, day: date | None, said: str) -> None:
    item = msgspec.structs.replace(CATALOGUE.items[0], time_limit=limit, time_limit_verified=False)
    words = promise_words(item, CATALOGUE.calendar, day)
    assert bool(words) is bool(said)
    assert said in words
    if words:
        assert words.startswith("如今天受理，")
        assert words.endswith("（示例）")
    if limit.unit is TimeUnit.WORKDAY:
        assert "以受理之日起计算" in time_limit_words(limit, verified=False)


def test_telling_prints_one_job_and_leaves_who_was_told_what_by_which_terminal(world: World) -> None:
    job_id = world.services.guidance.tell("s1", "residence-permit", {})
    job = world.job(job_id)
    assert job.state is JobState.QUEUED
    assert job.kind == DocumentKind.GUIDE.value
    assert world.woken == 1
    text = slip_text(world.slip(job_id))
    assert NOTHING in text
    assert "预计 2026年12月14日 前办结" in text
    with world.store.read() as work:
        (event,) = work.events.recent(1)
    assert (event.actor, event.action, event.object) == (
        "terminal:0001",
        "told-once",
        "residence-permit@2026.11.1",
    )
    assert world.services.printing.reprint(world.slip(job_id).token, "s2") is not None


def test_under_a_suspect_clock_no_day_is_on_the_notice(world: World) -> None:
    world.services.queue.take_number("s0", "general")
    world.clock.set(local_instant(2019, 3, 3))
    text = slip_text(world.slip(world.services.guidance.tell("s1", "residence-permit", {})))
    assert "告知时间" not in text
    assert "预计" not in text
    assert "以受理之日起计算" in text


def test_a_notice_of_no_item_is_a_bug(world: World) -> None:
    with pytest.raises(KeyError):
        world.services.guidance.tell("s1", "no-such-item", {})
