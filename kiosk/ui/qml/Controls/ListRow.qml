import QtQuick
import Theme

Touchable {
    id: row

    property string title
    property string detail
    property string note
    property string tag
    property bool arrow: true

    width: parent?.width ?? 0
    implicitHeight: Math.max(Theme.target * 1.15, words.implicitHeight + Theme.unit * 44)
    label: [title, detail, note].filter(part => part !== "").join("，")

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: !row.enabled ? Theme.sunken : row.pressed ? Theme.accentSoft : Theme.surface
        border.color: Theme.line
        border.width: Theme.stroke
    }

    Column {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.unit * 34
        width: parent.width - x - side.width - Theme.unit * 60
        spacing: Theme.tight / 3

        Label {
            width: parent.width
            text: row.title
            font.pixelSize: Theme.lead
            font.bold: true
            lineHeight: 1
            color: row.enabled ? Theme.ink : Theme.quiet
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: row.detail
            visible: text !== ""
            font.pixelSize: Theme.caption
            lineHeight: 1
            color: Theme.quiet
            Accessible.ignored: true
        }
    }

    Row {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: Theme.unit * 30
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.tight * 1.5
        Tag {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.tag !== ""
            text: row.tag
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            text: row.note
            visible: text !== ""
            color: row.enabled ? Theme.accent : Theme.quiet
            font.bold: true
            lineHeight: 1
            Accessible.ignored: true
        }
        Label {
            anchors.verticalCenter: parent.verticalCenter
            visible: row.arrow && row.enabled
            text: "›"
            lineHeight: 1
            font.pixelSize: Theme.title
            color: Theme.accent
            Accessible.ignored: true
        }
    }
}
