"""The paper: dots burnt at the head, which lies some way before the cutter, as in a real printer."""

import msgspec
from PIL import Image

DEFAULT_SPACING = 30
CUTTER_DOTS = 120  # 15 mm from head to cutter: what is not fed past it stays inside and leads the next slip
_SIDE_DOTS = {576: 32, 512: 64, 384: 40}  # white margins of 80 mm and 58 mm rolls


class CutPaper(msgspec.Struct, frozen=True):
    """What fell out. `text` holds the native characters line by line, `qr` the data of native codes."""

    image: Image.Image
    text: tuple[str, ...]
    qr: tuple[str, ...]


class _Mark(msgspec.Struct, frozen=True):
    y: int
    x: int
    image: Image.Image  # mode L, ink = 255
    text: str = ""
    qr: str = ""


class Paper:
    """A roll. `y` is the place under the head, in dots from the first; `cut_at` the last cut."""

    def __init__(self, width_dots: int) -> None:
        self.width_dots = width_dots
        self.y = 0
        self._cut_at = -CUTTER_DOTS
        self._marks: list[_Mark] = []

    @property
    def length_since_cut(self) -> int:
        """Dots of paper the next cut would give."""
        return self.y - CUTTER_DOTS - self._cut_at

    @property
    def inked(self) -> bool:
        """Whether anything is printed on the paper that has not been cut off."""
        return bool(self._marks)

    def burn(self, image: Image.Image, x: int, text: str = "", qr: str = "") -> None:
        self._marks.append(_Mark(self.y, x, image, text, qr))

    def feed(self, dots: int) -> None:
        self.y += dots

    def cut(self) -> CutPaper:
        """Everything before the cutter's place; ink behind it stays on the roll."""
        end = self.y - CUTTER_DOTS
        side = _SIDE_DOTS.get(self.width_dots, 32)
        image = Image.new("L", (self.width_dots + 2 * side, max(1, end - self._cut_at)), 255)
        for mark in self._marks:
            image.paste(0, (side + mark.x, mark.y - self._cut_at), mark.image)
        fallen = [mark for mark in self._marks if mark.y < end]
        self._marks = [mark for mark in self._marks if mark.y + mark.image.height > end]
        self._cut_at = end
        return CutPaper(
            image, tuple(m.text for m in fallen if m.text), tuple(mark.qr for mark in fallen if mark.qr)
        )
