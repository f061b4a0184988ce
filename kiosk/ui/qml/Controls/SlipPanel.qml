import QtQuick
import Theme

// How the slip is doing, and what can be said about it. `slip` is a SlipState; the keys' names begin with `name`.
Rectangle {
    id: panel

    required property var slip
    required property var words
    property string name: "slip"
    readonly property bool trouble: slip.phase === "trouble"
    readonly property bool good: slip.phase === "printed" || slip.phase === "confirmed"

    signal came
    signal missing
    signal without

    width: parent?.width ?? 0
    implicitHeight: column.implicitHeight + Theme.unit * 56
    radius: Theme.corner
    color: trouble ? Theme.alarmSoft : Theme.accentSoft

    Rectangle {
        width: Theme.unit * 10
        height: parent.height
        color: panel.trouble ? Theme.alarm : Theme.accent
    }

    Column {
        id: column
        x: Theme.unit * 40
        y: Theme.unit * 28
        width: parent.width - Theme.unit * 70
        spacing: Theme.tight

        Row {
            width: parent.width
            spacing: Theme.tight * 1.5
            Sign {
                id: sign
                visible: panel.good || panel.trouble
                tone: panel.trouble ? "bad" : "good"
                size: Theme.lead * 1.2
            }
            Label {
                objectName: panel.name + ".headline"
                width: parent.width - (sign.visible ? sign.width + parent.spacing : 0)
                text: panel.slip.headline
                font.pixelSize: Theme.lead
                font.bold: true
                lineHeight: 1
            }
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: panel.slip.advice
        }
        Flow {
            width: parent.width
            spacing: Theme.gap
            visible: panel.slip.can_answer || panel.slip.can_retry || panel.slip.can_do_without
            Button {
                objectName: panel.name + ".came"
                visible: panel.slip.can_answer
                text: panel.words["came"]
                onActivated: panel.came()
            }
            Button {
                objectName: panel.name + ".missing"
                visible: panel.slip.can_answer
                text: panel.words["missing"]
                onActivated: panel.missing()
            }
            Button {
                objectName: panel.name + ".retry"
                visible: panel.slip.can_retry
                text: panel.words["retry"]
                onActivated: panel.missing()
            }
            Button {
                objectName: panel.name + ".without"
                visible: panel.slip.can_do_without
                text: panel.words["do-without"]
                onActivated: panel.without()
            }
        }
    }
}
