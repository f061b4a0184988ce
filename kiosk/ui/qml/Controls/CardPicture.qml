import QtQuick
import Theme

// An identity card as anybody would draw it, lifted from a reader by an arrow: no words are needed.
Item {
    id: picture

    implicitWidth: Theme.unit * 300
    implicitHeight: Theme.unit * 250

    Rectangle {
        id: card
        x: Theme.unit * 30
        y: Theme.unit * 30
        width: Theme.unit * 240
        height: Theme.unit * 150
        radius: Theme.corner
        color: Theme.accentSoft
        border.color: Theme.accent
        border.width: Theme.stroke * 2

        Column {
            x: Theme.unit * 24
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.unit * 16
            Repeater {
                model: [110, 84, 100]
                Rectangle {
                    required property int modelData
                    width: Theme.unit * modelData
                    height: Theme.unit * 12
                    radius: height / 2
                    color: Theme.accent
                }
            }
        }
        Rectangle {
            anchors.right: parent.right
            anchors.rightMargin: Theme.unit * 22
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.unit * 62
            height: Theme.unit * 82
            radius: Theme.corner
            color: Theme.accent
        }
    }
    Rectangle {
        y: Theme.unit * 204
        width: parent.width
        height: Theme.unit * 26
        radius: height / 2
        color: Theme.ink
    }
}
