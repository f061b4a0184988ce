import QtQuick
import Controls
import Theme

Touchable {
    id: cap

    property string caption
    property string spoken: caption
    property bool plain: true
    property bool chief: false
    property int size: Theme.heading

    label: spoken
    // A tap must leave the focus where the text goes.
    activeFocusOnTab: false

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: cap.chief ? (cap.pressed ? Theme.accentPressed : Theme.accent) : cap.pressed ? Theme.accentSoft : cap.plain ? Theme.surface : Theme.sunken
        border.color: cap.pressed ? Theme.accent : Theme.line
        border.width: cap.chief ? 0 : cap.pressed ? Theme.stroke * 2 : Theme.stroke
    }
    Label {
        anchors.centerIn: parent
        width: Math.min(implicitWidth, parent.width - Theme.tight / 2)
        text: cap.caption
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideRight
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.smallest
        wrapMode: Text.NoWrap
        lineHeight: 1
        font.pixelSize: cap.size
        color: cap.chief ? Theme.inverse : cap.enabled ? Theme.ink : Theme.quiet
        Accessible.ignored: true
    }
}
