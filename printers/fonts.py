"""Installed fonts, as fontconfig knows them: which file holds a character."""

import logging
import shutil
import subprocess
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from printers.gb18030_private import is_private

_log = logging.getLogger(__name__)

# Mono first: its ASCII is exactly half as wide as a Hanzi, like a printer's own font. HanaMin holds
# Extensions B and later, where rare characters of names live.
PREFERRED = ("Noto Sans Mono CJK SC", "Noto Sans CJK SC", "HanaMinA", "HanaMinB")
_REGULAR = ("Regular", "Book", "Medium", "Normal")


class Face(msgspec.Struct, frozen=True):
    """One face of a font file. `starts[i]`…`ends[i]` are the code points it has glyphs for."""

    file: str
    index: int
    family: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, code: int) -> bool:
        place = bisect_right(self.starts, code) - 1
        return place >= 0 and code <= self.ends[place]


class Fonts:
    """Faces in the order in which they are asked for a character.

    `private` names families whose private-use glyphs are known to be the ones meant; without one, a
    private-use character has no glyph here, since every font puts something else in that place.
    """

    def __init__(self, faces: Sequence[Face], private: Sequence[str] = ()) -> None:
        self._faces = tuple(faces)
        self._private = frozenset(private)

    def face_for(self, char: str) -> Face | None:
        code = ord(char)
        return next((face for face in self._faces if self._may_draw(face, char) and face.holds(code)), None)

    def _may_draw(self, face: Face, char: str) -> bool:
        return not is_private(char) or face.family in self._private


@lru_cache(maxsize=1)
def installed() -> Fonts:
    """Every outline font that fontconfig lists (about 35 ms, once); none without fontconfig: boxes then."""
    return Fonts(sorted(_listed(), key=_preference))


def _preference(face: Face) -> tuple[int, str]:
    rank = PREFERRED.index(face.family) if face.family in PREFERRED else len(PREFERRED)
    return rank, face.file


def _listed() -> list[Face]:
    command = shutil.which("fc-list")
    if command is None:
        _log.warning("fontconfig is missing: characters outside the printer's font will be boxes")
        return []
    pattern = "%{file}\t%{index}\t%{family[0]}\t%{style[0]}\t%{charset}\n"
    listed = subprocess.run(  # noqa: S603 - a fixed command with fixed arguments
        [command, ":outline=true:color=false:variable=false", "--format", pattern],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    if listed.returncode != 0:
        _log.warning("fc-list failed: %s", listed.stderr.strip())
    rows = (line.split("\t") for line in listed.stdout.splitlines())
    return [_face(row) for row in rows if len(row) == 5 and row[3] in _REGULAR and row[4]]


def _face(row: list[str]) -> Face:
    spans = [span.split("-") for span in row[4].split()]
    return Face(
        row[0],
        int(row[1]),
        row[2],
        tuple(int(span[0], 16) for span in spans),
        tuple(int(span[-1], 16) for span in spans),
    )
