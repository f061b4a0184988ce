import QtQuick
import Theme

// A question that stands above everything else; touches do not reach what lies below.
Rectangle {
    id: panel

    default property alias content: column.data
    property real breadth: Theme.unit * 940
    // Watched by a test: what does not fit can neither be read nor touched.
    readonly property bool overfull: box.height > height

    color: Theme.scrim

    // Takes every touch that misses the panel's own keys.
    MouseArea {
        anchors.fill: parent
    }

    Rectangle {
        id: box
        anchors.centerIn: parent
        width: Math.min(parent.width - Theme.margin * 2, panel.breadth)
        height: column.implicitHeight + Theme.unit * 120
        radius: Theme.corner * 1.5
        color: Theme.surface

        Column {
            id: column
            x: Theme.unit * 64
            y: Theme.unit * 60
            width: parent.width - Theme.unit * 128
            spacing: Theme.gap
        }
    }
}
