"""Pictures for a camera: drawn, so that none lies in the repository."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from kiosk.ui.devices.camera import Camera


def paper(words: str = "房屋租赁合同", width: int = 1600, height: int = 1200) -> QImage:
    """A sheet on a table, as a document camera sees it."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#6b6258"))
    painter = QPainter(image)
    painter.fillRect(
        int(width * 0.2), int(height * 0.05), int(width * 0.6), int(height * 0.9), QColor("#fbfaf5")
    )
    font = QFont("Noto Sans CJK SC")
    font.setPixelSize(height // 16)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(QPointF(width * 0.3, height * 0.18), words)
    for line in range(10):
        painter.drawLine(
            QPointF(width * 0.25, height * (0.28 + line * 0.06)),
            QPointF(width * 0.75, height * (0.28 + line * 0.06)),
        )
    painter.end()
    return image


class TestCamera(Camera):
    """Shows `image` at each start; None: it fails. `looking` tells whether anybody is being looked at."""

    __test__ = False  # no test, whatever pytest makes of the name

    def __init__(self, image: QImage | None = None) -> None:
        super().__init__()
        self.image = image
        self.looking = False

    def start(self) -> None:
        if self.image is None:
            self.failed.emit()
            return
        self.looking = True
        self.frame.emit(self.image)

    def stop(self) -> None:
        self.looking = False
