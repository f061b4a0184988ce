"""The self-check: each thing in words, and what to do about it. At the start, and for staff on demand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot

from kiosk.domain.health import Check, Verdict
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say

if TYPE_CHECKING:
    from kiosk.domain.text import Language
    from kiosk.ui.ports import ChecksItself
    from kiosk.ui.shell import Shell

# Nobody may be on site after a power cut: the terminal goes on by itself.
ALL_WELL_S = 6.0
WITH_FAULTS_S = 30.0

_WORST_FIRST = (Verdict.FAULT, Verdict.WARNING, Verdict.UNKNOWN, Verdict.OK)


class CheckLine(State, frozen=True):
    name: str
    title: str
    verdict: str
    verdict_words: str
    finding: str
    remedy: str


class SelfCheckState(State, frozen=True):
    summary: str = ""
    well: bool = True
    checks: tuple[CheckLine, ...] = ()
    at_start: bool = False


def derive_self_check(
    checks: tuple[Check, ...], at_start: bool, language: Language, say: Say
) -> SelfCheckState:
    """Faults come first: whoever looks for five seconds must see them."""
    bad = sum(check.verdict in (Verdict.FAULT, Verdict.WARNING) for check in checks)
    ordered = sorted(checks, key=lambda check: _WORST_FIRST.index(check.verdict))
    return SelfCheckState(
        summary=say("summary-bad", count=bad) if bad else say("summary-well"),
        well=bad == 0,
        checks=tuple(check_line(check, language, say) for check in ordered),
        at_start=at_start,
    )


def check_line(check: Check, language: Language, say: Say) -> CheckLine:
    return CheckLine(
        name=check.name,
        title=check.title.in_(language),
        verdict=check.verdict.value,
        verdict_words=say(f"verdict-{check.verdict.value}"),
        finding=check.finding.in_(language),
        remedy=check.remedy.in_(language),
    )


class SelfCheckScreen(ViewModel):
    screen: ClassVar[str] = "self-check"
    qml: ClassVar[str] = "SelfCheck"

    def __init__(self, shell: Shell, self_check: ChecksItself) -> None:
        super().__init__(shell, SelfCheckState())
        self._self_check = self_check
        self._checks: tuple[Check, ...] = ()
        self._at_start = False
        self._opened_s = 0.0

    def open(self, arguments: Mapping[str, str]) -> None:
        """`when`: start shows it to nobody in particular and goes on by itself."""
        self._at_start = arguments.get("when") == "start"
        self._opened_s = self.shell.clock.monotonic_s()
        self.again()

    def refresh(self) -> None:
        state = derive_self_check(self._checks, self._at_start, self.language, self.say)
        self._show(state)
        stays_s = ALL_WELL_S if state.well else WITH_FAULTS_S
        shown = self._at_start and self.shell.shows(self.screen)
        if shown and self.shell.clock.monotonic_s() - self._opened_s > stays_s:
            self.close()

    def reread(self) -> None:
        """At the start printer, reader and network report one after the other."""
        self.again()

    def forget(self) -> None:
        self._at_start = False

    @Slot()
    def again(self) -> None:
        self._checks = self._self_check.run()
        self.refresh()

    @Slot()
    def close(self) -> None:
        self._at_start = False
        self.shell.goBack()
