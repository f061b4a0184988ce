"""What a technician sees: models from python-escpos, and the test page."""

import subprocess
import sys
from datetime import UTC, datetime

from kiosk.domain.document import Line, Pair
from printers.capabilities import models, proposed
from printers.profile import Profile
from printers.test_page import technician_page

from .conftest import OnPaper


def test_models_propose_a_profile() -> None:
    assert "TM-T88V" in models()
    assert proposed("POS-5890") == Profile(width_dots=384, native_qr=False, cutter=False)
    assert proposed("default") is None
    assert proposed("no such model") is None


def test_the_print_path_loads_neither_escpos_nor_pillow() -> None:
    """The first costs 0.4 s and reconfigures logging, the second 0.2 s: before the first slip of a day."""
    script = (
        "import sys\n"
        "import printers.spooler, printers.connect, printers.capabilities\n"
        "printers.capabilities.models()\n"
        "print([name for name in ('escpos', 'PIL', 'qrcode', 'serial') if name in sys.modules])\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"


def test_the_test_page_shows_width_and_what_no_font_holds(on_paper: OnPaper) -> None:
    for profile in (Profile(), Profile(width_dots=384, repertoire="gb2312", native_qr=False)):
        page = technician_page(
            profile, "tcp://printer.invalid:9100", datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
        )
        slip, paper = on_paper(page, profile)
        assert slip.boxed == ("\ue000",)
        (ruler,) = [line for line in paper.text if line.startswith("1234567890")]
        assert len(ruler) == profile.columns
        assert any("2026-11-23 09:05:00" in line for line in paper.text)
    assert {type(block) for block in page.blocks} >= {Line, Pair}
