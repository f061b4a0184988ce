pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// What a card leads to: the things people usually come for, and the way to everything else.
Page {
    id: page

    required property var vm
    readonly property var now: vm.state

    title: now.title
    lead: vm.words["lead"]

    Grid {
        id: offers
        width: parent?.width ?? 0
        columns: Theme.landscape || !Theme.care ? 2 : 1
        spacing: Theme.gap
        readonly property real cell: (width - spacing * (columns - 1)) / columns

        Repeater {
            model: page.now.items.length
            ListRow {
                required property int index
                readonly property var offer: page.now.items[index] ?? ({})
                objectName: "welcome.item." + (offer.id ?? "")
                width: offers.cell
                title: offer.name ?? ""
                detail: offer.department ?? ""
                arrow: false
                onActivated: page.vm.choose(offer.id)
            }
        }
    }

    actions: [
        Button {
            objectName: "welcome.search"
            width: parent?.width ?? 0
            kind: "primary"
            size: Theme.lead
            text: page.vm.words["search"]
            onActivated: page.vm.search()
        },
        Grid {
            id: ways
            width: parent?.width ?? 0
            columns: Theme.landscape ? 1 : 2
            spacing: Theme.gap
            Repeater {
                model: page.now.ways.length
                Button {
                    required property int index
                    readonly property var way: page.now.ways[index] ?? ({})
                    objectName: "welcome." + (way.id ?? "")
                    width: (ways.width - ways.spacing * (ways.columns - 1)) / ways.columns
                    text: way.name ?? ""
                    onActivated: page.vm.turnTo(way.id)
                }
            }
        }
    ]
}
