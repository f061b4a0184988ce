"""A name with characters that few fonts and printers hold: card → screen → slip → district, unchanged."""

from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue import load
from kiosk.devices.card_text import decode, encode
from kiosk.devices.reader import CardSeen
from kiosk.domain.card import CardKind, IdCard
from kiosk.domain.identity import mask_name
from kiosk.domain.privacy import Consent, Sensitive
from kiosk.services.filing import CaseFiled
from printers.profile import Profile
from printers.render import escpos
from printers.virtual.head import Head
from printers.virtual.machine import Machine
from printers.virtual.paper import CutPaper, Paper
from printers.virtual.rom import Rom
from tests.ui.form_scenes import CATALOGUE
from tests.ui.form_stage import CARD, FormStage
from tests.ui.stage import PORTRAIT
from tests.unit.catalogue_samples import PACKAGE, SAMPLES
from tests.unit.services.world import World

PRIVATE = "\ue863"  # where chips of before 2000 keep characters that had no code then
NAMES = (f"李㛃{PRIVATE}", "王𬱖", "\U00020bb7田䶮", f"{PRIVATE}{PRIVATE}")
ITEM = "unemployment-registration"


def card_of(name: str) -> IdCard:
    """As the chip gives it: through the 256 bytes of its text."""
    read = decode(encode(msgspec.structs.replace(CARD, name=name, kind=CardKind.RESIDENT)))
    assert isinstance(read, IdCard)
    return read


def on_paper(data: bytes) -> CutPaper:
    """What the virtual printer's own decoder puts on paper."""
    fallen: list[CutPaper] = []
    profile = Profile()
    machine = Machine(
        Head(Paper(profile.width_dots), Rom(profile.repertoire), True), lambda paper, _: fallen.append(paper)
    )
    machine.arrive(data)
    machine.work()
    (paper,) = fallen
    return paper


@pytest.mark.parametrize("name", NAMES)
def test_a_rare_name_goes_unchanged_from_the_chip_to_the_district(
    name: str, tmp_path: Path, qtbot: QtBot
) -> None:
    del qtbot
    stage = FormStage(PORTRAIT, CATALOGUE)
    stage.cards.take(CardSeen(card_of(name)))
    stage.touch.wait_text(f"{mask_name(name)}，您好。")
    stage.shell.go("form", item=ITEM)
    stage.start_page("identity")
    stage.touch.wait_text(name)
    answers = SAMPLES[ITEM] | {"name": stage.draft.answers["name"]}
    stage.close()

    world = World(tmp_path)
    world.catalogue = load(PACKAGE)
    filed = world.services.filing.submit_case("s1", ITEM, answers, consent=Consent(kinds=tuple(Sensitive)))
    assert isinstance(filed, CaseFiled)
    opened = msgspec.convert(world.opened(filed.case.id)["answers"], dict[str, object])
    assert opened["name"] == name
    slip = world.slip(filed.job_id)
    world.close()
    assert mask_name(name) in msgspec.json.encode(slip).decode()
    printed = escpos(slip, Profile())
    paper = on_paper(printed.data)
    assert printed.boxed == ()  # every character was drawn by some font
    assert not any(mark in "".join(paper.text) for mark in "?\ufffd")
