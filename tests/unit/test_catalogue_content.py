"""What is shipped in config/catalogue: complete, clean, and honest about what nobody has verified."""

from datetime import date

import msgspec
import pytest

from kiosk.catalogue.check import check
from kiosk.catalogue.workdays import due_day
from kiosk.domain.item import ItemKind, TimeLimit, TimeUnit
from kiosk.settings import HallSettings
from kiosk.toml_reading import Mistake, read
from tests.unit.catalogue_samples import PACKAGE, shipped

CATALOGUE = shipped()


def test_the_shipped_package_has_no_mistake_and_no_warning() -> None:
    assert check(PACKAGE) == []


def test_the_eighteen_items_of_the_domain_in_their_order_and_what_bundles_need() -> None:
    assert [item.number for item in CATALOGUE.items] == [*range(1, 21), 101, 102]
    kinds = [item.kind for item in CATALOGUE.items]
    domain = [ItemKind.APPLICATION] * 15 + [ItemKind.TERMINAL] * 3
    assert kinds == [*domain, ItemKind.APPLICATION, ItemKind.APPLICATION, ItemKind.BUNDLE, ItemKind.BUNDLE]
    assert all((item.form == "") is (item.kind is ItemKind.TERMINAL) for item in CATALOGUE.items)


def test_the_27_towns() -> None:
    codes = [division.code for division in CATALOGUE.divisions]
    assert len(set(codes)) == 27
    assert codes == sorted(codes)
    assert "500111101" not in codes
    assert all(code.startswith("500111") for code in codes)
    assert sum(division.name.zh.endswith("街道") for division in CATALOGUE.divisions) == 6
    assert sum(division.name.zh.endswith("镇") for division in CATALOGUE.divisions) == 21
    assert all(division.name.en for division in CATALOGUE.divisions)


def test_everything_a_citizen_reads_has_both_languages() -> None:
    for item in CATALOGUE.items:
        texts = [item.name, item.plain_name, item.department, item.accepted_at, item.privacy_purpose]
        texts += [fact.text for fact in (*item.conditions, *item.basis, *item.steps, item.fee)]
        texts += [fact.text for fact in (item.telephone, item.supervision)]
        texts += [text for material in item.materials for text in (material.name, material.note) if text.zh]
        texts += [text for text in (item.result, item.offline_note) if text.zh]
        assert all(text.zh and text.en for text in texts), item.id
        assert item.synonyms, item.id


def test_no_invented_code_and_no_unsourced_claim() -> None:
    assert all(item.basic_code == "" and item.implementation_code == "" for item in CATALOGUE.items)
    for item in CATALOGUE.items:
        for fact in (*item.conditions, *item.basis, *item.steps, item.fee, item.telephone, item.supervision):
            assert bool(fact.source) >= fact.verified, (item.id, fact.text.zh)
        assert not item.telephone.verified  # Dazu's own numbers are unknown


@pytest.mark.parametrize(
    ("day", "workday"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 2, 14), True),  # a Saturday worked for the Spring Festival
        (date(2026, 2, 16), False),
        (date(2026, 2, 24), True),
        (date(2026, 9, 20), True),  # a Sunday worked for National Day
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 23), True),
        (date(2026, 12, 31), True),
        (date(2025, 12, 31), None),
        (date(2027, 1, 1), None),
    ],
)
def test_the_working_days_of_2026(day: date, workday: bool | None) -> None:
    assert CATALOGUE.calendar.is_workday(day) is workday


def test_2026_has_as_many_working_days_as_the_state_council_gave_it() -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + n) for n in range(365)]
    assert sum(CATALOGUE.calendar.is_workday(day) is True for day in days) == 248
    assert len(CATALOGUE.calendar.holidays) == 33


@pytest.mark.parametrize(
    ("limit", "accepted", "due"),
    [
        (TimeLimit(TimeUnit.INSTANT), date(2026, 11, 23), date(2026, 11, 23)),
        (TimeLimit(TimeUnit.WORKDAY, 3), date(2026, 11, 23), date(2026, 11, 26)),
        (TimeLimit(TimeUnit.WORKDAY, 3), date(2026, 2, 13), date(2026, 2, 25)),  # over the Spring Festival
        (TimeLimit(TimeUnit.DAY, 15), date(2026, 11, 23), date(2026, 12, 8)),
        (TimeLimit(TimeUnit.MONTH, 1), date(2026, 10, 31), date(2026, 11, 30)),
        (TimeLimit(TimeUnit.WORKDAY, 20), date(2026, 12, 15), None),  # beyond the calendar
        (TimeLimit(TimeUnit.DAY, 30), date(2026, 12, 15), None),
        (TimeLimit(TimeUnit.UNSTATED), date(2026, 11, 23), None),
    ],
)
def test_a_due_day_is_given_only_where_it_is_known(
    limit: TimeLimit, accepted: date, due: date | None
) -> None:
    assert due_day(CATALOGUE.calendar, limit, accepted) == due


def test_every_item_can_be_queued_for() -> None:
    mistakes: list[Mistake] = []
    hall = read(PACKAGE.parent / "hall.toml", HallSettings, mistakes)
    assert mistakes == []
    queued = [item for series in hall.series for item in series.items]
    assert sorted(queued) == sorted(i.id for i in CATALOGUE.items if i.kind is ItemKind.APPLICATION)
    assert len({series.prefix for series in hall.series}) == len(hall.series)


def test_the_spelling_is_what_the_authoring_command_writes() -> None:
    pytest.importorskip("pypinyin")
    from kiosk.catalogue.author import spelt

    assert spelt(CATALOGUE) == CATALOGUE.pinyin == msgspec.json.decode((PACKAGE / "pinyin.json").read_bytes())
