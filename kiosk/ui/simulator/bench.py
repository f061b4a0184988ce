"""The bench's model: asks the simulators, keeps what they say, tells QML."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.ui.simulator.bench_state import Facts, Network, derive_bench, notice
from kiosk.ui.simulator.control_link import Answer, ControlLink
from kiosk.ui.words import load_words

_PATIENCE_S = 30.0  # one question for the next slip stays open this long, then it is asked anew


class Bench(QObject):
    """`slips_dir` is the folder of the virtual printer's pictures.

    `network`, if given, connects (True) or disconnects the district. It is called in a thread of its own, may
    take its time and may raise OSError.
    """

    stateChanged = Signal()  # noqa: N815 - Qt's naming, seen from QML
    _switched = Signal(bool, str)

    def __init__(
        self,
        printer_control: int,
        reader_control: int,
        slips_dir: Path,
        network: Callable[[bool], None] | None = None,
        online: bool = False,
    ) -> None:
        super().__init__()
        self._words = load_words("simulator")
        self._folder = slips_dir
        self._network = network
        standing: Network = "online" if online else "offline"
        self._facts = Facts(network=standing if network is not None else "none")
        self._switched.connect(self._after_switch)
        self._printer = ControlLink(printer_control)
        # A question for the next slip stays open; on a line of its own it holds up nothing else.
        self._paper = ControlLink(printer_control)
        self._reader = ControlLink(reader_control)
        for link, lost in ((self._printer, "printer-lost"), (self._reader, "reader-lost")):
            link.lost.connect(lambda lost=lost: self._know(notice=notice(self._words, lost)))
        self._printer.ask("look", self._printer_looked)
        self._paper.ask("slips", self._slips_listed)
        self._reader.ask("state", lambda answer: self._know(person=answer["person"]))

    def close(self) -> None:
        for link in (self._printer, self._paper, self._reader):
            link.close()

    @Slot(str)
    def set_printer(self, state: str) -> None:
        self._printer.ask("state", self._printer_set, state=state)

    @Slot(str)
    def toggle_card(self, person: str) -> None:
        """Lay it down, or lift it when it lies there; laying one down lifts any other."""
        if person == self._facts.person:
            self._reader.ask("remove", self._card_moved)
        else:
            self._reader.ask("insert", self._card_moved, person=person)

    @Slot()
    def toggle_network(self) -> None:
        if self._network is None or self._facts.network == "changing":
            return
        wanted = self._facts.network != "online"
        self._know(network="changing")
        threading.Thread(target=self._switch, args=(self._network, wanted), daemon=True).start()

    def _switch(self, network: Callable[[bool], None], wanted: bool) -> None:
        try:
            network(wanted)
        except OSError as error:
            self._switched.emit(not wanted, str(error))
        else:
            self._switched.emit(wanted, "")

    def _after_switch(self, online: bool, reason: str) -> None:
        said = notice(self._words, "network-failed", reason=reason) if reason else None
        self._know(network="online" if online else "offline", notice=said)

    def _printer_set(self, answer: Answer) -> None:
        if self._accepted(answer):
            self._printer.ask("look", self._printer_looked)

    def _printer_looked(self, answer: Answer) -> None:
        self._know(printer=answer["state"])

    def _card_moved(self, answer: Answer) -> None:
        if self._accepted(answer):
            self._know(person=answer["person"], notice=None)

    def _slips_listed(self, answer: Answer) -> None:
        self._know(slips=tuple(slip["png"] for slip in answer["slips"]))
        self._await_slip()

    def _await_slip(self) -> None:
        following = len(self._facts.slips) + 1
        self._paper.ask("wait", self._slip_fell, n=following, timeout_s=_PATIENCE_S)

    def _slip_fell(self, answer: Answer) -> None:
        if answer["ok"]:
            self._know(slips=(*self._facts.slips, answer["slip"]["png"]))
        self._await_slip()

    def _accepted(self, answer: Answer) -> bool:
        if not answer["ok"]:
            self._know(notice=notice(self._words, "refused", reason=answer["error"]))
        return bool(answer["ok"])

    def _know(self, **changes: Any) -> None:
        facts = msgspec.structs.replace(self._facts, **changes)
        if facts != self._facts:
            self._facts = facts
            self.stateChanged.emit()

    def _state_for_qml(self) -> dict[str, Any]:
        # By JSON: QML takes a list for an array, and a tuple for an object it cannot look into.
        state = derive_bench(self._facts, self._folder, self._words)
        shown: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(state))
        return shown

    def _words_for_qml(self) -> dict[str, dict[str, str]]:
        keys = ("title", "paper", "no-paper", "printer", "cards", "network")
        return {key: {"zh": self._words.both(key).zh, "en": self._words.both(key).en} for key in keys}

    state = Property("QVariantMap", _state_for_qml, notify=stateChanged)  # type: ignore[arg-type]
    words = Property("QVariantMap", _words_for_qml, constant=True)  # type: ignore[arg-type]
