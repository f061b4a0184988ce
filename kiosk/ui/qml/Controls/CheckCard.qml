import QtQuick
import Theme

// One thing of the self-check. `check` is a CheckLine.
Rectangle {
    id: card

    property var check: ({})
    property string remedyWords
    readonly property bool bad: check.verdict === "fault" || check.verdict === "warning"

    implicitHeight: column.implicitHeight + Theme.unit * 36
    radius: Theme.corner
    color: Theme.surface
    border.color: bad ? Theme.alarm : Theme.line
    border.width: Theme.stroke

    Sign {
        id: sign
        x: Theme.unit * 28
        y: Theme.unit * 22
        tone: card.bad ? "bad" : card.check.verdict === "unknown" ? "note" : "good"
        size: Theme.body * 1.2
    }
    Column {
        id: column
        x: sign.x + sign.width + Theme.unit * 22
        y: Theme.unit * 18
        width: parent.width - x - Theme.unit * 28
        Item {
            width: parent.width
            height: title.implicitHeight
            Label {
                id: title
                text: card.check.title ?? ""
                font.bold: true
                lineHeight: 1
                width: parent.width - verdict.implicitWidth - Theme.tight
            }
            Label {
                id: verdict
                anchors.right: parent.right
                text: card.check.verdict_words ?? ""
                color: card.bad ? Theme.alarm : Theme.accent
                font.bold: true
                lineHeight: 1
            }
        }
        Label {
            width: parent.width
            text: card.check.finding ?? ""
            font.pixelSize: Theme.caption
            color: Theme.quiet
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: card.check.remedy ? card.remedyWords + card.check.remedy : ""
            font.pixelSize: Theme.caption
        }
    }
}
