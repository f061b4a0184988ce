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

    EvenGrid {
        columns: Theme.landscape || !Theme.care ? 2 : 1

        Repeater {
            model: page.now.items.length
            ListRow {
                required property int index
                readonly property var offer: page.now.items[index] ?? ({})
                objectName: "welcome.item." + (offer.id ?? "")
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
        EvenGrid {
            columns: Theme.landscape ? 1 : 2
            Repeater {
                model: page.now.ways.length
                Button {
                    required property int index
                    readonly property var way: page.now.ways[index] ?? ({})
                    objectName: "welcome." + (way.id ?? "")
                    text: way.name ?? ""
                    onActivated: page.vm.turnTo(way.id)
                }
            }
        }
    ]
}
