import QtQuick
import Theme

// One line of a list: a number or a dot, the words, a note below, and tags beside.
Item {
    id: bullet

    property string mark: "•"
    property string text
    property string note
    property string tag
    property string example

    width: parent?.width ?? 0
    implicitHeight: words.implicitHeight

    Label {
        text: bullet.mark
        color: Theme.accent
        font.bold: true
    }
    Column {
        id: words
        x: Theme.body * 1.5
        width: parent.width - x
        spacing: Theme.tight / 3

        Label {
            width: parent.width
            text: bullet.text
        }
        Label {
            width: parent.width
            visible: text !== ""
            text: bullet.note
            color: Theme.quiet
            font.pixelSize: Theme.caption
        }
        Flow {
            width: parent.width
            spacing: Theme.tight
            visible: bullet.tag !== "" || bullet.example !== ""
            Tag {
                visible: bullet.tag !== ""
                strong: true
                text: bullet.tag
            }
            Tag {
                visible: bullet.example !== ""
                text: bullet.example
            }
        }
    }
}
