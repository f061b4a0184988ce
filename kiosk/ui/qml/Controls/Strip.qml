import QtQuick
import Theme

// One sentence under the header that no screen should hide: a card was read, is awaited, was forgotten.
Rectangle {
    id: strip

    property string text
    property bool alarm: false

    visible: text !== ""
    height: visible ? words.implicitHeight + Theme.unit * 40 : 0
    color: alarm ? Theme.alarm : Theme.accent
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    Label {
        id: words
        objectName: "strip.text"
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin
        width: parent.width - Theme.margin * 2
        text: strip.text
        font.pixelSize: strip.alarm ? Theme.lead : Theme.body
        font.bold: true
        color: Theme.inverse
        Accessible.ignored: true
    }
}
