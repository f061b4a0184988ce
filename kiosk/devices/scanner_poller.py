"""What is heard of a code scanner."""

from collections.abc import Callable

from kiosk.devices.code_scanner import CodeScanned, CodeScanner, NotACode, ScannerCondition, ScannerGone


class ScannerPoller:
    """Owns a scanner; whoever has a thread calls `turn` until `close` (kiosk.app.turning).

    `deliver` gets every code and what is none; `report` the scanner's condition, first and whenever it
    changes. Both are called in the thread of `turn`.
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

    def turn(self) -> float:
        """One poll, which waits for what comes. Seconds until the next."""
        scan = self._scanner.poll()
        gone = isinstance(scan, ScannerGone)
        now = ScannerCondition.GONE if gone else ScannerCondition.READY
        if now is not self._condition:
            self._condition = now
            self._report(now, scan.detail if isinstance(scan, ScannerGone) else "")
        if isinstance(scan, CodeScanned | NotACode):
            self._deliver(scan)
        return self._fault_interval_s if gone else 0.0

    def close(self) -> None:
        self._scanner.close()
