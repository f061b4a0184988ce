pragma ComponentBehavior: Bound
import QtQuick
import Theme

// What is wrong on this page, on top of it, each line a way to the field. `errors`: [{field, message}].
Rectangle {
    id: summary

    property string title
    property var errors: []

    signal chosen(string field)

    visible: errors.length > 0
    width: parent?.width ?? 0
    implicitHeight: visible ? column.implicitHeight + Theme.unit * 56 : 0
    color: Theme.surface
    border.color: Theme.alarm
    border.width: Theme.stroke * 2
    radius: Theme.corner
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title

    Column {
        id: column
        x: Theme.unit * 36
        y: Theme.unit * 28
        width: parent.width - Theme.unit * 72
        spacing: Theme.tight

        Label {
            width: parent.width
            text: summary.title
            font.bold: true
            font.pixelSize: Theme.lead
            color: Theme.alarm
        }
        Repeater {
            model: summary.errors
            Touchable {
                id: line
                required property var modelData
                width: column.width
                height: Math.max(Theme.target * 0.7, words.implicitHeight)
                objectName: "error." + line.modelData.field
                label: line.modelData.message
                onActivated: summary.chosen(line.modelData.field)
                Label {
                    y: words.y
                    text: "•"
                    color: Theme.alarm
                    Accessible.ignored: true
                }
                Label {
                    id: words
                    anchors.verticalCenter: parent.verticalCenter
                    x: Theme.body * 0.8
                    width: parent.width - x
                    text: line.modelData.message
                    color: Theme.alarm
                    font.underline: line.modelData.field !== ""
                    Accessible.ignored: true
                }
            }
        }
    }
}
