"""The slips that citizens take home, as the services write them: with parts, a rare name, and as 补打.

`python -m tests.unit.printers.slip_papers FOLDER` puts them on paper of both widths, to be looked at.
"""

import sys
from datetime import date
from pathlib import Path

import msgspec

from kiosk.catalogue.bundles import sections_for
from kiosk.catalogue.conditions import every_answer
from kiosk.catalogue.guidance import situation_words
from kiosk.domain.case import Case, CaseStage
from kiosk.domain.document import Document
from kiosk.domain.identity import mask_name
from kiosk.services.notices import Moment, notice_slip
from kiosk.services.slips import as_copy, bundle_receipt_slip, receipt_slip
from kiosk.settings import TerminalSettings
from printers.profile import Profile
from printers.render import Slip, escpos
from printers.virtual.head import Head
from printers.virtual.machine import Machine
from printers.virtual.paper import CutPaper, Paper
from printers.virtual.rom import Rom
from tests.unit.catalogue_samples import shipped
from tests.unit.printers.hall_slips import HALL_SLIPS

CATALOGUE = shipped()
PLACE = TerminalSettings()
DAY, AT_MS = date(2026, 11, 23), 1_795_398_060_000
TOKEN = "k7pQ2mX9vR4tL8wZ1cB5nA"
WIDTHS = {"58mm": 384, "80mm": 576}
RARE = "䶮测𬭎"

CASE = Case(
    id="case-1",
    local_number="DZ-0001-20261123-000001-7",
    item="residence-permit",
    catalogue_version="1",
    schema_hash="0" * 64,
    applicant_masked=mask_name(RARE),
    token=TOKEN,
    session="s",
    stage=CaseStage.SUBMITTED_LOCAL,
    official_number=None,
    filed_ms=AT_MS,
)


def _receipt() -> Document:
    item = next(item for item in CATALOGUE.items if item.id == "residence-permit")
    return receipt_slip(CASE, item, PLACE, AT_MS, CATALOGUE.calendar, mask_name("李测试"))


def _bundle_receipt() -> Document:
    bundle = next(bundle for bundle in CATALOGUE.bundles if bundle.id == "newborn")
    items = {item.id: item for item in CATALOGUE.items}
    parts = [
        (msgspec.structs.replace(CASE, local_number=f"DZ-0001-20261123-00000{n}-5"), items[child.item])
        for n, child in enumerate(bundle.children, start=2)
    ]
    return bundle_receipt_slip(CASE, bundle, parts, PLACE, AT_MS, CATALOGUE.calendar)


def _notice(name: str) -> Document:
    item = next(item for item in CATALOGUE.items if item.id == name)
    schema = CATALOGUE.forms[item.situation] if item.situation else None
    given = every_answer(schema)[0] if schema is not None else {}
    told = () if schema is None else situation_words(schema, given, DAY)
    moment = Moment(CATALOGUE.info, CATALOGUE.calendar, DAY, AT_MS)
    return notice_slip(item, sections_for(CATALOGUE, item, given, DAY), told, PLACE, moment, TOKEN)


SLIPS: dict[str, Document] = {
    "receipt": _receipt(),
    "receipt-parts": _bundle_receipt(),
    "receipt-again": as_copy(_receipt(), 1),
    "notice": _notice("resident-medical-insurance"),
    "notice-parts": _notice("newborn"),
    **HALL_SLIPS,
}


def printed(document: Document, width_dots: int) -> tuple[Slip, CutPaper]:
    """What the virtual printer's own decoder makes of the bytes."""
    profile = Profile(width_dots=width_dots)
    fallen: list[CutPaper] = []
    head = Head(Paper(profile.width_dots), Rom(profile.repertoire), True)
    machine = Machine(head, lambda paper, _: fallen.append(paper))
    slip = escpos(document, profile)
    machine.arrive(slip.data)
    machine.work()
    (paper,) = fallen
    return slip, paper


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in SLIPS.items():
        for width, dots in WIDTHS.items():
            printed(document, dots)[1].image.save(folder / f"{name}-{width}.png")
