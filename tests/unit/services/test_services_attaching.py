"""Photos of a case: sealed files on disk before the transaction that names them, and nothing in clear."""

import os
import shutil
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.attachment import JPEG, MAX_BYTES, MAX_COUNT, Attachment, AttachmentState
from kiosk.records.attachment import AttachmentHeader, digest, open_attachment, read_header
from kiosk.records.outbox import FiledCase
from kiosk.services.filing import CaseFiled, CaseInvalid
from kiosk.store.attachment_files import UNCLAIMED, AttachmentFiles
from kiosk.store.backup import Backup
from kiosk.store.errors import DiskFull
from tests.unit.services.world import ANSWERS, World

ITEM = "residence-permit"
CANARY = b"CANARY-of-a-lease-contract-7c1f"
PHOTOS = (
    Attachment(material="住所证明", media_type=JPEG, data=CANARY * 4000),
    Attachment(material="照片", media_type=JPEG, data=b"second " + CANARY),
)


def file_case(world: World) -> CaseFiled:
    outcome = world.services.filing.submit_case("s1", ITEM, ANSWERS, PHOTOS)
    assert isinstance(outcome, CaseFiled)
    return outcome


def folder(world: World) -> Path:
    return AttachmentFiles(world.store.path).folder


def names(world: World) -> set[str]:
    return {path.name for path in folder(world).iterdir()} if folder(world).exists() else set()


def test_the_district_opens_each_photo_and_finds_it_in_the_list(world: World) -> None:
    case = file_case(world).case
    opened = msgspec.convert(world.opened(case.id), FiledCase)
    assert [listed.material for listed in opened.attachments] == ["住所证明", "照片"]
    for number, (listed, photo) in enumerate(zip(opened.attachments, PHOTOS, strict=True), start=1):
        sealed = (folder(world) / listed.sealed_sha256).read_bytes()
        assert (digest(sealed), len(sealed)) == (listed.sealed_sha256, listed.sealed_size)
        assert read_header(sealed) == AttachmentHeader(case=case.id, number=number, terminal="0001")
        plain = open_attachment(sealed, world.opening_key)
        assert plain == photo.data
        assert (digest(plain), len(plain)) == (listed.plain_sha256, listed.plain_size)
        assert listed.media_type == JPEG


def test_rows_and_files_belong_together(world: World) -> None:
    case = file_case(world).case
    with world.store.read() as work:
        rows = work.attachments.of_case(case.id)
    assert [row.number for row in rows] == [1, 2]
    assert {row.sealed_sha256 for row in rows} == names(world)
    assert all(row.state is AttachmentState.WAITING for row in rows)
    assert folder(world).stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder(world).iterdir()} == {0o600}


def test_nothing_of_a_photo_is_on_disk_in_clear(world: World) -> None:
    file_case(world)
    for path in world.store.path.parent.rglob("*"):
        if path.is_file():
            assert CANARY not in path.read_bytes(), path


def test_a_case_that_was_refused_leaves_no_file(world: World) -> None:
    outcome = world.services.filing.submit_case("s1", ITEM, {"name": "张测试"}, PHOTOS)
    assert isinstance(outcome, CaseInvalid)
    assert names(world) == set()


def test_a_transaction_that_fails_takes_its_files_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the last statement of the transaction")

    monkeypatch.setattr(world.services.events, "write", broken)
    with pytest.raises(RuntimeError):
        world.services.filing.submit_case("s1", ITEM, ANSWERS, PHOTOS)
    assert names(world) == set()


def test_a_full_disk_stores_neither_photo_nor_case(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    real, synced = os.fsync, []

    def full(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == 3:  # file and folder of the first photo went well
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        world.services.filing.submit_case("s1", ITEM, ANSWERS, PHOTOS)
    assert names(world) == set()
    with world.store.read() as work:
        assert work.terminal.get().case_count == 0


def test_what_a_cut_left_behind_goes_at_the_next_start(world: World) -> None:
    """The files of a cut between rename and commit, and of one in the middle of a file."""
    file_case(world)
    kept = names(world)
    files = AttachmentFiles(world.store.path)
    files.put("a" * 64, b"sealed, and no transaction names it")
    (folder(world) / ("b" * 64 + ".new")).write_bytes(b"half a file")
    world.restart()
    assert names(world) == kept
    with world.store.read() as work:
        swept = next(event for event in work.events.recent(5) if event.action == "sweep-attachments")
    assert swept.result == "2"


def test_after_a_restore_what_no_row_names_is_set_aside_and_stays(world: World) -> None:
    file_case(world)
    before = names(world)
    world.startup.condemn("test")
    # The damaged file is beyond reading, and there is no backup: every row is lost.
    world.store.close()
    world.store.path.write_bytes(os.urandom(8192))
    for suffix in ("-wal", "-shm"):
        world.store.path.with_name(world.store.path.name + suffix).unlink(missing_ok=True)
    world.start()
    assert world.started.loss is not None
    assert names(world) == {name + UNCLAIMED for name in before}
    world.restart()
    assert names(world) == {name + UNCLAIMED for name in before}


@pytest.mark.parametrize(
    "photos",
    [
        PHOTOS[:1] * (MAX_COUNT + 1),
        (Attachment(material="照片", media_type=JPEG, data=bytes(MAX_BYTES + 1)),),
    ],
)
def test_too_many_or_too_large_is_a_mistake_of_ours(world: World, photos: tuple[Attachment, ...]) -> None:
    with pytest.raises(ValueError, match="attachments"):
        world.services.filing.submit_case("s1", ITEM, ANSWERS, photos)
    assert names(world) == set()


def test_a_photo_shows_nothing_in_a_traceback() -> None:
    assert "CANARY" not in repr(PHOTOS[0])


def test_photos_come_back_with_the_backup(world: World) -> None:
    """The data folder's disk is replaced; the backup lies on another one."""
    case = file_case(world).case
    before = names(world)
    assert isinstance(world.services.backups.run(), Backup)
    assert isinstance(world.services.backups.run(), Backup)  # copies nothing twice
    world.store.close()
    shutil.rmtree(folder(world))
    world.startup.condemn("the disk is new")
    world.start()
    assert world.started.loss is not None
    assert names(world) == before
    with world.store.read() as work:
        assert {row.sealed_sha256 for row in work.attachments.of_case(case.id)} == before


def test_only_applications_count_as_waiting_to_be_sent(world: World) -> None:
    """“1 件申请等待上传” was said before anybody had applied: a number and the epoch are records too."""
    world.services.queue.take_number("s0", "general")
    assert world.services.status.snapshot().waiting_cases == 0
    file_case(world)
    assert world.services.status.snapshot().waiting_cases == 1
