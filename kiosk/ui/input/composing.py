"""What a key does to what is being composed. Pure: (Typing, key) → (Typing, effect)."""

from collections.abc import Sequence

import msgspec

from kiosk.ui.input import code_points, parts
from kiosk.ui.input.handwriting import MAX_STROKES, Stroke
from kiosk.ui.input.layouts import Function, Mode
from kiosk.ui.input.parts import Search
from kiosk.ui.input.parts_table import PartsTable
from kiosk.ui.input.pinyin import MAX_LETTERS, Candidate


class Typing(msgspec.Struct, frozen=True):
    """What has been typed and not yet entered: `letters` of pinyin or of a code point, `strokes` of a finger,
    `search` for a character by its parts. `letters_mode` is where 字母 leads back to."""

    mode: Mode
    letters: str = ""
    upper: bool = False
    letters_mode: Mode = Mode.PINYIN
    strokes: tuple[Stroke, ...] = ()
    search: Search = Search()


class Insert(msgspec.Struct, frozen=True):
    text: str


class Erase(msgspec.Struct, frozen=True):
    pass


class Done(msgspec.Struct, frozen=True):
    pass


Effect = Insert | Erase | Done | None


def press(
    typing: Typing,
    name: str,
    text: str,
    candidates: Sequence[Candidate],
    table: PartsTable | None = None,
) -> tuple[Typing, Effect]:
    """`name` and `text` are the key's (layouts.Key); `candidates` those of what has been typed."""
    match name:
        case Function.ERASE | Function.UNDO if typing.strokes:
            return msgspec.structs.replace(typing, strokes=typing.strokes[:-1]), None
        case Function.UNDO:
            return typing, None
        case Function.CLEAR:
            return msgspec.structs.replace(typing, strokes=()), None
        case Function.ERASE if typing.mode is Mode.PARTS and (back := parts.step_back(typing.search)):
            return msgspec.structs.replace(typing, search=back), None
        case Function.WRITE:
            return _turned(typing, Mode.WRITING), _pending(typing, candidates)
        case Function.RARE:
            return _turned(typing, Mode.PARTS if table else Mode.CODE), None
        case Function.CODE:
            return _turned(typing, Mode.CODE), None
        case Function.PART if typing.mode is Mode.CODE:
            return _turned(typing, Mode.PARTS), None
        case Function.PART if table:
            return msgspec.structs.replace(typing, search=parts.ask_part(table, typing.search)), None
        case Function.STROKES:
            return msgspec.structs.replace(typing, search=parts.ask_strokes(typing.search)), None
        case Function.DONE if candidates and typing.mode in (Mode.CODE, Mode.WRITING):
            return choose(typing, candidates[0])
        case Function.DONE if typing.mode is Mode.CODE and typing.letters:
            return typing, None  # the bar says that no character has this code point
        case Function.ERASE if typing.letters:
            return _with_letters(typing, typing.letters[:-1]), None
        case Function.ERASE:
            return typing, Erase()
        case Function.DONE if typing.letters:
            # As on every pinyin keyboard, Enter takes the letters as they stand (WPS in a company's name).
            return _with_letters(typing, ""), Insert(typing.letters)
        case Function.DONE:
            return typing, Done()
        case Function.SPACE if candidates:
            return choose(typing, candidates[0])
        case Function.SHIFT:
            return msgspec.structs.replace(typing, upper=not typing.upper), None
        case Function.SWITCH:
            other = Mode.ENGLISH if typing.mode is Mode.PINYIN else Mode.PINYIN
            return Typing(other), _pending(typing, candidates)
        case Function.MARKS:
            return _turned(typing, Mode.MARKS), _pending(typing, candidates)
        case Function.LETTERS:
            return Typing(typing.letters_mode), None
        case _:
            return _enter(typing, text, candidates)


def choose(typing: Typing, candidate: Candidate) -> tuple[Typing, Effect]:
    if typing.mode in (Mode.WRITING, Mode.PARTS, Mode.CODE):
        # One writes on where one wrote; a search is over when it has found.
        mode = Mode.WRITING if typing.mode is Mode.WRITING else typing.letters_mode
        return Typing(mode, letters_mode=typing.letters_mode), Insert(candidate.text)
    return _with_letters(typing, typing.letters[candidate.letters :].lstrip("'")), Insert(candidate.text)


def add_stroke(typing: Typing, stroke: Stroke) -> Typing:
    """What a finger has drawn on the pad, as far as anybody writes."""
    return msgspec.structs.replace(typing, strokes=(*typing.strokes, tuple(stroke))[:MAX_STROKES])


def _turned(typing: Typing, mode: Mode) -> Typing:
    letters_mode = typing.mode if typing.mode in (Mode.PINYIN, Mode.ENGLISH) else typing.letters_mode
    return Typing(mode, letters_mode=letters_mode)


def _enter(typing: Typing, text: str, candidates: Sequence[Candidate]) -> tuple[Typing, Effect]:
    if typing.mode is Mode.CODE:
        return _with_letters(typing, (typing.letters + text)[: code_points.MAX_DIGITS]), None
    if typing.mode is Mode.PINYIN and text.isascii() and text.isalpha():
        return _with_letters(typing, (typing.letters + text)[:MAX_LETTERS]), None
    if typing.mode is Mode.PINYIN and text == "'":
        letters = typing.letters.rstrip("'")
        return _with_letters(typing, letters and letters + "'"), None
    if typing.letters:
        pending = _pending(typing, candidates)
        return _with_letters(typing, ""), Insert((pending.text if pending else "") + text)
    once = msgspec.structs.replace(typing, upper=False)
    return once, Insert(text.upper() if typing.upper else text)


def _pending(typing: Typing, candidates: Sequence[Candidate]) -> Insert | None:
    """What stands in the bar goes into the field before the keyboard turns to something else."""
    if not typing.letters or typing.mode is Mode.CODE:
        return None
    if candidates and candidates[0].letters == len(typing.letters):
        return Insert(candidates[0].text)
    return Insert(typing.letters)


def _with_letters(typing: Typing, letters: str) -> Typing:
    return msgspec.structs.replace(typing, letters=letters)
