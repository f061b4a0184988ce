pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// One row of a repeating group: who or what it is, and the keys that change or delete it.
Card {
    id: card

    required property var vm
    property var row: ({})
    readonly property var lines: row.lines ?? []
    readonly property bool wrong: (row.error ?? "") !== ""

    objectName: "form.row." + (row.name ?? "")
    border.color: wrong ? Theme.alarm : Theme.line
    border.width: wrong ? Theme.stroke * 2 : Theme.stroke

    Label {
        width: parent.width
        text: card.row.title ?? ""
        font.pixelSize: Theme.lead
        font.bold: true
        lineHeight: 1.2
    }
    Row {
        visible: card.wrong
        width: parent.width
        spacing: Theme.tight
        Sign {
            id: sign
            tone: "bad"
            anchors.verticalCenter: parent.verticalCenter
        }
        Label {
            objectName: "form.error." + (card.row.name ?? "")
            width: parent.width - sign.width - parent.spacing
            text: card.row.error ?? ""
            color: Theme.alarm
            font.bold: true
            lineHeight: 1.25
        }
    }
    Repeater {
        model: card.lines.length
        Fact {
            required property int index
            readonly property var line: card.lines[index] ?? ({})
            label: line.label ?? ""
            text: line.answer ?? ""
            strong: true
        }
    }
    Row {
        width: parent.width
        topPadding: Theme.tight
        spacing: Theme.gap
        Button {
            objectName: "form.change." + (card.row.name ?? "")
            width: (parent.width - parent.spacing) / 2
            text: card.vm.words["row-change"]
            label: text + " " + (card.row.title ?? "")
            onActivated: card.vm.openRow(card.row.name)
        }
        Button {
            objectName: "form.remove." + (card.row.name ?? "")
            width: (parent.width - parent.spacing) / 2
            text: card.vm.words["row-remove"]
            label: text + " " + (card.row.title ?? "")
            onActivated: card.vm.removeRow(card.row.name)
        }
    }
}
