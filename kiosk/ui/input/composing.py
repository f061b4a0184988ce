"""What a key does to what is being composed. Pure: (Typing, key) → (Typing, effect)."""

from collections.abc import Sequence

import msgspec

from kiosk.ui.input.layouts import Function, Mode
from kiosk.ui.input.pinyin import MAX_LETTERS, Candidate


class Typing(msgspec.Struct, frozen=True):
    """`letters` is pinyin not yet turned into characters; only PINYIN mode has any."""

    mode: Mode
    letters: str = ""
    upper: bool = False
    before_marks: Mode = Mode.PINYIN


class Insert(msgspec.Struct, frozen=True):
    text: str


class Erase(msgspec.Struct, frozen=True):
    pass


class Done(msgspec.Struct, frozen=True):
    pass


Effect = Insert | Erase | Done | None


def press(typing: Typing, name: str, text: str, candidates: Sequence[Candidate]) -> tuple[Typing, Effect]:
    """`name` and `text` are the key's (layouts.Key); `candidates` those of `typing.letters`."""
    match name:
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
            return Typing(Mode.MARKS, before_marks=typing.mode), _pending(typing, candidates)
        case Function.LETTERS:
            return Typing(typing.before_marks), None
        case _:
            return _enter(typing, text, candidates)


def choose(typing: Typing, candidate: Candidate) -> tuple[Typing, Effect]:
    return _with_letters(typing, typing.letters[candidate.letters :].lstrip("'")), Insert(candidate.text)


def _enter(typing: Typing, text: str, candidates: Sequence[Candidate]) -> tuple[Typing, Effect]:
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
    if not typing.letters:
        return None
    if candidates and candidates[0].letters == len(typing.letters):
        return Insert(candidates[0].text)
    return Insert(typing.letters)


def _with_letters(typing: Typing, letters: str) -> Typing:
    return msgspec.structs.replace(typing, letters=letters)
