import QtQuick
import Theme

// A heading over a card.
Column {
    id: section

    property string title
    default property alias content: card.content

    width: parent?.width ?? 0
    spacing: Theme.tight

    Label {
        width: parent.width
        text: section.title
        font.pixelSize: Theme.lead
        font.bold: true
        lineHeight: 1
        Accessible.role: Accessible.Heading
    }
    Card {
        id: card
        spacing: Theme.unit * 18
    }
}
