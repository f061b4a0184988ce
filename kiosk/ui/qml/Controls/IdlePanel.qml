import QtQuick
import Theme

Panel {
    id: idle

    required property var shell
    required property var cards
    readonly property var words: shell.words
    readonly property bool lifted: cards.state.lifted

    Label {
        width: parent.width
        text: idle.lifted ? idle.cards.words["lifted-title"] : idle.words["idle-title"]
        font.pixelSize: Theme.heading
        font.bold: true
        lineHeight: 1
    }
    Label {
        width: parent.width
        text: idle.lifted ? idle.cards.words["lifted-body"] : idle.words["idle-body"]
    }
    Row {
        spacing: Theme.gap
        Label {
            id: seconds
            objectName: "idle.seconds"
            text: idle.shell.state.seconds_left
            font.pixelSize: Theme.display
            font.bold: true
            lineHeight: 1
            color: Theme.accent
        }
        Label {
            anchors.baseline: seconds.baseline
            text: idle.words["idle-seconds"]
        }
    }
    Button {
        objectName: "idle.continue"
        width: parent.width
        kind: "primary"
        text: idle.words["idle-continue"]
        onActivated: idle.shell.activity()
    }
    Button {
        objectName: "idle.leave"
        width: parent.width
        text: idle.words["idle-leave"]
        onActivated: idle.shell.leave()
    }
}
