"""A photo that travels: bounded in pixels and bytes, and nothing in it but the picture."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.domain.attachment import MAX_BYTES
from kiosk.ui.devices.folder_camera import FolderCamera
from kiosk.ui.devices.photo import MAX_SIDE, photo_of, preview_url
from tests.ui.pictures import paper


def noise(side: int) -> QImage:
    """The worst there is to compress."""
    data = random.Random(7).randbytes(side * side * 3)
    return QImage(data, side, side, side * 3, QImage.Format.Format_RGB888).copy()


@pytest.mark.parametrize("draw", [lambda: paper(width=6000, height=4000), lambda: noise(2500)])
def test_every_frame_becomes_small_enough(draw: Callable[[], QImage], qapp: object) -> None:
    del qapp
    photo = photo_of(draw(), MAX_BYTES)
    with Image.open(io.BytesIO(photo)) as image:
        assert image.format == "JPEG"
        assert max(image.size) <= MAX_SIDE
    assert len(photo) <= MAX_BYTES


def test_a_small_frame_is_not_blown_up(qapp: object) -> None:
    del qapp
    with Image.open(io.BytesIO(photo_of(paper(width=640, height=480), MAX_BYTES))) as image:
        assert image.size == (640, 480)


def test_what_a_camera_wrote_beside_the_pixels_stays_behind(tmp_path: Path, qtbot: QtBot) -> None:
    place = "GPS-CANARY-29.70N-105.72E"
    source = tmp_path / "1.jpg"
    exif = Image.Exif()
    exif[0x010E] = place  # ImageDescription
    exif[0x0112] = 6  # turned on its side
    Image.new("RGB", (320, 200), "white").save(source, exif=exif, comment=place.encode())
    assert place.encode() in source.read_bytes()
    camera = FolderCamera(str(tmp_path))
    with qtbot.waitSignal(camera.frame) as seen:
        camera.start()
    camera.stop()
    frame = seen.args[0]
    frame.setText("Comment", place)
    photo = photo_of(frame, MAX_BYTES)
    assert place.encode() not in photo
    with Image.open(io.BytesIO(photo)) as image:
        assert image.size == (200, 320)  # set upright
        assert not image.getexif()
    assert preview_url(frame, 100).startswith("data:image/jpeg;base64,")


def test_no_picture_is_no_photo() -> None:
    with pytest.raises(ValueError, match="empty"):
        photo_of(QImage(), MAX_BYTES)
