"""Number plates of vehicles (GA 36): a province's character, a letter, then letters and digits. Pure."""

from kiosk.ui.input.layouts import PLATE_MARKS, PROVINCES, Mode

USUAL, NEW_ENERGY = 7, 8
_ALIKE = str.maketrans("IO", "10")  # neither letter is used behind the first two characters


def clean(text: str) -> str:
    """What of `text` can stand on a plate, each character in its place: 渝c-12o45 → 渝C12045."""
    plate = ""
    for character in text.upper():
        if len(plate) == NEW_ENERGY:
            break
        if not plate:
            plate += character if character in PROVINCES else ""
        elif len(plate) == 1:
            plate += character if _is_letter(character) else ""
        else:
            plate += _behind(character.translate(_ALIKE), len(plate))
    return plate


def keys(text: str) -> Mode:
    """Which keys the next character comes from."""
    return Mode.PLATE if clean(text) else Mode.PROVINCES


def grouped(text: str) -> str:
    """渝C12345 → 渝C·12345, as it is painted."""
    return f"{text[:2]}·{text[2:]}" if len(text) > 2 else text


def _behind(character: str, place: int) -> str:
    if character in PLATE_MARKS:
        return character if place == USUAL - 1 else ""
    return character if _is_letter(character) or character in "0123456789" else ""


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha() and character not in "IO"
