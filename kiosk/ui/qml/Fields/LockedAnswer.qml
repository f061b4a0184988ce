import QtQuick
import Controls
import Theme

// Read from the card: shown, and changed only by laying down another card.
Rectangle {
    id: answer

    required property var question
    readonly property var field: question.field

    objectName: "form.locked." + (field.name ?? "")
    width: parent?.width ?? 0
    height: Math.max(Theme.target, Math.max(words.implicitHeight, what.implicitHeight) + Theme.unit * 24)
    radius: Theme.corner
    color: Theme.sunken

    Label {
        id: what
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.unit * 28
        width: parent.width * 0.26
        text: answer.field.label ?? ""
        lineHeight: 1.2
        color: Theme.quiet
    }
    Label {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: what.x + what.width + Theme.tight
        width: parent.width - x - Theme.unit * 28
        text: answer.field.text ?? ""
        font.pixelSize: Theme.lead
        font.bold: true
        lineHeight: 1.2
    }
}
