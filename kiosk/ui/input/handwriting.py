"""Handwriting through zinnia (BSD), a C library, by ctypes: strokes in, characters out. Learns nothing.

Library and model are Debian's libzinnia0 and tegaki-zinnia-simplified-chinese; without either there is no
handwriting, and nothing promises it. The C library trusts its caller, so everything is checked on this side.
"""

import ctypes
import os
import struct
from collections.abc import Sequence
from ctypes import c_char_p, c_float, c_int, c_size_t, c_void_p
from math import isfinite
from pathlib import Path

import msgspec

LIBRARY = "libzinnia.so.0"
MODEL = Path("/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model")
MODEL_VARIABLE = "KIOSK_HANDWRITING_MODEL"

SIDE = 1000  # the pad's side in zinnia's own units
MAX_STROKES = 64
MAX_POINTS = 256  # of one stroke; a finger on a 60 Hz panel makes fewer in four seconds
CANDIDATES = 32

_MAGIC = 0x0EF71821
_VERSION = 1

_DOT = 0.1  # no mark is taken for larger than it was made

Point = tuple[float, float]  # in heights of the pad, from its top left; only their proportions matter
Stroke = Sequence[Point]

_FUNCTIONS = {
    "zinnia_recognizer_new": (c_void_p, []),
    "zinnia_recognizer_destroy": (None, [c_void_p]),
    "zinnia_recognizer_open": (c_int, [c_void_p, c_char_p]),
    "zinnia_recognizer_classify": (c_void_p, [c_void_p, c_void_p, c_size_t]),
    "zinnia_character_new": (c_void_p, []),
    "zinnia_character_destroy": (None, [c_void_p]),
    "zinnia_character_set_width": (None, [c_void_p, c_size_t]),
    "zinnia_character_set_height": (None, [c_void_p, c_size_t]),
    "zinnia_character_add": (c_int, [c_void_p, c_size_t, c_int, c_int]),
    "zinnia_result_value": (c_char_p, [c_void_p, c_size_t]),
    "zinnia_result_score": (c_float, [c_void_p, c_size_t]),
    "zinnia_result_size": (c_size_t, [c_void_p]),
    "zinnia_result_destroy": (None, [c_void_p]),
}


def open_recognizer(library: str = LIBRARY, model: Path | None = None) -> "Recognizer | None":
    """None when the library or the model is missing, or is none."""
    model = model or Path(os.environ.get(MODEL_VARIABLE, MODEL))
    # zinnia maps whatever it is given and reads sizes from it: a file cut short would end this process.
    if not model.is_file() or not _whole(model):
        return None
    try:
        zinnia = ctypes.CDLL(library)
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(zinnia, name)
            function.restype, function.argtypes = result, arguments
    except (OSError, AttributeError):
        return None
    recognizer = zinnia.zinnia_recognizer_new()
    if not recognizer or not zinnia.zinnia_recognizer_open(recognizer, str(model).encode()):
        zinnia.zinnia_recognizer_destroy(recognizer)
        return None
    return Recognizer(zinnia, recognizer)


class Recognizer:
    """Knows 6,763 characters (GB 2312). A function of the strokes: two calls never know of each other."""

    def __init__(self, zinnia: ctypes.CDLL, recognizer: int) -> None:
        self._zinnia = zinnia
        self._recognizer = recognizer

    def candidates(self, strokes: Sequence[Stroke], most: int = CANDIDATES) -> tuple[str, ...]:
        """What the strokes may be, the likeliest first; empty when there are none."""
        drawn = [_thinned(stroke) for stroke in strokes[:MAX_STROKES] if stroke]
        place = _box(drawn)
        if not drawn:
            return ()
        zinnia = self._zinnia
        character = zinnia.zinnia_character_new()
        result = None
        try:
            zinnia.zinnia_character_set_width(character, SIDE)
            zinnia.zinnia_character_set_height(character, SIDE)
            for number, stroke in enumerate(drawn):
                for x, y in stroke:
                    zinnia.zinnia_character_add(character, number, *place.in_units(x, y))
            result = zinnia.zinnia_recognizer_classify(self._recognizer, character, most)
            if not result:
                return ()
            values = (
                zinnia.zinnia_result_value(result, index)
                for index in range(zinnia.zinnia_result_size(result))
            )
            return tuple(value.decode("utf-8", "ignore") for value in values if value)
        finally:
            if result:
                zinnia.zinnia_result_destroy(result)
            zinnia.zinnia_character_destroy(character)

    def close(self) -> None:
        self._zinnia.zinnia_recognizer_destroy(self._recognizer)
        self._recognizer = 0


def _whole(model: Path) -> bool:
    """A model begins with its own size, mixed with zinnia's number, and its version."""
    with model.open("rb") as file:
        head = file.read(8)
    if len(head) < 8:
        return False
    size, version = struct.unpack("<II", head)
    return bool(size ^ _MAGIC == model.stat().st_size and version == _VERSION)


def _thinned(stroke: Stroke) -> Stroke:
    """Evenly fewer points, the last one always among them."""
    if len(stroke) <= MAX_POINTS:
        return stroke
    step = (len(stroke) - 1) / (MAX_POINTS - 1)
    return [stroke[round(number * step)] for number in range(MAX_POINTS)]


class _Box(msgspec.Struct, frozen=True):
    """Where the strokes lie: `side` is the longer edge."""

    middle_x: float
    middle_y: float
    side: float

    def in_units(self, x: float, y: float) -> tuple[int, int]:
        """The model has learnt characters that fill their square; people write small, and in a corner."""
        return self._units(x - self.middle_x), self._units(y - self.middle_y)

    def _units(self, distance: float) -> int:
        fraction = 0.5 + 0.8 * distance / self.side
        # Written so that NaN, which compares false with everything, becomes an edge and not an exception.
        return int(fraction * SIDE) if 0.0 <= fraction <= 1.0 else SIDE if fraction > 1.0 else 0


def _box(strokes: Sequence[Stroke]) -> _Box:
    xs = [x for stroke in strokes for x, _ in stroke if isfinite(x)] or [0.5]
    ys = [y for stroke in strokes for _, y in stroke if isfinite(y)] or [0.5]
    side = max(max(xs) - min(xs), max(ys) - min(ys), _DOT)
    return _Box((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2, side)
