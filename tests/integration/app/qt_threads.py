"""A whole start that notes who imported what: `python -m tests.integration.app.qt_threads CONFIG [STRAY]`.

Prints one JSON line once every screen is there. STRAY is a module that a thread of its own then imports,
to see that it would be found out.
"""

import faulthandler
import importlib
import json
import sys
import threading
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

FIRST_IMPORTED_BY: dict[str, str] = {}


class Notes:
    """The first finder that is asked: once for each module, in the thread that needs it first."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        FIRST_IMPORTED_BY.setdefault(name, threading.current_thread().name)
        return None


def tell(stray: str, end: Callable[[int], None]) -> None:
    from PySide6.QtCore import QObject, QThread
    from shiboken6 import Shiboken

    if stray:
        thread = threading.Thread(target=importlib.import_module, args=(stray,), name="stray")
        thread.start()
        thread.join()
    qt_class = type(QObject)
    carrying_qt = [
        name
        for name, module in list(sys.modules.items())
        if name.startswith(("PySide6", "shiboken6", "kiosk.ui"))
        or any(isinstance(each, qt_class) for each in list(vars(module).values()))
    ]
    here = QThread.currentThread()
    wrappers = [each for each in Shiboken.getAllValidWrappers() if isinstance(each, QObject)]
    report = {
        "imported_by": FIRST_IMPORTED_BY,
        "carrying_qt": carrying_qt,
        "tells_crashes": faulthandler.is_enabled(),
        "objects": len(wrappers),
        "objects_elsewhere": [repr(type(each)) for each in wrappers if each.thread() != here],
    }
    sys.stdout.write(json.dumps(report) + "\n")
    sys.stdout.flush()
    end(0)


def main(config: Path, stray: str = "") -> int:
    sys.meta_path.insert(0, Notes())
    from kiosk.app.run import run_terminal
    from kiosk.app.terminal import Terminal, once
    from kiosk.settings import load

    def companion(terminal: Terminal, end: Callable[[int], None]) -> None:
        once(terminal.ready, lambda: tell(stray, end))

    return run_terminal(load(config), config, showing="panel", again=False, companion=companion)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *sys.argv[2:]))
