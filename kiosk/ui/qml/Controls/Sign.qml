import QtQuick
import Theme

// A shape beside words, so that colour is never the only signal. `tone`: good (round ✓), note (ring), bad (square !).
Rectangle {
    id: sign

    property string tone: "good"
    property real size: Theme.unit * 30

    width: size
    height: size
    radius: tone === "bad" ? size * 0.12 : size / 2
    color: tone === "good" ? Theme.accent : tone === "bad" ? Theme.alarm : "transparent"
    border.color: Theme.quiet
    border.width: tone === "note" ? size * 0.12 : 0
    Accessible.ignored: true

    Label {
        anchors.centerIn: parent
        visible: sign.tone !== "note"
        text: sign.tone === "good" ? "✓" : "!"
        color: Theme.inverse
        lineHeight: 1
        font.bold: true
        font.pixelSize: sign.size * 0.72
        Accessible.ignored: true
    }
}
