"""The one window: its engine, the software backend, and what leaves Qt's memory when a session ends."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QUrl
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtQuick import QQuickView, QQuickWindow

from kiosk.settings import ROOT
from kiosk.ui.physical_keys import PhysicalKeys
from kiosk.ui.shell import Shell

QML = ROOT / "kiosk" / "ui" / "qml"
PORTRAIT = (1080, 1920)
_SIGNS_OF_LIFE = frozenset({QEvent.Type.TouchBegin, QEvent.Type.MouseButtonPress, QEvent.Type.KeyPress})


class QmlError(Exception):
    """The screens do not load: an incomplete installation. The message holds QML's own words."""


class _LifeSigns(QObject):
    """Tells the shell of every touch and key, before any item sees it."""

    def __init__(self, shell: Shell, on_warning: Callable[[], bool]) -> None:
        super().__init__()
        self._shell = shell
        self._on_warning = on_warning

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        # During the warning the panel itself answers: a touch on 结束 must not first dismiss it.
        if event.type() in _SIGNS_OF_LIFE and not self._on_warning():
            self._shell.activity()
        return super().eventFilter(watched, event)


class Window:
    """Holds view and shell together, so that no view model dies before the view that shows it."""

    def __init__(self, shell: Shell, size: tuple[int, int] = PORTRAIT, qml: Path = QML) -> None:
        """`size` in pixels. The window stands for the whole panel at any size. Raises QmlError."""
        if not os.environ.get("QT_QUICK_BACKEND") and QQuickWindow.sceneGraphBackend() != "software":
            QQuickWindow.setSceneGraphBackend("software")
        self.shell = shell
        self.view = QQuickView()
        self.view.setTitle("大足区自助服务终端")
        self.view.engine().addImportPath(str(qml))
        self.view.setResizeMode(QQuickView.ResizeMode.SizeRootObjectToView)
        self.view.setInitialProperties({"shell": shell, "diagonalInch": shell.settings.screen.diagonal_inch})
        self._life_signs = _LifeSigns(shell, lambda: shell.session_state == "warning")
        # The filter installed last sees an event first: a key that ends there is a sign of life all the same.
        self._physical_keys = PhysicalKeys(self.view, shell, lambda: shell.session_state == "warning")
        self.view.installEventFilter(self._physical_keys)
        self.view.installEventFilter(self._life_signs)
        self.view.resize(*size)
        self.view.setSource(QUrl.fromLocalFile(str(qml / "Main.qml")))
        if self.view.status() is not QQuickView.Status.Ready:
            raise QmlError("\n".join(error.toString() for error in self.view.errors()))
        shell.wiped.connect(self._wipe)

    def show(self, full_screen: bool) -> None:
        self._physical_keys.full_screen = full_screen
        if full_screen:
            self.view.showFullScreen()
        else:
            self.view.show()

    def close(self) -> None:
        self.shell.wiped.disconnect(self._wipe)
        self.view.close()
        self.view.setSource(QUrl())

    def _wipe(self) -> None:
        """Texts of the last screens live on in the engine's heap and the clipboard until they are swept."""
        for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
            QGuiApplication.clipboard().clear(mode)
        self.view.engine().collectGarbage()
        self.view.engine().trimComponentCache()


def panel_size(orientation: str) -> tuple[int, int]:
    """The pixels of the panel that the screens are drawn for."""
    return PORTRAIT if orientation == "portrait" else PORTRAIT[::-1]


def fitting_size(panel: tuple[int, int], available: tuple[int, int]) -> tuple[int, int]:
    """The panel's pixels, shrunk in proportion to a desktop's free room, for a terminal in a window."""
    width, height = panel
    scale = min(1.0, available[0] / width, available[1] / height)
    return int(width * scale), int(height * scale)
