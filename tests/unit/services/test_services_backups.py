"""The ten-minute backup: its outcome is a value, and its age is known over restarts."""

from kiosk.domain.health import Verdict
from kiosk.services.backups import BackupFailed
from kiosk.services.startup import check_store
from kiosk.store.backup import Backup, verify
from tests.unit.services.world import KEY, World


def verdict(world: World) -> Verdict:
    return next(check.verdict for check in world.services.selfcheck.run() if check.name == "backup")


def test_a_backup_is_made_and_its_age_is_checked(world: World) -> None:
    done = world.services.backups.run()
    assert isinstance(done, Backup)
    verify(done.path, KEY)
    assert verdict(world) is Verdict.WARNING  # both on one disk
    world.restart()
    world.clock.advance(25 * 3600)
    assert verdict(world) is Verdict.FAULT


def test_a_failure_is_said_and_does_not_make_the_last_one_younger(world: World) -> None:
    world.services.backups.run()
    world.clock.advance(25 * 3600)
    for file in world.settings.backup_dir.iterdir():
        file.unlink()
    world.settings.backup_dir.rmdir()
    world.settings.backup_dir.write_text("a file where the folder should be")
    failed = world.services.backups.run()
    assert isinstance(failed, BackupFailed)
    assert verdict(world) is Verdict.FAULT


def test_a_first_failure_is_no_success(world: World) -> None:
    world.settings.backup_dir.write_text("a file where the folder should be")
    assert isinstance(world.services.backups.run(), BackupFailed)
    assert verdict(world) is Verdict.FAULT
    with world.store.read() as work:
        state = work.devices.get("backup")
    assert state is not None
    assert state.state == "failed"


def test_a_whole_store_is_whole(world: World) -> None:
    assert check_store(world.store) is None
