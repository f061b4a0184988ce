import QtQuick
import Theme

Panel {
    id: help

    required property var shell
    readonly property var words: shell.words

    Label {
        width: parent.width
        text: help.words["help-title"]
        font.pixelSize: Theme.heading
        font.bold: true
        lineHeight: 1
    }
    Label {
        width: parent.width
        text: help.words[help.shell.state.help_recorded ? "help-recorded" : "help-not-recorded"]
    }
    Fact {
        visible: help.shell.helperPhone !== "12345"
        label: help.words["help-site-phone"]
        text: help.shell.helperPhone
        strong: true
    }
    Card {
        color: Theme.accentSoft
        Label {
            width: parent.width
            text: help.words["help-hotline"]
        }
        Label {
            objectName: "help.number"
            text: "12345"
            font.pixelSize: Theme.display
            font.bold: true
            lineHeight: 1
            color: Theme.accent
        }
    }
    Button {
        objectName: "help.close"
        width: parent.width
        kind: "primary"
        text: help.words["help-close"]
        onActivated: help.shell.closeHelp()
    }
    Button {
        objectName: "help.staff"
        kind: "quiet"
        text: help.words["help-staff"]
        size: Theme.caption
        onActivated: help.shell.staffDoor()
    }
}
