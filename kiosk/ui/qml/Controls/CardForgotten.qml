import QtQuick
import Theme

// Over the attract screen, until the card is lifted or its finder goes on without it.
Panel {
    id: panel

    required property var cards
    readonly property var words: cards.words

    CardPicture {
        anchors.horizontalCenter: parent?.horizontalCenter
    }
    Label {
        objectName: "card.forgotten"
        width: parent.width
        text: panel.words["forgotten-title"]
        horizontalAlignment: Text.AlignHCenter
        font.pixelSize: Theme.title
        font.bold: true
        lineHeight: 1.2
        color: Theme.alarm
        Accessible.role: Accessible.AlertMessage
    }
    Label {
        width: parent.width
        text: panel.words["forgotten-body"]
    }
    Label {
        width: parent.width
        text: panel.words["forgotten-again"]
    }
    Button {
        objectName: "card.not-mine"
        width: parent.width
        text: panel.words["forgotten-other"]
        onActivated: panel.cards.notMine()
    }
    Label {
        width: parent.width
        text: panel.words["forgotten-other-note"]
        font.pixelSize: Theme.caption
        color: Theme.quiet
    }
}
