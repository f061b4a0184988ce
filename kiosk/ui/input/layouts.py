"""What lies on the keyboard: rows of keys for each mode. Pure data; qml/Keyboard draws it as it stands."""

from enum import StrEnum

import msgspec


class Mode(StrEnum):
    PINYIN = "pinyin"
    ENGLISH = "english"
    WRITING = "writing"  # a pad for a finger that writes
    PARTS = "parts"  # a character by its parts and strokes
    CODE = "code"  # a character by its code point
    MARKS = "marks"  # digits, punctuation, and the words that addresses are made of
    DIGITS = "digits"  # a pad of its own
    NUMBER = "number"  # the pad with a decimal point
    ID_NUMBER = "id-number"  # the pad with X
    PROVINCES = "provinces"  # a number plate's first character
    PLATE = "plate"  # its others


PADS = frozenset({Mode.DIGITS, Mode.NUMBER, Mode.ID_NUMBER})


PROVINCES = "渝川贵云鄂湘陕京津沪冀晋蒙辽吉黑苏浙皖闽赣鲁豫粤桂琼藏甘青宁新"  # ours and our neighbours first
PLATE_MARKS = "挂学警港澳"  # the last character of some plates


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
    LETTERS = "letters"  # from marks, pad or search back to the letters
    WRITE = "write"
    RARE = "rare"  # 生僻字: what neither pinyin nor handwriting knows
    CODE = "code"
    UNDO = "undo"  # the last stroke
    CLEAR = "clear"  # every stroke
    PART = "part"
    STROKES = "strokes"
    LESS = "less"
    MORE = "more"


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
    write: str
    rare: str
    code: str
    undo: str
    clear: str
    part: str
    strokes: str


class Offered(msgspec.Struct, frozen=True):
    """What this terminal has data for. No key promises anything else."""

    pinyin: bool = True
    writing: bool = True
    parts: bool = True


def rows(mode: Mode, upper: bool, captions: Captions, offered: Offered) -> Rows:
    """The keys of `mode`."""
    match mode:
        case Mode.PINYIN:
            edge = Key("split", captions.split, "'", 1.5)
            return (*_letters(True, edge), _bottom(captions, captions.english, offered, "，"))
        case Mode.ENGLISH:
            edge = Key(Function.SHIFT, "⇧", columns=1.5, function=True)
            return (*_letters(upper, edge), _bottom(captions, captions.pinyin, offered, ","))
        case Mode.WRITING:
            return _beside_the_pad(captions)
        case Mode.PARTS:
            return (_under_the_parts(captions),)
        case Mode.CODE:
            return _hexadecimal(captions, offered)
        case Mode.MARKS:
            return _marks(captions)
        case Mode.DIGITS:
            return _pad(captions, None)
        case Mode.NUMBER:
            return _pad(captions, Key("point", ".", "."))
        case Mode.PROVINCES:
            return province_rows(captions)
        case Mode.PLATE:
            return plate_rows(captions)
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


def _bottom(captions: Captions, other: str, offered: Offered, comma: str) -> tuple[Key, ...]:
    switch = (Key(Function.SWITCH, other, columns=1.5, function=True),) if offered.pinyin else ()
    return (
        Key(Function.MARKS, captions.marks, columns=1.5, function=True),
        *switch,
        Key(Function.WRITE, captions.write, columns=1.5, function=True)
        if offered.writing
        else _rare(captions),
        Key("comma", comma, comma),
        Key(Function.SPACE, captions.space, " ", 2.5 if switch else 4),
        Key(Function.DONE, captions.done, columns=2, function=True),
    )


def _rare(captions: Captions) -> Key:
    return Key(Function.RARE, captions.rare, columns=1.5, function=True)


def _beside_the_pad(captions: Captions) -> Rows:
    """Three columns of keys; the pad takes the other seven."""
    return (
        (
            Key(Function.UNDO, captions.undo, columns=1.5, function=True),
            Key(Function.CLEAR, captions.clear, columns=1.5, function=True),
        ),
        (Key(Function.LETTERS, captions.letters, columns=1.5, function=True), _rare(captions)),
        (Key(Function.ERASE, "⌫", columns=3, function=True),),
        (Key(Function.DONE, captions.done, columns=3, function=True),),
    )


def _under_the_parts(captions: Captions) -> tuple[Key, ...]:
    return (
        Key(Function.LESS, "▲", function=True),
        Key(Function.MORE, "▼", function=True),
        Key(Function.PART, captions.part, columns=1.3, function=True),
        Key(Function.STROKES, captions.strokes, columns=1.6, function=True),
        Key(Function.CODE, captions.code, columns=1.2, function=True),
        Key(Function.LETTERS, captions.letters, columns=1.2, function=True),
        Key(Function.ERASE, "⌫", function=True),
        Key(Function.DONE, captions.done, columns=1.7, function=True),
    )


def _hexadecimal(captions: Captions, offered: Offered) -> Rows:
    def row(characters: str, *last: Key) -> tuple[Key, ...]:
        return (*(Key(one.lower(), one, one.lower(), 1.5) for one in characters), *last)

    letters = Key(Function.LETTERS, captions.letters, columns=2.5, function=True)
    other = Key(Function.PART, captions.part, columns=2.5, function=True) if offered.parts else letters
    return (
        row("123AB", Key(Function.ERASE, "⌫", columns=2.5, function=True)),
        row("456CD", other),
        row("789EF", *((letters,) if offered.parts else ())),
        (Key("0", "0", "0", 7.5), Key(Function.DONE, captions.done, columns=2.5, function=True)),
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


def province_rows(captions: Captions) -> Rows:
    """Ten in a row; the one that is left shares its row with the function keys."""
    rows = [tuple(Key(c, c, c) for c in PROVINCES[at : at + 10]) for at in range(0, len(PROVINCES), 10)]
    return (*rows[:-1], (*rows[-1], *_plate_functions(captions)))


def plate_rows(captions: Captions) -> Rows:
    """Letters and digits; I and O are never painted."""

    def plain(characters: str) -> tuple[Key, ...]:
        return tuple(Key(c.lower(), c, c) for c in characters)

    return (
        plain("1234567890"),
        plain("QWERTYUP"),
        plain("ASDFGHJKL"),
        plain("ZXCVBNM"),
        (*plain(PLATE_MARKS), *_plate_functions(captions)),
    )


def _plate_functions(captions: Captions) -> tuple[Key, ...]:
    return (
        Key(Function.ERASE, "⌫", columns=1.5, function=True),
        Key(Function.DONE, captions.done, columns=2.5, function=True),
    )
