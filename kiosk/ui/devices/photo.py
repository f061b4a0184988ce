"""A frame into a photo that may travel: bounded in pixels and bytes, and nothing in it but the picture."""

import base64

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter

MAX_SIDE = 2000  # pixels: A4 at 170 to the inch, at which small print can be read
_QUALITIES = (85, 75, 65, 55, 45)
_SHRINK = 0.75
_SMALLEST = 200


def photo_of(frame: QImage, max_bytes: int) -> bytes:
    """A JPEG of at most `max_bytes`: first of lower quality, then smaller. ValueError for no picture."""
    if frame.isNull():
        raise ValueError("an empty frame")
    side = min(MAX_SIDE, max(frame.width(), frame.height()))
    while side >= _SMALLEST or side == max(frame.width(), frame.height()):
        clean = _clean(frame, side)
        for quality in _QUALITIES:
            data = _jpeg(clean, quality)
            if len(data) <= max_bytes:
                return data
        side = int(side * _SHRINK)
    raise ValueError("the picture does not become small enough")


def preview_url(frame: QImage, side: int) -> str:
    """A data: URL of the frame as a screen shows it; no file and no cache keeps it."""
    return "data:image/jpeg;base64," + base64.b64encode(_jpeg(_clean(frame, side), 70)).decode()


def _clean(frame: QImage, side: int) -> QImage:
    """On a new sheet: what a camera wrote beside the pixels (place, time, device) stays behind."""
    size = frame.size()
    if max(size.width(), size.height()) > side:
        size = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        frame = frame.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    sheet = QImage(size, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    painter.drawImage(QRect(0, 0, size.width(), size.height()), frame)
    painter.end()
    return sheet


def _jpeg(image: QImage, quality: int) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", quality)  # type: ignore[call-overload]
    return bytes(data.data())
