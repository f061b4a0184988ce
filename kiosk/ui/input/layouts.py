"""What lies on the keyboard: rows of keys for each mode. Pure data; qml/Keyboard draws it as it stands."""

from enum import StrEnum

import msgspec


class Mode(StrEnum):
    PINYIN = "pinyin"
    ENGLISH = "english"
    MARKS = "marks"  # digits, punctuation, and the words that addresses are made of
    DIGITS = "digits"  # a pad of its own
    NUMBER = "number"  # the pad with a decimal point
    ID_NUMBER = "id-number"  # the pad with X


PADS = frozenset({Mode.DIGITS, Mode.NUMBER, Mode.ID_NUMBER})


class Key(msgspec.Struct, frozen=True):
    """One key. `name` is stable (key.<name> on screen); `text` is what it enters, empty for a function."""

    name: str
    label: str
    text: str = ""
    columns: float = 1
    function: bool = False


class Function(StrEnum):
    """Names of the keys that do something else than enter their own text."""

    ERASE = "erase"
    DONE = "done"
    SPACE = "space"
    SHIFT = "shift"
    SWITCH = "switch"  # 中 / 英
    MARKS = "marks"
    LETTERS = "letters"  # from marks back to the letters


Rows = tuple[tuple[Key, ...], ...]


class Captions(msgspec.Struct, frozen=True):
    """Words on function keys, in the citizen's language."""

    done: str
    space: str
    split: str
    letters: str
    pinyin: str
    english: str
    marks: str


def rows(mode: Mode, upper: bool, captions: Captions, offers_pinyin: bool) -> Rows:
    """The keys of `mode`. Without a pinyin table there is no key that promises one."""
    match mode:
        case Mode.PINYIN:
            edge = Key("split", captions.split, "'", 1.5)
            return (*_letters(True, edge), _bottom(captions, captions.english, offers_pinyin, "，", "。"))
        case Mode.ENGLISH:
            edge = Key(Function.SHIFT, "⇧", columns=1.5, function=True)
            return (*_letters(upper, edge), _bottom(captions, captions.pinyin, offers_pinyin, ",", "."))
        case Mode.MARKS:
            return _marks(captions)
        case Mode.DIGITS:
            return _pad(captions, None)
        case Mode.NUMBER:
            return _pad(captions, Key("point", ".", "."))
        case Mode.ID_NUMBER:
            return _pad(captions, Key("x", "X", "X"))


def _letters(upper: bool, edge: Key) -> Rows:
    def key(letter: str) -> Key:
        return Key(letter, letter.upper() if upper else letter, letter)

    erase = Key(Function.ERASE, "⌫", columns=1.5, function=True)
    return (
        tuple(map(key, "qwertyuiop")),
        tuple(map(key, "asdfghjkl")),
        (edge, *map(key, "zxcvbnm"), erase),
    )


def _bottom(captions: Captions, other: str, switches: bool, comma: str, stop: str) -> tuple[Key, ...]:
    switch = (Key(Function.SWITCH, other, columns=1.5, function=True),) if switches else ()
    space = 3.0 if switches else 4.5
    return (
        Key(Function.MARKS, captions.marks, columns=1.5, function=True),
        *switch,
        Key("comma", comma, comma),
        Key(Function.SPACE, captions.space, " ", space),
        Key("stop", stop, stop),
        Key(Function.DONE, captions.done, columns=2, function=True),
    )


def _marks(captions: Captions) -> Rows:
    def plain(characters: str) -> tuple[Key, ...]:
        return tuple(Key(character, character, character) for character in characters)

    return (
        plain("1234567890"),
        plain("路街镇村组号栋楼层室"),
        (*plain("-/#.（）：、"), Key(Function.ERASE, "⌫", columns=2, function=True)),
        (
            Key(Function.LETTERS, captions.letters, columns=1.5, function=True),
            *plain("@·"),
            Key("unit", "单元", "单元", 1.5),
            Key("comma", "，", "，"),
            Key("stop", "。", "。"),
            Key(Function.SPACE, "␣", " "),
            Key(Function.DONE, captions.done, columns=2, function=True),
        ),
    )


def _pad(captions: Captions, extra: Key | None) -> Rows:
    def digits(characters: str) -> tuple[Key, ...]:
        return tuple(Key(digit, digit, digit) for digit in characters)

    last = (Key("0", "0", "0", 2),) if extra is None else (extra, *digits("0"))
    return (
        digits("123"),
        digits("456"),
        digits("789"),
        (*last, Key(Function.ERASE, "⌫", function=True)),
        (Key(Function.DONE, captions.done, columns=3, function=True),),
    )
