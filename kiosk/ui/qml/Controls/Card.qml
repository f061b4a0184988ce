import QtQuick
import Theme

Rectangle {
    id: card

    default property alias content: column.data
    property real padding: Theme.unit * 36
    property alias spacing: column.spacing

    width: parent?.width ?? 0
    implicitHeight: column.implicitHeight + padding * 2
    color: Theme.surface
    radius: Theme.corner
    border.color: Theme.line
    border.width: Theme.stroke

    Column {
        id: column
        x: card.padding
        y: card.padding
        width: card.width - card.padding * 2
        spacing: Theme.tight
    }
}
