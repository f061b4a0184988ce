"""A damaged store comes back: the backup, what could be salvaged, and a new epoch that says so."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.case import Case
from kiosk.domain.printer import JobState
from kiosk.domain.record import DeliveryState, Record, RecordKind
from kiosk.records import chain
from kiosk.services.filing import CaseFiled
from kiosk.services.progress import NumberFound, ProgressFound, ProgressNotFound
from kiosk.services.queue import NumberTaken
from kiosk.services.startup import check_store
from kiosk.store import nameplate
from kiosk.store.backup import Backup
from kiosk.store.errors import WrongKey
from kiosk.store.recovery import LOST_CASES, set_aside_names
from tests.unit.services.world import ANSWERS, World

PAGE = 4096


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.close()


def take(world: World, count: int, prefix: str = "s") -> list[str]:
    labels = []
    for number in range(count):
        outcome = world.services.queue.take_number(f"{prefix}{number}", "general")
        assert isinstance(outcome, NumberTaken)
        labels.append(outcome.ticket.label)
    return labels


def file(world: World, session: str = "s") -> Case:
    outcome = world.services.filing.submit_case(session, "residence-permit", ANSWERS)
    assert isinstance(outcome, CaseFiled)
    return outcome.case


def records(world: World) -> list[Record]:
    with world.store.read() as work:
        found = [record for state in DeliveryState for record, _ in work.records.in_state(state, 10_000)]
    return sorted(found, key=lambda record: (record.epoch, record.seq))


def epochs_told(world: World) -> list[dict[str, object]]:
    return [msgspec.json.decode(record.body) for record in records(world) if record.kind is RecordKind.EPOCH]


def harm(world: World, change: Callable[[bytes], bytes]) -> None:
    """The terminal stops, the disk loses its memory, the terminal starts."""
    world.store.close()
    path = world.settings.store_path
    path.write_bytes(change(path.read_bytes()))
    world.clock.monotonic = 5.0
    world.start()


def all_gone(content: bytes) -> bytes:
    return b"\xa5" * len(content)


def first_page_gone(content: bytes) -> bytes:
    return b"\0" * PAGE + content[PAGE:]


def cut_short(content: bytes) -> bytes:
    """The last third was never written."""
    return content[: len(content) // PAGE * 2 // 3 * PAGE]


def test_the_first_record_of_all_says_first(world: World) -> None:
    [first] = records(world)
    assert (first.kind, first.epoch, first.seq, first.prev_hash) == (RecordKind.EPOCH, 1, 1, chain.GENESIS)
    assert epochs_told(world)[0]["reason"] == "first"


def test_the_code_on_a_slip_opens_its_number_after_a_restore(world: World) -> None:
    taken = world.services.queue.take_number("s1", "general")
    assert isinstance(taken, NumberTaken)
    world.services.backups.run()
    lost = world.services.queue.take_number("s2", "general")
    assert isinstance(lost, NumberTaken)
    harm(world, all_gone)
    assert isinstance(world.services.progress.by_label("s3", "A001", taken.code), NumberFound)
    assert world.services.progress.by_label("s3", "A002", lost.code) == ProgressNotFound(4)
    again = world.services.queue.take_number("s4", "general")
    assert isinstance(again, NumberTaken)
    assert again.ticket.label == "A·2-001"
    assert isinstance(world.services.progress.by_label("s3", "a2001", again.code), NumberFound)


@pytest.mark.parametrize("change", [all_gone, first_page_gone, lambda _: b""])
def test_everything_in_the_backup_comes_back(world: World, change: Callable[[bytes], bytes]) -> None:
    take(world, 3)
    case = file(world)
    world.services.backups.run()
    before = records(world)
    harm(world, change)
    loss = world.started.loss
    assert loss is not None
    assert (loss.old_epoch, loss.new_epoch, loss.backup) == (1, 2, "kiosk-000001.db")
    assert (loss.last_seq, loss.last_hash) == (before[-1].seq, before[-1].hash)
    assert records(world)[: len(before)] == before
    assert isinstance(world.services.progress.by_token(case.token), ProgressFound)
    assert check_store(world.store) is None


def test_the_new_epoch_names_the_old_one(world: World) -> None:
    take(world, 2)
    world.services.backups.run()
    before = records(world)
    harm(world, all_gone)
    after = records(world)
    declared = after[len(before)]
    told = msgspec.json.decode(declared.body)
    assert (declared.epoch, declared.seq, declared.kind) == (2, 1, RecordKind.EPOCH)
    assert declared.prev_hash == before[-1].hash
    assert chain.hash_of(declared) == declared.hash
    assert told["old_epoch"] == 1
    assert (told["last_seq"], told["last_hash"]) == (before[-1].seq, before[-1].hash)
    assert told["reason"]


def test_a_condemned_store_is_restored_once(world: World) -> None:
    take(world, 2)
    world.services.backups.run()
    world.startup.condemn("page 7 is torn")
    world.restart()
    assert world.started.loss is not None
    assert world.started.loss.reason == "page 7 is torn"
    world.restart()
    assert world.started.loss is None


def test_the_district_hears_of_an_epoch_before_the_first_case_of_it(world: World) -> None:
    take(world, 2)
    world.services.backups.run()
    harm(world, all_gone)
    file(world)
    with world.store.begin() as work:
        sent = [(record.kind, record.epoch) for record in work.records.claim(2**60, 2**60 + 1, 99, 10**9)]
    assert world.started.loss is not None
    assert sent.index((RecordKind.EPOCH, 2)) < sent.index((RecordKind.CASE, 2))


def test_numbers_go_on_under_an_epoch_mark(world: World) -> None:
    before = take(world, 3)
    world.services.backups.run()
    before += take(world, 2, "lost")  # not in the backup
    harm(world, all_gone)
    after = take(world, 2, "after")
    assert after == ["A·2-001", "A·2-002"]
    assert not set(before) & set(after)
    world.clock.advance(86_400)
    assert take(world, 1, "tomorrow") == ["A·2-001"]


def test_local_numbers_of_lost_cases_are_not_given_again(world: World) -> None:
    world.services.backups.run()
    lost = [file(world).local_number for _ in range(3)]
    harm(world, all_gone)
    number = file(world).local_number
    assert number not in lost
    assert int(number.split("-")[3]) == LOST_CASES + 1


def test_the_damaged_file_is_kept_as_it_was_with_its_wal(world: World) -> None:
    take(world, 3)
    path = world.settings.store_path
    wal = path.with_name(path.name + "-wal")
    content, frames = path.read_bytes(), wal.read_bytes()
    world.startup.condemn("found by the check")
    world.store.close()
    path.write_bytes(content)
    wal.write_bytes(frames)
    world.start()
    [kept] = set_aside_names(path)
    assert kept.read_bytes() == content
    assert kept.with_name(kept.name + "-wal").read_bytes() == frames
    assert not list(path.parent.glob("*.restored*"))


def test_each_damage_has_an_epoch_of_its_own_though_backups_know_nothing_of_it(world: World) -> None:
    world.services.backups.run()
    for epoch in (2, 3, 4):
        harm(world, all_gone)
        assert world.started.loss is not None
        assert world.started.loss.new_epoch == epoch
    assert len(set_aside_names(world.settings.store_path)) == 3
    assert take(world, 1) == ["A·4-001"]


def test_without_nameplate_and_backup_the_epoch_of_the_backups_folder_counts(world: World) -> None:
    world.services.backups.run()
    harm(world, all_gone)
    world.services.backups.run()
    world.store.close()
    path = world.settings.store_path
    nameplate.path_of(path).unlink()
    path.write_bytes(all_gone(path.read_bytes()))
    world.start()
    assert world.started.loss is not None
    assert world.started.loss.new_epoch == 3


def test_without_any_backup_it_starts_anew_and_says_so(world: World) -> None:
    take(world, 2)
    harm(world, all_gone)
    loss = world.started.loss
    assert loss is not None
    assert (loss.backup, loss.salvaged, loss.new_epoch) == ("", {}, 2)
    assert [told["backup"] for told in epochs_told(world)] == [""]
    assert take(world, 1, "after") == ["A·2-001"]


def test_a_missing_file_is_not_a_new_terminal(world: World) -> None:
    world.services.backups.run()
    world.store.close()
    world.settings.store_path.unlink()
    world.start()
    assert world.started.loss is not None
    assert "missing" in world.started.loss.reason


def test_rows_newer_than_the_backup_are_salvaged(world: World) -> None:
    """One page is gone; all others can be read."""
    take(world, 40)
    world.services.backups.run()
    labels = take(world, 20, "newer")
    cases = [file(world, f"case{number}") for number in range(10)]
    with world.store.read() as work:
        tokens = [ticket.token for ticket in work.tickets.waiting(date(2026, 11, 23))]
    world.store.close()
    path = world.settings.store_path
    whole = path.read_bytes()
    pages = len(whole) // PAGE
    losses = []
    for bad in range(1, pages):
        content = bytearray(whole)
        content[bad * PAGE + 50 : bad * PAGE + 90] = os.urandom(40)
        path.write_bytes(bytes(content))
        for each in set_aside_names(path):
            each.unlink()
        nameplate.write(path, nameplate.Nameplate(nameplate.key_id(bytes(range(32))), 1))
        (path.parent / "kiosk.db.condemned").write_text(f"page {bad}")
        world.start()
        with world.store.read() as work:
            tickets = sum(work.tickets.by_token(token) is not None for token in tokens)
            filed = sum(work.cases.get(case.id) is not None for case in cases)
            bodies = sum(work.records.get(case.id) is not None for case in cases)
        losses.append((60 - tickets, 10 - filed, 10 - bodies))
        assert check_store(world.store) is None
        world.store.close()
    assert len(labels) == 20
    assert losses.count((0, 0, 0)) > pages // 3  # pages of indexes and of old rows cost nothing at all
    # One page is one leaf; only a page through which others are reached can cost more, and the
    # newest verified backup bounds that.
    assert max(tickets for tickets, _, _ in losses) <= 20
    assert sorted(tickets + filed + bodies for tickets, filed, bodies in losses)[pages // 2] <= 8
    world.start()


def test_a_file_cut_short_is_salvaged_up_to_the_cut(world: World) -> None:
    take(world, 150)
    harm(world, cut_short)
    loss = world.started.loss
    assert loss is not None
    assert loss.backup == ""
    assert 20 < loss.salvaged["ticket"] < 150
    assert take(world, 1, "after") == ["A·2-001"]


def test_salvage_and_backup_do_not_double_anything(world: World) -> None:
    take(world, 30)
    world.services.backups.run()
    with world.store.begin() as work:
        [first] = work.records.claim(0, 1, 1, 10**6)
        work.records.delivered(first.epoch, first.seq, 5)
    world.startup.condemn("found by the check")
    world.restart()
    loss = world.started.loss
    assert loss is not None
    assert loss.reason == "found by the check"
    assert loss.refused == 0
    chained = [record for record in records(world) if record.epoch == 1]
    assert [record.seq for record in chained] == list(range(1, 32))
    assert all(chain.hash_of(record) == record.hash for record in chained)
    with world.store.read() as work:
        delivery = work.records.delivery(first.id)
    assert delivery is not None
    assert delivery[0] is DeliveryState.DELIVERED  # the newer state won over the backup's


def test_old_slips_do_not_come_out_after_a_restore(world: World) -> None:
    take(world, 2)
    world.services.backups.run()
    harm(world, all_gone)
    with world.store.begin() as work:
        assert work.print_jobs.claim("slip", 0) is None
        assert {job.state for job in work.print_jobs.recent(9)} == {JobState.GIVEN_UP}


def test_a_power_cut_in_the_middle_of_recovery_begins_anew(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(world, 3)
    world.services.backups.run()
    world.store.close()
    path = world.settings.store_path
    path.write_bytes(all_gone(path.read_bytes()))
    rename = Path.rename

    def cut(self: Path, target: Path) -> Path:
        if self.name.endswith(".restored"):
            raise KeyboardInterrupt  # nothing after this point happens
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", cut)
    with pytest.raises(KeyboardInterrupt):
        world.startup.run()
    monkeypatch.undo()
    assert not path.exists()
    world.start()
    assert world.started.loss is not None
    assert world.started.loss.new_epoch == 3  # 2 was written down, and is never used again
    assert world.started.loss.backup == "kiosk-000001.db"
    assert len(set_aside_names(path)) == 1
    assert take(world, 1, "after") == ["A·3-001"]


def test_a_wal_left_alone_is_fetched_to_its_file(world: World) -> None:
    """The cut fell between the renames: the file is set aside, its WAL still has the old name."""
    take(world, 3)
    path = world.settings.store_path
    wal = path.with_name(path.name + "-wal")
    content, frames = path.read_bytes(), wal.read_bytes()
    world.store.close()
    path.unlink()
    path.with_name("kiosk.db.damaged-1").write_bytes(content)
    wal.write_bytes(frames)
    world.start()
    assert path.with_name("kiosk.db.damaged-1-wal").read_bytes() == frames
    assert world.started.loss is not None
    assert world.started.loss.salvaged["ticket"] == 3  # they were in the WAL alone


def test_a_wrong_key_restores_nothing(world: World) -> None:
    from kiosk.services.startup import Startup

    world.services.backups.run()
    world.store.close()
    with pytest.raises(WrongKey):
        Startup(world.folder(), bytes(32), world.timekeeping, world.ids).run()
    assert set_aside_names(world.settings.store_path) == []
    world.start()
    assert world.started.loss is None


def test_without_nameplate_a_backup_that_opens_tells_damage_from_a_wrong_key(world: World) -> None:
    world.services.backups.run()
    world.store.close()
    path = world.settings.store_path
    nameplate.path_of(path).unlink()
    path.write_bytes(first_page_gone(path.read_bytes()))
    world.start()
    assert world.started.loss is not None


def test_events_tell_of_the_restore(world: World) -> None:
    world.services.backups.run()
    harm(world, all_gone)
    with world.store.read() as work:
        told = [(event.action, event.result) for event in work.events.recent(2)]
    assert told == [("start", "restored"), ("restore", "kiosk-000001.db")]


def test_a_day_before_the_backup_s_is_marked_too(world: World) -> None:
    """The clock was set back and confirmed after the backup: what was given then is on paper all the same."""
    world.clock.advance(86_400)
    take(world, 1, "later")
    assert isinstance(world.services.backups.run(), Backup)
    world.clock.advance(-86_400)
    world.services.clock_correction.confirm("17")
    lost = take(world, 2, "lost")
    harm(world, all_gone)
    world.services.clock_correction.confirm("17")
    assert set(take(world, 2, "after")).isdisjoint(lost)
