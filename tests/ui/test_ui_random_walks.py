"""Strangers one after the other touch whatever is there: no dead end, and nothing of the one before."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from kiosk.devices.code_scanner import CodeScanned, NotACode
from kiosk.devices.reader import CardFound, CardGone, CardSeen, ReadFailed
from kiosk.domain.card import IdCard, ReadFault
from kiosk.domain.session import SessionState
from kiosk.ui.shell import Fault
from tests.ui.fake_day import TOKEN
from tests.ui.form_scenes import CATALOGUE
from tests.ui.form_stage import CARD, FormStage
from tests.ui.residue import left_in_python, left_in_qml
from tests.ui.stage import PORTRAIT

TYPED, SCANNED = "金丝雀七三一", "13873173173"
NAMES = ("黄鹂一九四", "白鹭二八五")
NUMBERS = ("500111189912310023", "500111189912310509")
CARDS = tuple(
    IdCard(kind=CARD.kind, name=name, number=number, sex="1", birth="18991231", address=f"{name}路1号")
    for name, number in zip(NAMES, NUMBERS, strict=True)
)
CANARIES = (TYPED, SCANNED, *NAMES, *NUMBERS)
OUTSIDE = (
    CardSeen(CARDS[0]),
    CardSeen(CARDS[1]),
    CardSeen(CARDS[1], lies=False),
    CardGone(),
    CardFound(),
    ReadFailed(ReadFault.UNREADABLE),
    ReadFailed(ReadFault.READER_GONE),
)
SCANS = (CodeScanned(SCANNED), CodeScanned(TOKEN), CodeScanned("?"), NotACode("too long"))
# Keys that end the walk's process or need a photographer; everything else is touched.
NOT_TOUCHED = ("staff.restart", "staff.shut-down", "scroller.")


@pytest.fixture(scope="module")
def stage(qapp: object) -> Iterator[FormStage]:
    """One terminal for all walks: what one stranger leaves, the next one would find."""
    del qapp
    stage = FormStage(PORTRAIT, CATALOGUE)
    stage.serve()
    yield stage
    stage.close()


def touchables(stage: FormStage) -> list[QQuickItem]:
    """What a finger could touch now, from the topmost panel down."""
    return [
        item
        for item in stage.touch.items()
        if item.objectName() and item.inherits("QQuickItem") and item.property("label") is not None
        and item.isEnabled() and item.width() > 0 and not item.objectName().startswith(NOT_TOUCHED)
        and _on_screen(stage, item)
    ]  # fmt: skip


def _middle(item: QQuickItem) -> QPointF:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2))


def _on_screen(stage: FormStage, item: QQuickItem) -> bool:
    middle = _middle(item)
    return 0 < middle.x() < stage.window.view.width() and 0 < middle.y() < stage.window.view.height()


def act(stage: FormStage, number: int) -> None:
    """One thing that happens; `number` chooses which."""
    kind, rest = number % 10, number // 10
    if kind < 6:
        there = touchables(stage)
        if there:
            stage.touch.tap_at(_middle(there[rest % len(there)]).toPoint())
    elif kind == 6:
        stage.cards.take(OUTSIDE[rest % len(OUTSIDE)])
    elif kind == 7:
        stage.scans.take(SCANS[rest % len(SCANS)])
    elif kind == 8:
        board = stage.form._keyboard
        if not board.insert(TYPED) and stage.shell.shows("form") and stage.draft.item is not None:
            stage.form.setText("address_detail", TYPED) if _asks(stage, "address_detail") else None
    else:
        stage.tick((0.25, 5.0, 61.0, 21.0)[rest % 4])
    stage.touch._turn()


def _asks(stage: FormStage, name: str) -> bool:
    return any(field.name == name for page in stage.draft.form().pages for field in page.fields)


def time_passes(stage: FormStage) -> None:
    """Nobody is there any more; long enough for care mode too."""
    for _ in range(4):
        stage.tick(400)
    stage.touch._turn()


STRANGERS = st.lists(st.integers(0, 9999), min_size=4, max_size=14)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=STRANGERS)
@example(acts=[6, 0, 8, 16, 9])
def test_time_alone_ends_every_walk_and_leaves_nothing(
    stage: FormStage, qtbot: QtBot, acts: list[int]
) -> None:
    del qtbot
    for number in acts:
        act(stage, number)
        assert touchables(stage), f"a dead end on {stage.state('screen')}"
    time_passes(stage)
    assert stage.shell.session_state is SessionState.ATTRACT
    assert stage.touch.find("help.number") is None
    assert left_in_python(stage.shell, CANARIES) == set()
    assert left_in_qml(stage, CANARIES) == set()


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts=STRANGERS)
@example(acts=[1674, 240, 2170, 84, 488, 5576, 2529, 2196, 384, 566, 5333])  # help, over another's card
def test_from_everywhere_some_touches_lead_home(stage: FormStage, qtbot: QtBot, acts: list[int]) -> None:
    del qtbot
    for number in acts:
        act(stage, number)
    for _ in range(12):
        if stage.shell.shows("home") or stage.shell.session_state is SessionState.ATTRACT:
            break
        names = [item.objectName() for item in touchables(stage)]
        ways = (  # what lies on top first, as Main.qml stacks it: a finger reaches nothing below
            "idle.continue",
            "help.close",
            "card.other.keep",
            "card.not-mine",
            "footer.home",
            "footer.back",
        )
        way = next((way for way in ways if way in names), None)
        assert way is not None, f"no way out of {stage.state('screen')}: {names}"
        stage.touch.tap(way)
    assert stage.shell.shows("home") or stage.shell.session_state is SessionState.ATTRACT
    time_passes(stage)


def test_the_search_for_what_was_left_sees_it_when_it_is_there(stage: FormStage, qtbot: QtBot) -> None:
    del qtbot
    stage.cards.take(CardSeen(CARDS[0]))
    stage.shell.go("form", item="unemployment-registration")
    stage.start_page("identity")
    stage.touch.wait_for("form.locked.name")
    assert {NAMES[0], NUMBERS[0]} <= left_in_python(stage.shell, CANARIES)
    assert {NAMES[0], NUMBERS[0]} <= left_in_qml(stage, CANARIES)
    stage.shell.set_fault(Fault.DISK_FULL)  # the way out through a broken environment wipes as well
    stage.touch._turn()
    assert left_in_python(stage.shell, CANARIES) == set()
    assert left_in_qml(stage, CANARIES) == set()
    stage.shell.clear_fault()
    stage.cards.take(CardGone())


def test_an_old_person_may_prolong_as_often_as_they_like(stage: FormStage, qtbot: QtBot) -> None:
    """DOMAIN §8: extendable at least ten times."""
    del qtbot
    time_passes(stage)
    stage.cards.take(CardGone())
    stage.begin()
    session = stage.shell.session_id
    for _ in range(12):
        stage.tick(61)
        stage.touch.tap("idle.continue")
    assert stage.shell.session_id == session
    time_passes(stage)
