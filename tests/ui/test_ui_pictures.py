"""No scene of the gallery cuts a word off or hides what counts: by machine, in large English letters."""

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from tests.ui.gallery import NAMES, SHAPES, played
from tests.ui.sight import page_of, place, seen_whole
from tests.ui.stage import Stage

SLACK = 2  # pixels: a typeface's own bearings
MAY_BE_CUT = {"keyboard.letters"}  # what is typed, from its left: its end is what counts
# Nobody shall have to scroll for a number and what its holder must know, nor for a question and its answers.
IN_SIGHT = {
    *(f"number.{part}" for part in ("label", "business", "day", "clock", "over", "ahead", "where", "wait")),
    "number.qr",
    "number.code",
    *(f"take-number.{series}" for series in ("general", "insurance", "household", "business")),
    *(f"booked.{part}" for part in ("day", "time", "check-in")),
    *(f"slip.{part}" for part in ("headline", "came", "missing", "retry", "without")),
    "my-appointment.ask",
    "out-of-service.phone",
    "staff-sign-in.message",
    "change-number.confirm",
}


def _troubles(stage: Stage) -> list[str]:
    items = list(stage.touch.items())
    a_card_lies_there = any(item.objectName() == "strip.text" for item in items)  # and takes room
    return [
        words
        for item in items
        for words in (*_troubles_of(item), *_below_the_fold(item, a_card_lies_there), *_uneven(item))
    ]


def _below_the_fold(item: QQuickItem, a_card_lies_there: bool) -> Iterator[str]:
    name = item.objectName()
    may_be = a_card_lies_there and name.startswith("take-number.")
    if name in IN_SIGHT and not may_be and not seen_whole(item):
        yield f"to be scrolled for: {name}"


def _uneven(item: QQuickItem) -> Iterator[str]:
    """Keys that stand side by side are equally high."""
    keys = [child for child in item.childItems() if child.isVisible() and _is_touchable(child)]
    for one, other in itertools.pairwise(keys):
        if one.y() == other.y() and abs(one.height() - other.height()) > SLACK:
            yield f"uneven: {one.objectName()} and {other.objectName()}"


def _troubles_of(item: QQuickItem) -> Iterator[str]:
    if item.property("overfull"):
        yield "actions stand over the header"
    if not item.inherits("QQuickText") or not item.property("text"):
        return
    text = f"{item.objectName()} {item.property('text')!r}"
    if item.property("truncated") and item.objectName() not in MAY_BE_CUT:
        yield f"cut off: {text}"
    page = page_of(item)
    if page is not None and _ink(item).right() > place(page).right() + SLACK:
        yield f"beyond its page: {text}"
    touchable = _touchable_above(item)
    if touchable is not None and not _room(touchable).contains(_ink(item)):
        yield f"out of its key: {text}"


def _touchable_above(item: QQuickItem) -> QQuickItem | None:
    above = item.parentItem()
    while above is not None and not _is_touchable(above):
        above = above.parentItem()
    return above


def _is_touchable(item: QQuickItem) -> bool:
    return item.metaObject().indexOfSignal("activated()") >= 0


def _room(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(-SLACK, -SLACK, item.width() + 2 * SLACK, item.height() + 2 * SLACK))


def _ink(item: QQuickItem) -> QRectF:
    """Where the words are drawn; centred text may be narrower than its item."""
    at = item.mapToScene(QPointF(0, 0))
    wide, high = float(item.property("contentWidth")), float(item.property("contentHeight"))
    return QRectF(at.x() + (item.width() - wide) / 2, at.y() + (item.height() - high) / 2, wide, high)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", NAMES)
def test_every_word_has_its_room(qtbot: QtBot, name: str, shape: str) -> None:
    del qtbot
    stage = played(name, SHAPES[shape], care=True, english=True)
    try:
        for _ in range(2):  # what does not fit beside the questions moves above them, a frame later
            stage.window.view.grabWindow()
        stage.touch.wait_until(lambda: not _troubles(stage), f"no trouble, but there is {_troubles(stage)}")
        assert _with_own_meta_object(stage.shell) == []
    finally:
        stage.close()


def _with_own_meta_object(root: QObject) -> list[str]:
    """What QML may take for something else one day (kiosk.ui.viewmodel): signals lead to what is no Slot."""
    everyone = [root, *root.findChildren(QObject)]
    return [type(one).__name__ for one in everyone if "__METAOBJECT__" in getattr(one, "__dict__", ())]


def test_a_signal_that_leads_to_no_slot_is_seen() -> None:
    class Careless(QObject):
        def hear(self) -> None: ...

    root, one = QObject(), Careless()
    one.setParent(root)
    root.objectNameChanged.connect(one.hear)
    assert _with_own_meta_object(root) == ["Careless"]
