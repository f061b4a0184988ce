"""A slip rendered by the house and put on paper by the virtual printer's own decoder."""

from collections.abc import Callable

import pytest

from kiosk.domain.document import Document
from printers.profile import Profile
from printers.render import Slip, escpos
from printers.virtual.head import Head
from printers.virtual.machine import Machine
from printers.virtual.paper import CutPaper, Paper
from printers.virtual.rom import Rom

OnPaper = Callable[..., tuple[Slip, CutPaper]]


@pytest.fixture
def on_paper() -> OnPaper:
    def put(
        document: Document, profile: Profile | None = None, gs_scales_kanji: bool = True
    ) -> tuple[Slip, CutPaper]:
        profile = profile or Profile()
        fallen: list[CutPaper] = []
        head = Head(Paper(profile.width_dots), Rom(profile.repertoire), gs_scales_kanji)
        machine = Machine(head, lambda paper, _: fallen.append(paper))
        slip = escpos(document, profile)
        machine.arrive(slip.data)
        machine.work()
        assert machine.waiting == 0
        (paper,) = fallen
        return slip, paper

    return put
