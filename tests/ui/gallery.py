"""Every screen as a picture: portrait and landscape, zh and en, normal and care, into build/gallery.

Run with `python -m tests.ui.gallery [part of a name …]`.
"""

import itertools
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PySide6.QtGui import QGuiApplication

from tests.ui.booking_scenes import BOOKING_SCENES
from tests.ui.form_scenes import FORM_SCENES, form_stage
from tests.ui.form_stage import FormStage
from tests.ui.guide_scenes import GUIDE_SCENES
from tests.ui.keyboard_scenes import KEYBOARD_SCENES
from tests.ui.scenes import SCENES
from tests.ui.staff_scenes import STAFF_SCENES
from tests.ui.stage import LANDSCAPE, PORTRAIT, Stage
from tests.ui.statement_scenes import STATEMENT_SCENES

OUT = Path("build/gallery")
SHAPES = {"portrait": PORTRAIT, "landscape": LANDSCAPE}
NAMES = (
    *(*SCENES, *BOOKING_SCENES, *FORM_SCENES, *GUIDE_SCENES),
    *(*KEYBOARD_SCENES, *STATEMENT_SCENES, *STAFF_SCENES),
)


def main(wanted: list[str]) -> None:
    application = QGuiApplication([])  # noqa: F841 - lives as long as the windows
    combinations = itertools.product(SHAPES.items(), ("zh", "en"), (False, True))
    for (shape, size), language, care in combinations:
        for name in NAMES:
            label = f"{name}-{shape}-{language}-{'care' if care else 'normal'}"
            if wanted and not any(part in label for part in wanted):
                continue
            stage = played(name, size, care=care, english=language == "en")
            stage.touch.grab(OUT / f"{label}.png")
            stage.close()
            sys.stdout.write(f"{OUT / label}.png\n")


def played(name: str, size: tuple[int, int], *, care: bool, english: bool) -> Stage:
    """The stage with the scene `name` on it, the mode and the language changed after it was reached."""
    stage = _reached(name, size)
    if care:
        stage.shell.toggleCare()
    if english:
        stage.shell.toggleLanguage()
    return stage


def _reached(name: str, size: tuple[int, int]) -> Stage:
    if name in KEYBOARD_SCENES:
        form = FormStage(size)
        KEYBOARD_SCENES[name](form)
        return form
    if name in FORM_SCENES:
        form = form_stage(name, size)
        FORM_SCENES[name](form)
        return form
    stage = Stage(size)
    (SCENES | BOOKING_SCENES | GUIDE_SCENES | STATEMENT_SCENES | STAFF_SCENES)[name](stage)
    return stage


if __name__ == "__main__":
    main(sys.argv[1:])
