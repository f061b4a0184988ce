pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var now: vm.state

    title: vm.words["title"]
    lead: now.lead

    ErrorSummary {
        title: page.vm.words["errors-title"]
        errors: page.now.errors
        onChosen: field => page.vm.change(field)
    }
    Notice {
        objectName: "check.stopped"
        visible: text !== ""
        kind: "alarm"
        text: page.now.stopped
    }
    Notice {
        objectName: "check.offline"
        visible: text !== ""
        text: page.now.offline
    }

    Repeater {
        model: page.now.groups.length
        Card {
            id: card
            required property int index
            readonly property var group: page.now.groups[index] ?? ({})
            spacing: 0
            Label {
                width: parent.width
                text: card.group.title ?? ""
                visible: text !== ""
                color: Theme.quiet
                lineHeight: 1.2
                bottomPadding: Theme.tight
            }
            Repeater {
                model: (card.group.rows ?? []).length
                AnswerLine {
                    required property int index
                    row: card.group.rows?.[index] ?? ({})
                    last: index === (card.group.rows ?? []).length - 1
                }
            }
        }
    }

    actions: [
        Label {
            width: parent?.width ?? 0
            text: page.vm.words["declare"]
            horizontalAlignment: Text.AlignHCenter
            color: Theme.quiet
            lineHeight: 1.2
        },
        Button {
            objectName: "check.submit"
            width: parent?.width ?? 0
            kind: "primary"
            size: Theme.lead
            text: page.vm.words["submit"]
            onActivated: page.vm.submit()
        }
    ]

    component AnswerLine: Item {
        id: line
        property var row: ({})
        property bool last: false
        readonly property bool wrong: (row.error ?? "") !== ""
        // Large letters need the whole width: a number must not break in two.
        readonly property bool stacked: Theme.care

        width: parent?.width ?? 0
        implicitHeight: Math.max(words.implicitHeight + (stacked ? what.implicitHeight : 0), what.implicitHeight, change.implicitHeight) + Theme.unit * 24

        Label {
            id: what
            y: line.stacked ? Theme.unit * 12 : (parent.height - height) / 2
            width: line.stacked ? words.width : parent.width * 0.29
            text: line.row.label ?? ""
            color: Theme.quiet
            lineHeight: 1.2
        }
        Column {
            id: words
            y: line.stacked ? what.y + what.height : (parent.height - height) / 2
            x: line.stacked ? 0 : parent.width * 0.31
            width: parent.width - x - Theme.gap - change.width
            Label {
                objectName: "check.answer." + (line.row.field ?? "")
                width: parent.width
                text: line.row.answer ?? ""
                font.pixelSize: Theme.lead
                font.bold: true
                lineHeight: 1.2
            }
            Rectangle {
                objectName: "check.picture." + (line.row.field ?? "")
                visible: (line.row.picture ?? "") !== ""
                width: height * 2
                height: visible ? Theme.target * 1.6 : 0
                color: "#ffffff"
                Image {
                    anchors.fill: parent
                    fillMode: Image.PreserveAspectFit
                    source: line.row.picture ?? ""
                    cache: false
                }
            }
            Label {
                width: parent.width
                visible: line.wrong
                text: line.row.error ?? ""
                color: Theme.alarm
                lineHeight: 1.2
            }
        }
        Button {
            id: change
            objectName: "check.change." + (line.row.field ?? "")
            visible: line.row.changeable ?? false
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: visible ? implicitWidth : 0
            text: page.vm.words["change"]
            onActivated: page.vm.change(line.row.field)
            Accessible.name: text + " " + (line.row.label ?? "")
        }
        Rectangle {
            visible: !line.last
            anchors.bottom: parent.bottom
            width: parent.width
            height: Math.max(1, Theme.stroke / 2)
            color: Theme.line
        }
    }
}
