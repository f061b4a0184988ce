import QtQuick
import Theme

Panel {
    id: idle

    required property var shell
    readonly property var words: shell.words

    Label {
        width: parent.width
        text: idle.words["idle-title"]
        font.pixelSize: Theme.heading
        font.bold: true
        lineHeight: 1
    }
    Label {
        width: parent.width
        text: idle.words["idle-body"]
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
