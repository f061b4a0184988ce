import QtQuick
import Theme

// A thing and how it is, with a sign before the words.
Item {
    id: line

    property string label
    property string text
    property bool good: true
    property bool waiting: false // neither done nor wrong

    width: parent?.width ?? 0
    implicitHeight: Math.max(head.implicitHeight, value.implicitHeight)

    Label {
        id: head
        width: parent.width * 0.36
        text: line.label
        color: Theme.quiet
    }
    Sign {
        x: parent.width * 0.38
        y: (head.font.pixelSize * 1.5 - height) / 2
        size: Theme.body
        tone: !line.good ? "bad" : line.waiting ? "note" : "good"
    }
    Label {
        id: value
        x: parent.width * 0.38 + Theme.body * 1.5
        width: parent.width - x
        text: line.text
        color: line.good ? Theme.ink : Theme.alarm
    }
}
