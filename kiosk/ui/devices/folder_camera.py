"""A camera that looks at the pictures of a folder: for demonstrations and tests, and to try a screen out."""

from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QImageReader

from kiosk.ui.devices.camera import Camera

_EVERY_MS = 125
_TURNS = 16  # frames before the next picture comes
_ENDINGS = (".jpg", ".jpeg", ".png")


class FolderCamera(Camera):
    """Its pictures in the order of their names, two seconds each. A folder without one is a broken camera."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = Path(folder)
        self._shown = 0
        self._now: tuple[Path, QImage] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        self._shown = 0
        self._timer.start()
        self.look()

    def stop(self) -> None:
        self._timer.stop()
        self._now = None

    def look(self) -> None:
        """One frame."""
        pictures = self._pictures()
        path = pictures[self._shown // _TURNS % len(pictures)] if pictures else None
        self._shown += 1
        if path is not None and (self._now is None or self._now[0] != path):
            reader = QImageReader(str(path))
            reader.setAutoTransform(True)
            self._now = (path, reader.read())
        if path is None or self._now is None or self._now[1].isNull():
            self.stop()
            self.failed.emit()
        else:
            self.frame.emit(self._now[1])

    def _pictures(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(path for path in self._folder.iterdir() if path.suffix.lower() in _ENDINGS)
