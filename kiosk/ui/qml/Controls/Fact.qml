import QtQuick
import Theme

// A label and what holds, side by side where there is room. `example` marks a fact nobody has verified.
Item {
    id: fact

    property string label
    property string text
    property string example
    property bool strong: false
    readonly property bool stacked: width < Theme.unit * 720

    width: parent?.width ?? 0
    implicitHeight: stacked ? head.implicitHeight + value.implicitHeight : Math.max(head.implicitHeight, value.implicitHeight)
    visible: text !== ""

    Label {
        id: head
        width: fact.stacked ? parent.width : fact.width * 0.27
        text: fact.label
        color: Theme.quiet
    }
    Column {
        id: value
        x: fact.stacked ? 0 : fact.width * 0.29
        y: fact.stacked ? head.implicitHeight : 0
        width: parent.width - x
        Label {
            width: parent.width
            text: fact.text
            font.bold: fact.strong
        }
        Tag {
            visible: fact.example !== ""
            text: fact.example
        }
    }
}
