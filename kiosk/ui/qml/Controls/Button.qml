import QtQuick
import Theme

// `kind`: primary (one per screen), secondary, quiet (in the bars), alarm (what cannot be undone).
Touchable {
    id: button

    property string text
    property string kind: "secondary"
    property real padding: Theme.unit * 28
    property int size: Theme.body
    readonly property bool filled: kind === "primary" || kind === "alarm"
    readonly property color tone: kind === "alarm" ? Theme.alarm : Theme.accent

    label: text
    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.tight * 2)
    implicitWidth: words.implicitWidth + padding * 2

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: !enabled ? Theme.sunken : button.filled ? (button.pressed ? Theme.accentPressed : button.tone) : button.pressed ? Theme.accentSoft : Theme.surface
        border.color: button.kind === "quiet" ? Theme.line : button.enabled ? button.tone : Theme.line
        border.width: button.filled && button.enabled ? 0 : Theme.stroke
    }

    Label {
        id: words
        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - button.padding)
        text: button.text
        horizontalAlignment: Text.AlignHCenter
        lineHeight: 1
        font.pixelSize: button.size
        font.bold: button.filled
        color: !button.enabled ? Theme.quiet : button.filled ? Theme.inverse : button.kind === "quiet" ? Theme.ink : button.tone
        Accessible.ignored: true
    }
}
