pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Item {
    id: home

    required property var vm
    readonly property real columnWidth: Theme.landscape ? Math.round((width - Theme.margin * 3) * 0.62) : width - Theme.margin * 2

    Label {
        id: title
        x: Theme.margin
        y: Theme.unit * (Theme.landscape ? 28 : 52)
        width: home.columnWidth
        text: home.vm.words["title"]
        font.pixelSize: Theme.title
        font.bold: true
        lineHeight: 1
        Accessible.role: Accessible.Heading
    }

    Label {
        anchors.centerIn: parent
        visible: home.vm.state.starting
        text: home.vm.words["starting"]
        font.pixelSize: Theme.lead
        color: Theme.quiet
    }

    Grid {
        id: tiles
        x: Theme.margin
        anchors.top: title.bottom
        anchors.topMargin: Theme.unit * (Theme.landscape ? 24 : 44)
        columns: 2
        spacing: Theme.gap
        readonly property int count: home.vm.state.tiles.length
        readonly property int lines: Math.max(2, Math.ceil(count / columns))
        readonly property real tileWidth: (home.columnWidth - spacing * (columns - 1)) / columns
        readonly property real room: home.height - y - Theme.gap - spacing * (lines - 1)
        readonly property real tileHeight: Theme.landscape ? room / lines : Theme.unit * (Theme.care ? 420 : 400) * (lines > 2 ? 2.3 / lines : 1)

        Repeater {
            model: home.vm.state.tiles.length
            Tile {
                required property int index
                readonly property var tile: home.vm.state.tiles[index] ?? {}
                objectName: "home." + (tile.name ?? "")
                width: tiles.tileWidth
                height: tiles.tileHeight
                character: tile.character ?? ""
                title: tile.title ?? ""
                detail: tile.detail ?? ""
                chief: tile.chief ?? false
                onActivated: home.vm.choose(tile.name)
            }
        }
    }

    // Below the large ones; where height is scarce, at the head of the other column.
    Grid {
        id: more
        x: lower.x
        y: Theme.landscape ? Theme.unit * 28 : tiles.y + tiles.height + (height > 0 ? tiles.spacing : 0)
        columns: 2
        spacing: tiles.spacing

        Repeater {
            model: home.vm.state.more.length
            Button {
                required property int index
                readonly property var tile: home.vm.state.more[index] ?? ({})
                objectName: "home." + (tile.name ?? "")
                // One alone takes the whole row.
                width: home.vm.state.more.length % 2 === 1 && index === home.vm.state.more.length - 1 ? lower.width : (lower.width - more.spacing) / 2
                height: Math.max(Theme.target * 1.25, implicitHeight)
                kind: "quiet"
                size: Theme.landscape ? Theme.body : Theme.lead
                text: tile.title ?? ""
                onActivated: home.vm.choose(tile.name)
            }
        }
    }

    Column {
        id: lower
        x: Theme.landscape ? home.columnWidth + Theme.margin * 2 : Theme.margin
        y: more.y + more.height + (Theme.landscape ? (more.height > 0 ? Theme.gap : 0) : Theme.unit * 44)
        width: home.width - x - Theme.margin
        spacing: Theme.gap

        Notice {
            objectName: "home.offline"
            visible: text !== ""
            text: home.vm.state.offline
        }
    }

    Label {
        id: frequentTitle
        visible: home.vm.state.frequent.length > 0 && frequent.rowsThatFit > 0
        x: lower.x
        y: lower.y + (lower.height > 0 ? lower.height + Theme.gap : 0)
        text: home.vm.words["frequent"]
        font.pixelSize: Theme.lead
        font.bold: true
        lineHeight: 1
    }
    Grid {
        id: frequent
        x: lower.x
        anchors.top: frequentTitle.bottom
        anchors.topMargin: Theme.tight
        columns: Theme.landscape ? 1 : 2
        spacing: Theme.unit * 14
        // Whole rows only: what does not fit is in the list behind 我要申办.
        readonly property int rowsThatFit: Math.max(0, Math.floor((home.height - y - Theme.gap + spacing) / (Theme.target + spacing)))

        Repeater {
            model: Math.min(home.vm.state.frequent.length, frequent.rowsThatFit * frequent.columns)
            Button {
                required property int index
                readonly property var item: home.vm.state.frequent[index] ?? ({})
                objectName: "home.item." + (item.id ?? "")
                width: (lower.width - frequent.spacing * (frequent.columns - 1)) / frequent.columns
                height: Theme.target
                kind: "quiet"
                size: Theme.care ? Theme.caption : Theme.body
                text: item.name ?? ""
                onActivated: home.vm.chooseItem(item.id)
            }
        }
    }
}
