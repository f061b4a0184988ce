import QtQuick
import Theme

// One carved character, the way a mason signs a stone.
Rectangle {
    id: seal

    property string character
    property bool inverted: false
    property color tone: Theme.accent
    property real size: Theme.unit * 112

    width: size
    height: size
    radius: Theme.corner
    color: inverted ? Theme.inverse : tone

    Rectangle {
        anchors.fill: parent
        anchors.margins: seal.size * 0.07
        color: "transparent"
        radius: Theme.corner * 0.6
        border.width: Math.max(1, seal.size * 0.02)
        border.color: seal.inverted ? seal.tone : Theme.inverse
    }

    Label {
        anchors.centerIn: parent
        text: seal.character
        lineHeight: 1
        font.family: "Noto Serif CJK SC"
        font.bold: true
        font.pixelSize: seal.size * 0.56
        color: seal.inverted ? seal.tone : Theme.inverse
        Accessible.ignored: true
    }
}
