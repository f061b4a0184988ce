import QtQuick
import Theme

Touchable {
    id: tile

    property string character
    property string title
    property string detail
    property bool chief: false
    // Low tiles carry their seal beside the words.
    readonly property bool low: height < Theme.unit * (Theme.care ? 380 : 300)

    // Where the tiles are many, one has room for its title alone; the detail is still read aloud.
    readonly property bool roomy: !low || height > Theme.unit * (Theme.care ? 230 : 160)

    label: detail === "" ? title : title + "，" + detail

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: tile.chief ? (tile.pressed ? Theme.accentPressed : Theme.accent) : tile.pressed ? Theme.accentSoft : Theme.surface
        border.width: tile.chief ? 0 : Theme.stroke
        border.color: Theme.line
    }

    Seal {
        id: seal
        character: tile.character
        inverted: tile.chief
        size: Math.min(Theme.unit * 128, tile.height * (tile.low ? 0.44 : 0.32))
        x: Theme.unit * (tile.low ? 26 : 36)
        y: tile.low ? (tile.height - size) / 2 : Theme.unit * 36
    }

    Column {
        x: tile.low ? seal.x + seal.size + Theme.unit * 26 : Theme.unit * 36
        y: tile.low ? (tile.height - height) / 2 : tile.height - height - Theme.unit * 28
        width: tile.width - x - Theme.unit * 30
        spacing: Theme.tight / 2

        Label {
            width: parent.width
            text: tile.title
            font.pixelSize: Theme.title
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.body
            wrapMode: Text.NoWrap
            font.bold: true
            lineHeight: 1
            color: tile.chief ? Theme.inverse : Theme.ink
            Accessible.ignored: true
        }
        Label {
            width: parent.width
            text: tile.detail
            visible: text !== "" && tile.roomy
            lineHeight: 1
            color: tile.chief ? Theme.inverse : Theme.quiet
            Accessible.ignored: true
        }
    }
}
