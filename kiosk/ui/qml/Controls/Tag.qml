import QtQuick
import Theme

Rectangle {
    id: tag

    property string text
    property bool strong: false

    implicitWidth: words.implicitWidth + Theme.unit * 20
    implicitHeight: words.implicitHeight + Theme.unit * 8
    radius: Theme.corner * 0.5
    color: strong ? Theme.accentSoft : "transparent"
    border.color: strong ? Theme.accent : Theme.quiet
    border.width: Math.max(1, Theme.stroke * 0.75)

    Label {
        id: words
        anchors.centerIn: parent
        text: tag.text
        lineHeight: 1
        font.pixelSize: Theme.caption
        color: tag.strong ? Theme.accent : Theme.quiet
        wrapMode: Text.NoWrap
    }
}
