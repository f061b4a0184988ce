pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Keyboard
import Theme

// Where the keyboard would be: large keys for decade, year, month and day.
Rectangle {
    id: panel

    required property var chooser
    required property string closeWords
    readonly property var now: chooser.state
    readonly property real gap: Theme.unit * 12
    readonly property real pad: Theme.unit * 24

    signal closed

    visible: now.shown
    implicitHeight: now.shown ? column.height + pad * 2 : 0
    color: Theme.sunken

    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        width: parent.width
        height: Theme.stroke
        color: Theme.line
    }

    Column {
        id: column
        x: panel.pad
        y: panel.pad
        width: panel.width - panel.pad * 2
        spacing: panel.gap * 1.5

        Item {
            width: parent.width
            height: Math.max(chips.height, Theme.target)
            Row {
                id: chips
                spacing: panel.gap
                anchors.verticalCenter: parent.verticalCenter
                Repeater {
                    model: panel.now.chips.length
                    Button {
                        required property int index
                        readonly property var chip: panel.now.chips[index] ?? ({})
                        objectName: "date.again." + (chip.part ?? "")
                        text: chip.label ?? ""
                        onActivated: panel.chooser.again(chip.part)
                    }
                }
                Label {
                    anchors.verticalCenter: parent.verticalCenter
                    text: panel.now.question
                    font.pixelSize: Theme.lead
                    font.bold: true
                    lineHeight: 1.2
                }
            }
            Button {
                objectName: "date.close"
                anchors.right: parent.right
                kind: "quiet"
                text: panel.closeWords
                onActivated: panel.closed()
            }
        }
        Grid {
            id: grid
            columns: panel.now.columns
            spacing: panel.gap
            readonly property real cell: (column.width - spacing * (columns - 1)) / columns
            Repeater {
                model: panel.now.keys.length
                KeyCap {
                    required property int index
                    readonly property var key: panel.now.keys[index] ?? ({})
                    objectName: "date." + (key.number ?? "")
                    width: grid.cell
                    height: Math.max(Theme.target, Theme.unit * 92)
                    caption: key.label ?? ""
                    size: Theme.lead
                    onActivated: panel.chooser.choose(key.number)
                }
            }
        }
    }
}
