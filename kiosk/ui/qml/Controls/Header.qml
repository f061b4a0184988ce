import QtQuick
import QtQuick.Layouts
import Theme

Rectangle {
    id: bar

    required property var header

    color: Theme.surface
    implicitHeight: rows.implicitHeight + Theme.unit * 36

    component State: RowLayout {
        id: line
        property string words
        property string tone: "good"
        visible: words !== ""
        spacing: Theme.tight
        Sign {
            tone: line.tone
        }
        Label {
            text: line.words
            Layout.fillWidth: true
            Layout.maximumWidth: implicitWidth + 2
            font.pixelSize: Theme.caption
            lineHeight: 1
            color: line.tone === "bad" ? Theme.alarm : Theme.quiet
        }
    }

    GridLayout {
        id: rows
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        columns: Theme.landscape ? 3 : 2
        columnSpacing: Theme.gap
        rowSpacing: Theme.tight

        Label {
            text: bar.header.place
            font.pixelSize: Theme.care && !Theme.landscape ? Theme.caption : Theme.body
            font.bold: true
            lineHeight: 1
            Layout.fillWidth: true
        }
        Column {
            Layout.columnSpan: Theme.landscape ? 1 : 2
            Layout.row: Theme.landscape ? 0 : 1
            Layout.column: Theme.landscape ? 1 : 0
            Layout.fillWidth: !Theme.landscape
            Flow {
                width: Theme.landscape ? Math.min(bar.width * 0.5, network.implicitWidth + printer.implicitWidth + spacing + 4) : rows.width
                spacing: Theme.gap
                State {
                    id: network
                    words: bar.header.network
                    tone: bar.header.network_tone
                }
                State {
                    id: printer
                    words: bar.header.printer
                    tone: bar.header.printer_tone
                }
            }
        }
        RowLayout {
            Layout.row: 0
            Layout.column: Theme.landscape ? 2 : 1
            spacing: Theme.tight * 1.5
            Label {
                text: bar.header.date
                visible: text !== ""
                lineHeight: 1
                color: Theme.quiet
            }
            Label {
                text: bar.header.time
                lineHeight: 1
                font.bold: true
                font.pixelSize: Theme.lead
            }
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.stroke
        color: Theme.line
    }
}
