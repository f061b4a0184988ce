import QtQuick
import Controls
import Theme

// An answer that is chosen, not typed: what it is, and the word that opens the choice.
Touchable {
    id: box

    property string text
    property string placeholder
    property string action
    property bool current: false
    property bool wrong: false

    width: parent?.width ?? 0
    height: Math.max(Theme.target, words.implicitHeight + Theme.unit * 32)
    label: text === "" ? placeholder : text + "，" + action

    Entry {
        anchors.fill: parent
        current: box.current
        wrong: box.wrong
    }
    Label {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.unit * 28
        width: parent.width - x * 2 - (verb.visible ? verb.implicitWidth + Theme.gap : 0)
        text: box.text === "" ? box.placeholder : box.text
        color: box.text === "" ? Theme.quiet : Theme.ink
        font.pixelSize: box.text === "" ? Theme.body : Theme.lead
        lineHeight: 1.2
        Accessible.ignored: true
    }
    Label {
        id: verb
        visible: box.text !== ""
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.unit * 28
        text: box.action
        color: Theme.accent
        lineHeight: 1.2
        Accessible.ignored: true
    }
}
