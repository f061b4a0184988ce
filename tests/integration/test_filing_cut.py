"""SIGKILL at every step of a submission with photos: the whole case or nothing, and nothing in clear."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.domain.attachment import JPEG, Attachment
from kiosk.domain.record import DeliveryState
from kiosk.records.attachment import open_attachment
from kiosk.records.keys import OpeningKey
from kiosk.records.outbox import FiledCase, open_record
from kiosk.store.attachment_files import AttachmentFiles
from kiosk.store.unit_of_work import Transaction
from tests.integration.app.residue import Canaries
from tests.unit.services.world import ANSWERS, CANARY, NUMBER, World

KEY = OpeningKey(bytes(range(32)))
PICTURE = "CANARY-picture-5d1e-of-a-contract"
PHOTOS = tuple(
    Attachment(material=name, media_type=JPEG, data=(PICTURE * 3000).encode()) for name in ("一", "二")
)
CANARIES = Canaries({"address": CANARY, "number": NUMBER, "picture": PICTURE}, stretch=12)
# Per photo: fsync of the file, rename, fsync of the folder; then the commit; 8: just after it.
STEPS = range(1, 9)


def cut_at(step: int, folder: Path) -> None:
    """A terminal that files a case and dies when its `step`-th step towards the disk is due."""
    world = World(folder)
    world.services.filing._recipient = KEY.recipient
    taken = 0

    def dying(real: Callable[..., Any]) -> Callable[..., Any]:
        def due(*args: Any, **kwargs: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return due

    os.fsync = dying(os.fsync)
    Path.rename = dying(Path.rename)  # type: ignore[method-assign]
    end = Transaction.__exit__

    def committing(transaction: Transaction, *problem: Any) -> None:
        if transaction._begin == "BEGIN IMMEDIATE":
            dying(end)(transaction, *problem)
        else:
            end(transaction, *problem)

    Transaction.__exit__ = committing  # type: ignore[method-assign]
    world.services.filing.submit_case("s1", "residence-permit", ANSWERS, PHOTOS)
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("step", STEPS)
def test_a_cut_leaves_the_whole_case_or_nothing(step: int, tmp_path: Path) -> None:
    process = multiprocessing.get_context("fork").Process(target=cut_at, args=(step, tmp_path))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert CANARIES.in_files([tmp_path]) == set()

    world = World(tmp_path)
    files = AttachmentFiles(world.store.path)
    names = {path.name for path in files.folder.iterdir()} if files.folder.exists() else set()
    with world.store.read() as work:
        filed = work.terminal.get().case_count
        kept = work.records.in_state(DeliveryState.WAITING, 9)
    waiting = [record for record, _ in kept if record.sealed]
    assert filed == len(waiting) == (1 if step == STEPS[-1] else 0)
    if filed:
        case = msgspec.json.decode(open_record(waiting[0], KEY), type=FiledCase)
        assert {one.sealed_sha256 for one in case.attachments} == names
        sealed = [(files.folder / one.sealed_sha256).read_bytes() for one in case.attachments]
        assert [open_attachment(file, KEY) for file in sealed] == [photo.data for photo in PHOTOS]
    else:
        assert names == set()  # what the cut left was swept
    assert CANARIES.in_files([tmp_path]) == set()
    world.close()
