"""A keyboard that somebody has plugged in: typing, moving, choosing and going back; nothing that leads out.

Whatever holds Ctrl, Alt or the Windows key, and every function key, ends here (DOMAIN §7: no key combination
escapes). The on-screen keyboard does the same job without any of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem, QQuickView

if TYPE_CHECKING:
    from kiosk.ui.input.keyboard import Keyboard
    from kiosk.ui.shell import Shell

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_LEAD_OUT = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_EDITING = frozenset(
    {
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Backspace,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
_FORWARD = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Right})
_BACKWARD = frozenset({Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Left})
_TABS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_SIDEWAYS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})


def passes(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str) -> bool:
    """Whether a key reaches the screen: what enters a character, and what edits one."""
    return not modifiers & _LEAD_OUT and (key in _EDITING or key in _SIDEWAYS or _is_typed(text))


def _is_typed(text: str) -> bool:
    return bool(text) and text.isprintable()


class PhysicalKeys(QObject):
    """An event filter on the window. `on_warning`: whether the idle warning stands, which any key answers."""

    def __init__(self, view: QQuickView, shell: Shell, on_warning: Callable[[], bool]) -> None:
        super().__init__()
        self._view = view
        self._shell = shell
        self._on_warning = on_warning
        self.full_screen = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is QEvent.Type.Close and self.full_screen and event.spontaneous():
            event.ignore()  # Alt+F4 comes as this from a window manager
            return True
        if event.type() not in _KEYS:
            return False
        return self._take(cast("QKeyEvent", event))

    def _take(self, event: QKeyEvent) -> bool:
        """Whether the event ends here."""
        key = Qt.Key(event.key())
        if event.type() is QEvent.Type.KeyPress and not event.modifiers() & _LEAD_OUT:
            if self._on_warning():
                self._shell.activity()
                return True
            if key is Qt.Key.Key_Escape:
                self._step_back()
                return True
            if self._moves(key):
                self._move(key in _FORWARD)
                return True
        return not passes(key, event.modifiers(), event.text())

    def _moves(self, key: Qt.Key) -> bool:
        """Tab always moves on; an arrow does where no cursor needs it."""
        at = self._view.activeFocusItem()
        if key in _TABS or at is None:
            return key in _FORWARD or key in _BACKWARD
        if at.inherits("QQuickTextEdit"):
            return False
        return (key in _FORWARD or key in _BACKWARD) and not (
            key in _SIDEWAYS and at.inherits("QQuickTextInput")
        )

    def _move(self, forward: bool) -> None:
        at = self._view.activeFocusItem() or self._view.rootObject()
        item = at.nextItemInFocusChain(forward)
        board = self._board()
        if board is not None and _shown(board) and not _is_text(item):
            board.done.emit()  # it covers what comes next, 下一步 above all
            item = at.nextItemInFocusChain(forward)
        if item is not None:
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            item.forceActiveFocus(reason)
            bring_into_view(item)

    def _step_back(self) -> None:
        """Escape: first the keyboard goes, then the help, then one step back."""
        board = self._board()
        state = cast("dict[str, object]", self._shell.property("state"))
        if board is not None and _shown(board):
            board.done.emit()
        elif state["help_open"]:
            self._shell.closeHelp()
        elif state["can_go_back"]:
            self._shell.goBack()

    def _board(self) -> Keyboard | None:
        from kiosk.ui.input.keyboard import Keyboard  # not before the first frame, which has none

        state = cast("dict[str, object]", self._shell.property("state"))
        model = self._shell.model(str(state["screen"]))
        boards = (model.property(name) for name in ("keyboard", "board")) if model is not None else ()
        return next((board for board in boards if isinstance(board, Keyboard)), None)


def _shown(board: Keyboard) -> bool:
    return bool(cast("dict[str, object]", board.property("state"))["shown"])


def _is_text(item: QQuickItem | None) -> bool:
    return item is not None and (item.inherits("QQuickTextInput") or item.inherits("QQuickTextEdit"))


def bring_into_view(item: QQuickItem) -> None:
    """Scroll what scrolls, so that the focus is never out of sight."""
    above: QQuickItem | None = item.parentItem()
    while above is not None and not above.inherits("QQuickFlickable"):
        above = above.parentItem()
    if above is None:
        return
    content = cast("QQuickItem", above.property("contentItem"))
    top = content.mapFromItem(item, QPointF(0, 0)).y()
    first, room = float(above.property("contentY")), above.height()
    if top < first or top + item.height() > first + room:
        furthest = max(0.0, float(above.property("contentHeight")) - room)
        above.setProperty("contentY", max(0.0, min(furthest, top - room / 4)))
