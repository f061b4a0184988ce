"""Every face of the on-screen keyboard as a picture."""

from collections.abc import Callable

from tests.strokes import WRITTEN
from tests.ui.form_stage import FormStage

KeyboardScene = Callable[[FormStage], None]


def _typing(field: str, keys: str = "", then: Callable[[FormStage], None] | None = None) -> KeyboardScene:
    def scene(stage: FormStage) -> None:
        stage.start(page="who")
        stage.touch.tap(f"form.field.{field}")
        for key in keys.split():
            stage.keyboard.press(key)
        if then is not None:
            then(stage)

    return scene


def _write(stage: FormStage) -> None:
    for stroke in WRITTEN["中"]:
        stage.keyboard.write(stroke)


def _search(*texts: str) -> Callable[[FormStage], None]:
    """Touch offers one after the other, by what they read."""

    def scene(stage: FormStage) -> None:
        board = stage.keyboard
        board.seek()
        for text in texts:
            if text in ("part", "strokes"):
                board.press(text)
            else:
                offers = [offer.text or str(offer.strokes) for offer in board._offers]
                board.choose(offers.index(text))

    return scene


KEYBOARD_SCENES: dict[str, KeyboardScene] = {
    "keyboard-pinyin": _typing("name"),
    "keyboard-pinyin-candidates": _typing("name", "z h a n g"),
    "keyboard-pinyin-grid": _typing("name", "y i", lambda stage: stage.keyboard.expand()),
    "keyboard-english": _typing("name", "switch shift"),
    "keyboard-marks": _typing("name", "marks"),
    "keyboard-id-number": _typing("id_number", "5 0 0"),
    "keyboard-writing-empty": _typing("name", "write"),
    "keyboard-writing": _typing("name", "write", _write),
    "keyboard-parts": _typing("name", "", _search()),
    "keyboard-parts-part": _typing("name", "", _search("5")),
    "keyboard-parts-found": _typing("name", "", _search("5", "钅", "strokes", "12")),
    "keyboard-code-empty": _typing("name", "", lambda stage: code(stage, "")),
    "keyboard-code": _typing("name", "", lambda stage: code(stage, "2cb4e")),
    "keyboard-code-none": _typing("name", "", lambda stage: code(stage, "d800")),
    "keyboard-code-boxed": _typing("name", "", lambda stage: code(stage, "e863")),
}


def code(stage: FormStage, digits: str) -> None:
    stage.keyboard.seek()
    for key in ("code", *digits):
        stage.keyboard.press(key)
