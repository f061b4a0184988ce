import QtQuick
import Theme

Panel {
    id: panel

    required property var cards
    readonly property var words: cards.words

    Label {
        width: parent.width
        text: panel.words["other-title"]
        font.pixelSize: Theme.heading
        font.bold: true
        lineHeight: 1.2
    }
    Label {
        width: parent.width
        text: panel.words["other-body"]
    }
    Button {
        objectName: "card.other.keep"
        width: parent.width
        kind: "primary"
        text: panel.words["other-keep"]
        onActivated: panel.cards.keepPerson()
    }
    Button {
        objectName: "card.other.change"
        width: parent.width
        text: panel.words["other-change"]
        onActivated: panel.cards.changePerson()
    }
}
