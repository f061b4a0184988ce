"""The frame: session, idle, language, care mode, help, and the wipe."""

from collections.abc import Mapping
from typing import ClassVar

from kiosk.domain.session import SessionState
from kiosk.ui.shell import Fault
from kiosk.ui.viewmodel import State, ViewModel
from tests.ui.stage import Stage


class _NoteState(State, frozen=True):
    text: str


class _Notebook(ViewModel):
    """A screen with something of the citizen in it; borrows the attract screen's words and picture."""

    screen: ClassVar[str] = "attract"
    qml: ClassVar[str] = "Attract"

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage.shell, _NoteState(text=""))
        self.text = ""

    def open(self, arguments: Mapping[str, str]) -> None:
        self.text = arguments["text"]

    def forget(self) -> None:
        self.text = ""


def test_touch_begins_a_session_and_finish_ends_it(stage: Stage) -> None:
    before = stage.shell.session_id
    stage.begin()
    stage.touch.tap("footer.finish")
    stage.touch.wait_for("attract.start")
    assert stage.shell.session_state is SessionState.ATTRACT
    assert stage.shell.session_id != before


def test_silence_warns_then_wipes(stage: Stage) -> None:
    stage.begin()
    stage.tick(59)
    assert stage.touch.find("idle.continue") is None
    stage.tick(2)
    stage.touch.wait_for("idle.continue")
    assert stage.touch.text_of("idle.seconds") == "19"
    stage.tick(20)
    stage.touch.wait_for("attract.start")


def test_a_touch_during_the_warning_goes_on(stage: Stage) -> None:
    stage.begin()
    session = stage.shell.session_id
    stage.tick(61)
    stage.touch.tap("idle.continue")
    stage.touch.wait_until(lambda: stage.touch.find("idle.continue") is None, "warning gone")
    stage.tick(59)
    assert stage.shell.session_state is SessionState.ACTIVE
    assert stage.shell.session_id == session


def test_leaving_during_the_warning_wipes_at_once(stage: Stage) -> None:
    stage.begin()
    stage.tick(61)
    stage.touch.tap("idle.leave")
    stage.touch.wait_for("attract.start")


def test_every_touch_puts_the_warning_off(stage: Stage) -> None:
    stage.begin()
    for _ in range(4):
        stage.tick(40)
        stage.touch.tap("footer.language")
    assert stage.shell.session_state is SessionState.ACTIVE


def test_care_mode_gives_twice_the_time_and_larger_words(stage: Stage) -> None:
    stage.begin()
    stage.touch.tap("footer.care")
    stage.touch.wait_text("标准版")
    stage.tick(100)
    assert stage.shell.session_state is SessionState.ACTIVE
    stage.tick(21)
    assert stage.state("session") == SessionState.WARNING


def test_language_changes_every_word_and_returns_after_the_session(stage: Stage) -> None:
    stage.begin()
    stage.touch.tap("footer.language")
    stage.touch.wait_text("What do you need?")
    stage.touch.tap("footer.finish")
    stage.touch.wait_text("轻触屏幕开始")


def test_help_shows_the_hotline_on_every_screen(stage: Stage) -> None:
    stage.touch.tap("footer.call-staff")
    assert stage.touch.text_of("help.number") == "12345"
    stage.touch.tap("help.close")
    stage.touch.wait_until(lambda: stage.touch.find("help.number") is None, "help closed")


def test_help_that_somebody_walks_away_from_is_closed(stage: Stage) -> None:
    stage.touch.tap("footer.call-staff")
    stage.touch.wait_for("help.number")
    for _ in range(3):
        stage.tick(61)
    stage.touch.wait_until(lambda: stage.touch.find("help.number") is None, "help closed")
    assert stage.shell.session_state is SessionState.ATTRACT


def test_help_left_open_out_of_service_is_closed_too(stage: Stage) -> None:
    stage.shell.set_fault(Fault.DISK_FULL)
    stage.touch.tap("footer.call-staff")
    stage.touch.wait_for("help.number")
    stage.tick(61)
    stage.touch.wait_until(lambda: stage.touch.find("help.number") is None, "help closed")


def test_the_staff_door_stays_shut_until_the_store_knows_who_is_staff(qapp: object) -> None:
    del qapp
    stage = Stage()  # nothing served: as in the first moment of a start
    stage.shell.staffDoor()
    assert stage.state("screen") == "attract"
    stage.serve()
    stage.shell.staffDoor()
    assert stage.state("screen") == "staff-sign-in"
    stage.close()


def test_a_wipe_forgets_what_screens_hold(stage: Stage) -> None:
    notebook = _Notebook(stage)
    stage.begin()
    stage.add(notebook)
    notebook.open({"text": "张测试"})
    stage.shell.leave()
    assert notebook.text == ""
