"""The floor of `start.first_frame` and `rss.idle`: a QML window with one line of text and nothing else."""

import sys
from pathlib import Path

import PySide6.QtQuick  # noqa: F401 - without it rootObjects()[0] is a QWindow that has no frameSwapped
from PySide6.QtCore import QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine


def main() -> int:
    app = QGuiApplication(sys.argv)
    engine = QQmlApplicationEngine()
    engine.load(QUrl.fromLocalFile(str(Path(__file__).with_name("BareWindow.qml"))))
    window = engine.rootObjects()[0]
    shown = False

    def first_frame() -> None:
        nonlocal shown
        if not shown:
            shown = True
            sys.stdout.write('{"first_frame": true}\n')
            sys.stdout.flush()

    window.frameSwapped.connect(first_frame)  # type: ignore[attr-defined]
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
