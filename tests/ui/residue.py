"""Looks for what a citizen left: in every Python object that hangs on the shell, and in every QML item."""

import gc
import types
from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtQuick import QQuickItem

from kiosk.ui.shell import Shell
from tests.ui.stage import Stage

_TEXTS = frozenset({"QString", "QVariant", "QVariantMap", "QVariantList", "QJSValue", "QUrl"})
# What belongs to the program and not to a session: following it would walk the whole interpreter.
_PROGRAM = (types.ModuleType, type, types.FunctionType, types.BuiltinFunctionType, types.FrameType)


def left_in_python(shell: Shell, canaries: tuple[str, ...]) -> set[str]:
    """Canaries in any string that hangs on the shell: models, states, drafts, keyboards, queues."""
    # `seen` holds the objects: the number of one that has gone would be given to the next.
    waiting, seen, found = list(_own(shell)), dict[int, object](), set[str]()
    while waiting:
        one = waiting.pop()
        if id(one) in seen or isinstance(one, _PROGRAM):
            continue
        seen[id(one)] = one
        if isinstance(one, str):
            found |= {canary for canary in canaries if canary in one}
        elif isinstance(one, bytes | bytearray):
            found |= {canary for canary in canaries if canary.encode() in one}
        else:
            waiting += gc.get_referents(one)
            waiting += _own(one)
    return found


def left_in_qml(stage: Stage, canaries: tuple[str, ...]) -> set[str]:
    """Canaries in any property of any item of the window, shown or not."""
    texts = "\n".join(_properties(stage.window.view.rootObject()))
    return {canary for canary in canaries if canary in texts}


def _own(one: object) -> Iterator[object]:
    """A QObject's Python attributes: the collector does not look into Qt's part of it."""
    yield from vars(one).values() if hasattr(one, "__dict__") else ()
    if isinstance(one, QObject):
        yield from one.children()


def _properties(root: QQuickItem) -> Iterator[str]:
    waiting: list[QObject] = [root]
    seen = dict[int, QObject]()  # not only their numbers: PySide's wrappers come and go, and numbers return
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen[id(item)] = item
        meta = item.metaObject()
        for index in range(meta.propertyCount()):
            described = meta.property(index)
            if str(described.typeName()) in _TEXTS:
                yield str(item.property(str(described.name())))
        waiting += item.children()
        if isinstance(item, QQuickItem):
            waiting += item.childItems()
