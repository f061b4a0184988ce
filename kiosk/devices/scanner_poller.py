"""The thread that owns a code scanner."""

import threading
from collections.abc import Callable

from kiosk.devices.code_scanner import CodeScanned, CodeScanner, NotACode, ScannerCondition, ScannerGone


class ScannerPoller:
    """Polls until stopped. `deliver` gets every code and what is none; `report` the scanner's condition,
    first and whenever it changes. Both are called in this thread.
    """

    def __init__(
        self,
        scanner: CodeScanner,
        *,
        deliver: Callable[[CodeScanned | NotACode], None],
        report: Callable[[ScannerCondition, str], None],
        fault_interval_s: float = 1.0,
    ) -> None:
        self._scanner = scanner
        self._deliver = deliver
        self._report = report
        self._fault_interval_s = fault_interval_s
        self._condition: ScannerCondition | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._loop, name="code-scanner", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, timeout_s: float = 5.0) -> bool:
        """Any thread but the poller's. False when it had not ended in time."""
        self._stopping.set()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _loop(self) -> None:
        try:
            while not self._stopping.is_set():
                self._step()
        finally:
            self._scanner.close()

    def _step(self) -> None:
        scan = self._scanner.poll()
        gone = isinstance(scan, ScannerGone)
        now = ScannerCondition.GONE if gone else ScannerCondition.READY
        if now is not self._condition:
            self._condition = now
            self._report(now, scan.detail if isinstance(scan, ScannerGone) else "")
        if isinstance(scan, CodeScanned | NotACode):
            self._deliver(scan)
        elif gone:
            self._stopping.wait(self._fault_interval_s)
