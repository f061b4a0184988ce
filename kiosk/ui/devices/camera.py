"""What a camera is to the screens, and which one the settings mean."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

FOLDER = "file:"


class Camera(QObject):
    """Gives frames between `start` and `stop`, and holds none of them itself.

    `failed` comes when nothing can be seen: unplugged, refused, another program has it. A later `start` tries
    again. Both may be called at any time, also twice.
    """

    frame = Signal(QImage)
    failed = Signal()

    def start(self) -> None:
        raise NotImplementedError

    def stop(self) -> None:
        raise NotImplementedError


def open_camera(device: str) -> Camera | None:
    """The camera of `camera.device` in kiosk.toml; None when there is none, or Qt cannot drive one here."""
    if not device:
        return None
    if device.startswith(FOLDER):
        from kiosk.ui.devices.folder_camera import FolderCamera

        return FolderCamera(device.removeprefix(FOLDER))
    try:
        from kiosk.ui.devices.qt_camera import QtCamera
    except ImportError:  # Qt Multimedia without the system libraries it was built for
        return None
    made: Any = QtCamera(device)
    return made if isinstance(made, Camera) else None
