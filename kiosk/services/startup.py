"""From a state folder to a working store: opened, made, or restored with its gap declared."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from kiosk.domain.record import RecordKind
from kiosk.services.events import SYSTEM
from kiosk.services.outgoing import append_told
from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store, UnitOfWork, open_store
from kiosk.store.attachment_files import AttachmentFiles
from kiosk.store.backup import newest_verified
from kiosk.store.check import quick_check
from kiosk.store.errors import Damaged, WrongKey
from kiosk.store.recovery import Loss, Recovery

RESTARTED = "terminal-restarted"


class Started(msgspec.Struct, frozen=True):
    """`loss` is None unless the store had to be restored; staff are told of it until they confirm."""

    store: Store
    loss: Loss | None


class StateFolder(msgspec.Struct, frozen=True, kw_only=True):
    """Where the store and its backups lie, and whose they are."""

    store: Path
    backups: Path
    terminal_id: str
    fingerprint: str

    @property
    def condemned(self) -> Path:
        """Left by a check that failed while the terminal ran: the next start restores."""
        return self.store.with_name(self.store.name + ".condemned")


class Startup:
    def __init__(
        self, folder: StateFolder, key: bytes, timekeeping: Timekeeping, ids: Callable[[], str]
    ) -> None:
        self._folder = folder
        self._key = key
        self._timekeeping = timekeeping
        self._ids = ids

    def run(self) -> Started:
        """Raises StoreError when the environment must be mended by a person first (WrongKey, DiskFull, …)."""
        self._folder.store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        store, loss = self._open()
        with store.begin() as work:
            if work.terminal.find() is None:
                self._first_epoch(work)
            # Whoever waited for these slips may be gone: nothing prints in front of the next citizen.
            work.print_jobs.give_up_all(RESTARTED, self._now_ms(work))
            self._event(work, "start", "restored" if loss else "ok")
            swept = self._sweep(work, keep=loss is not None)
            if swept:
                self._event(work, "sweep-attachments", str(swept))
        return Started(store, loss)

    def _sweep(self, work: UnitOfWork, *, keep: bool) -> int:
        """Photos that a cut left without their case. After a restore the row may be what was lost."""
        files = AttachmentFiles(self._folder.store)

        def is_named(name: str) -> bool:
            return work.attachments.get(name) is not None

        if keep:
            backup = AttachmentFiles(self._folder.backups / self._folder.store.name)
            files.copy_missing(backup, is_named)
        return files.sweep(is_named, keep=keep)

    def condemn(self, reason: str) -> None:
        """The check after the first frame found damage: close the store and start anew after this."""
        self._folder.condemned.write_text(reason, "utf-8")

    def _open(self) -> tuple[Store, Loss | None]:
        condemned = self._folder.condemned
        if condemned.exists():
            return self._recover(condemned.read_text("utf-8"))
        try:
            return open_store(self._folder.store, self._key), None
        except Damaged as error:
            return self._recover(str(error))
        except WrongKey as error:
            # Without a nameplate a damaged first page looks like a wrong key; a backup that opens tells.
            if newest_verified(self._folder.backups, self._key) is None:
                raise
            return self._recover(str(error))

    def _recover(self, reason: str) -> tuple[Store, Loss]:
        folder = self._folder
        recovery = Recovery(
            folder.store,
            self._key,
            folder.backups,
            terminal_id=folder.terminal_id,
            fingerprint=folder.fingerprint,
            now_ms=self._timekeeping.judge(0).ms,
        )
        loss = recovery.run(reason, self._declare)
        folder.condemned.unlink(missing_ok=True)
        return open_store(folder.store, self._key), loss

    def _first_epoch(self, work: UnitOfWork) -> None:
        now_ms = self._timekeeping.judge(0).ms
        work.terminal.create(self._folder.terminal_id, self._folder.fingerprint, now_ms)
        self._epoch_record(work, {"reason": "first"})

    def _declare(self, work: UnitOfWork, loss: Loss) -> None:
        self._epoch_record(
            work,
            {
                "reason": loss.reason,
                "old_epoch": loss.old_epoch,
                "last_seq": loss.last_seq,
                "last_hash": loss.last_hash,
                "backup": loss.backup,
                "salvaged": loss.salvaged,
                "refused": loss.refused,
            },
        )
        self._event(work, "restore", loss.backup or "without-backup")

    def _epoch_record(self, work: UnitOfWork, told: dict[str, str | int | dict[str, int]]) -> None:
        append_told(
            work,
            record_id=self._ids(),
            kind=RecordKind.EPOCH,
            created_ms=self._now_ms(work),
            told=told,
            urgent=True,  # the district must know of an epoch before it sees the first case of it
        )

    def _event(self, work: UnitOfWork, action: str, result: str) -> None:
        work.events.append(
            at_ms=self._now_ms(work),
            monotonic_ms=self._timekeeping.monotonic_ms(),
            session="",
            actor=SYSTEM,
            action=action,
            object="store",
            result=result,
        )

    def _now_ms(self, work: UnitOfWork) -> int:
        return self._timekeeping.judge(work.terminal.get().last_seen_ms).ms


def check_store(store: Store) -> str | None:
    """None when the store is whole, else what is wrong. After the first frame, off the Qt thread."""
    try:
        quick_check(store.driver())
    except Damaged as error:
        return str(error)
    return None
