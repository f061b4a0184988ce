"""Candidates read aloud by espeak-ng, which plays them itself: no file is written, no word stands in argv.

Not QtTextToSpeech, which knows only speechd here, nor QtMultimedia, whose import takes half a second. Only
what somebody asked for is said, and it ends with the session.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QProcess

PROGRAM = "espeak-ng"
SOUND_CARDS = Path("/proc/asound/cards")
_WORDS_PER_MINUTE = "140"  # slow, for old ears; espeak-ng's own is 175


class Speech(QObject):
    """A Voice (kiosk.ui.ports). `wanted`: whether the citizen's mode has one, which care mode does."""

    def __init__(
        self,
        wanted: Callable[[], bool],
        parent: QObject | None = None,
        *,
        program: str = PROGRAM,
        cards: Path = SOUND_CARDS,
    ) -> None:
        super().__init__(parent)
        self._wanted = wanted
        self._program = program
        self._cards = cards
        self._process: QProcess | None = None

    def offered(self) -> bool:
        return self._wanted() and shutil.which(self._program) is not None and self._can_be_heard()

    def say(self, sentence: str) -> None:
        """A second request ends the first."""
        self.hush()
        self._process = QProcess(self)
        self._process.start(self._program, ["-v", "cmn", "-s", _WORDS_PER_MINUTE, "--stdin"])
        self._process.write(sentence.encode())
        self._process.closeWriteChannel()

    def hush(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.waitForFinished(500)
            self._process.deleteLater()
            self._process = None

    def _can_be_heard(self) -> bool:
        """Each card begins with its number; without one the kernel says so in words."""
        try:
            return any(line.strip()[:1].isdigit() for line in self._cards.read_text("utf-8").splitlines())
        except OSError:
            return False
