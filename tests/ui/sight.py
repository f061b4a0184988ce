"""Whether something on the screen can be seen without scrolling for it."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem


def page_of(item: QQuickItem) -> QQuickItem | None:
    """The part of its page that is shown, which cuts off whatever is beyond."""
    above: QQuickItem | None = item
    while above is not None and above.objectName() != "scroller":
        above = above.parentItem()
    return above


def seen_whole(item: QQuickItem) -> bool:
    """The whole item lies in the part of its page that is shown; what stands in none is always seen."""
    above = page_of(item)
    # A pixel more: edges lie between them.
    return above is None or place(above).adjusted(-1, -1, 1, 1).contains(place(item))


def place(item: QQuickItem) -> QRectF:
    at = item.mapToScene(QPointF(0, 0))
    return QRectF(at.x(), at.y(), item.width(), item.height())
