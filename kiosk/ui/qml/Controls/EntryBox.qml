import QtQuick
import Theme

// Shows what has been entered by keys of our own; never a system input method.
Touchable {
    id: box

    property string text
    property string placeholder
    property bool current: false
    property bool secret: false
    property int size: Theme.lead

    label: placeholder
    Accessible.role: Accessible.EditableText
    height: Math.max(Theme.target, value.implicitHeight + Theme.tight * 2)

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: Theme.surface
        border.color: box.current ? Theme.accent : Theme.quiet
        border.width: box.current ? Theme.stroke * 2 : Theme.stroke
    }
    Label {
        id: value
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.margins: Theme.unit * 28
        anchors.verticalCenter: parent.verticalCenter
        text: box.text === "" ? box.placeholder : box.secret ? "●".repeat(box.text.length) : box.text
        color: box.text === "" ? Theme.quiet : Theme.ink
        font.pixelSize: box.size
        lineHeight: 1
        wrapMode: Text.NoWrap
        elide: Text.ElideLeft
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.caption
        Accessible.ignored: true
    }
}
