"""The bench's window, in a process that has a Qt application or in one of its own."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView, QQuickWindow

from kiosk.settings import ROOT
from kiosk.ui.simulator.bench import Bench
from kiosk.ui.window import QmlError

_UI = ROOT / "kiosk" / "ui"
SIZE = (860, 900)


class BenchWindow:
    """Holds view and model together, so that the model does not die before the view. Raises QmlError."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.view = QQuickView()
        self.view.setTitle("演练台 Practice bench")
        for folder in (_UI / "qml", _UI / "simulator" / "qml"):
            self.view.engine().addImportPath(str(folder))
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.setInitialProperties({"vm": bench})
        self.view.resize(*SIZE)
        self.view.setSource(QUrl.fromLocalFile(str(_UI / "simulator" / "qml" / "Main.qml")))
        if self.view.status() is not QQuickView.Status.Ready:
            raise QmlError("\n".join(error.toString() for error in self.view.errors()))

    def show_beside(self, other: QQuickView) -> None:
        """Show it at the right of `other`.

        Not left to the window manager: there may be none, and many put a second window upon the first.
        """
        screen = other.screen().availableGeometry()
        self.view.setPosition(beside(screen, other.geometry(), self.view.width()), other.y())
        self.view.show()

    def close(self) -> None:
        self.bench.close()
        self.view.close()
        self.view.setSource(QUrl())


def beside(screen: QRect, other: QRect, width: int) -> int:
    """Left edge, in pixels, of a window next to `other`, or as far right as the screen has room for it."""
    return max(screen.left(), min(other.right() + 1, screen.right() + 1 - width))


def run(
    printer_control: int,
    reader_control: int,
    slips_dir: Path,
    network: Callable[[bool], None] | None = None,
    online: bool = False,
) -> int:
    """Show the bench until it is closed; for a process that has no Qt application yet. Raises QmlError."""
    QQuickWindow.setSceneGraphBackend("software")
    app = QGuiApplication(sys.argv[:1])
    window = BenchWindow(Bench(printer_control, reader_control, slips_dir, network, online))
    window.view.show()
    code = app.exec()
    window.close()
    return code
