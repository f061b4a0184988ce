"""A handwritten signature as evidence: how it was written, how it looks, and one hash over both.

The answer is a plain JSON object (its schema: config/catalogue/definitions/signature.json), so it is sealed
inside the case and any JSON Schema validator judges it.
"""

import base64
import hashlib
import io
import itertools
import math
from collections.abc import Sequence
from typing import Any

from kiosk.records import canonical

WIDTH, HEIGHT = 1000, 500  # the pad's own units, whatever the screen
MAX_STROKES = 100
MAX_POINTS = 4000  # of all strokes: half a minute of writing at sixty points a second, and more
MAX_T_MS = 3_600_000
MAX_PNG_BYTES = 48 * 1024
MIN_INK = 200  # units of line: less is a slip of the finger, which nobody could recognise

Point = tuple[int, int, int]  # x from the left, y from the top, milliseconds since the pen first touched
Stroke = Sequence[Point]

_PNG_SIZE = (500, 250)
_OVERSAMPLE = 3  # drawn larger and averaged down: Pillow's lines have hard edges
_PEN = 9  # units


def ink(strokes: Sequence[Stroke]) -> float:
    """The length of everything drawn, in units of the pad."""
    return sum(
        math.dist(before[:2], after[:2]) for stroke in strokes for before, after in itertools.pairwise(stroke)
    )


def signature_answer(strokes: Sequence[Stroke]) -> dict[str, Any]:
    """`{"strokes", "png", "sha256"}`. Raises ValueError for what is no signature: too little, too much."""
    points = sum(map(len, strokes))
    if not all(strokes) or len(strokes) > MAX_STROKES or points > MAX_POINTS or ink(strokes) < MIN_INK:
        raise ValueError("no signature")
    if not all(0 <= x <= WIDTH and 0 <= y <= HEIGHT and 0 <= t <= MAX_T_MS for s in strokes for x, y, t in s):
        raise ValueError("a point beside the pad")
    evidence = {
        "strokes": [[list(point) for point in stroke] for stroke in strokes],
        "png": base64.b64encode(png_of(strokes)).decode(),
    }
    return evidence | {"sha256": evidence_hash(evidence)}


def evidence_hash(answer: dict[str, Any]) -> str:
    """SHA-256 in hex over the canonical JSON of `{"png", "strokes"}`: what `sha256` must be."""
    return hashlib.sha256(canonical.dumps({"png": answer["png"], "strokes": answer["strokes"]})).hexdigest()


def png_of(strokes: Sequence[Stroke]) -> bytes:
    """Black on white, 500 × 250. The same strokes give the same bytes; no time, no program's name inside."""
    from PIL import Image, ImageDraw  # not needed before somebody signs

    width, height = (side * _OVERSAMPLE for side in _PNG_SIZE)
    scale = width / WIDTH
    image = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(image)
    pen, radius = round(_PEN * scale), _PEN * scale / 2
    for stroke in strokes:
        line = [(x * scale, y * scale) for x, y, _ in stroke]
        if len(line) > 1:
            draw.line(line, fill=0, width=pen, joint="curve")
        for x, y in (line[0], line[-1]):
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)
    small = image.resize(_PNG_SIZE, Image.Resampling.BOX)
    # Sixteen greys are enough for an edge, and bound the size of the wildest scribble.
    small = small.point(lambda grey: grey // 16 * 17)
    file = io.BytesIO()
    small.save(file, "PNG", optimize=True)
    return file.getvalue()
