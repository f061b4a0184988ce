"""The line above the candidates: what has been typed, or what the keyboard asks. Pure."""

from kiosk.domain.text import Language
from kiosk.ui.input.composing import Typing
from kiosk.ui.input.layouts import Mode
from kiosk.ui.input.parts import Asking
from kiosk.ui.words import load_words


def headline(typing: Typing, found: int, page: tuple[int, int], language: Language) -> str:
    """`found` characters by parts, on page `page` of so many."""
    match typing.mode:
        case Mode.CODE:
            return f"U+{typing.letters.upper()}" if typing.letters else ""
        case Mode.PARTS:
            return _about_parts(typing, found, page, language)
        case _:
            return typing.letters


def prompt(typing: Typing, has_candidates: bool, language: Language) -> str:
    """In the bar while nothing stands there to be chosen."""
    words = load_words("keyboard")
    match typing.mode:
        case Mode.PINYIN if not typing.letters:
            return words.say("prompt", language)
        case Mode.WRITING if not typing.strokes:
            return words.say("prompt-writing", language)
        case Mode.CODE if not typing.letters:
            return words.say("prompt-code", language)
        case Mode.CODE if not has_candidates:
            return words.say("prompt-no-character", language)
        case _:
            return ""


def _about_parts(typing: Typing, found: int, page: tuple[int, int], language: Language) -> str:
    words, search = load_words("keyboard"), typing.search
    chosen = list(search.parts)
    if search.strokes:
        chosen.append(words.say("strokes-chosen", language, count=search.strokes))
    if search.asking is Asking.CHARACTER:
        said = words.say("characters-found", language, count=found)
    else:
        said = words.say(f"ask-{search.asking.value}", language)
    turned = f"{page[0]} / {page[1]}" if page[1] > 1 else ""
    return "　".join(part for part in (" + ".join(chosen), said, turned) if part)
