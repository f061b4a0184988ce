import QtQuick
import Theme

// A sentence the citizen should not miss. `kind`: plain, alarm.
Rectangle {
    id: notice

    property string text
    property string kind: "plain"

    width: parent?.width ?? 0
    implicitHeight: words.implicitHeight + Theme.unit * 44
    radius: Theme.corner
    color: kind === "alarm" ? Theme.alarmSoft : Theme.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Rectangle {
        width: Theme.unit * 10
        height: parent.height
        color: notice.kind === "alarm" ? Theme.alarm : Theme.accent
    }
    Label {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.unit * 38
        width: parent.width - Theme.unit * 66
        text: notice.text
        Accessible.ignored: true
    }
}
