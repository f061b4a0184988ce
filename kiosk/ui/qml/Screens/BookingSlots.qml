pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// Days on top, the times of the chosen one below; a full one stays in its place and says so.
Page {
    id: page

    required property var vm

    title: vm.state.title
    lead: vm.state.lead

    Notice {
        objectName: "booking.refusal"
        visible: text !== ""
        kind: "alarm"
        text: page.vm.state.refusal
    }

    EvenGrid {
        columns: Theme.landscape ? 4 : 2
        spacing: Theme.unit * 16

        Repeater {
            model: page.vm.state.days.length
            Button {
                required property int index
                readonly property var day: page.vm.state.days[index] ?? ({})
                objectName: "booking.day." + (day.day ?? "")
                kind: day.current ? "primary" : "quiet"
                size: Theme.care || Theme.landscape ? Theme.caption : Theme.body
                text: (day.words ?? "") + "\n" + (day.note ?? "")
                onActivated: page.vm.chooseDay(day.day)
            }
        }
    }

    Notice {
        objectName: "booking.held-back"
        visible: text !== ""
        text: page.vm.state.held_back
    }

    Notice {
        objectName: "booking.full-here"
        visible: text !== ""
        text: page.vm.state.hint
    }

    EvenGrid {
        columns: Theme.landscape ? (Theme.care ? 4 : 5) : (Theme.care ? 2 : 3)
        spacing: Theme.unit * 16

        Repeater {
            model: page.vm.state.slots.length
            Button {
                required property int index
                readonly property var slot: page.vm.state.slots[index] ?? ({})
                objectName: "booking.slot." + (slot.start ?? "")
                enabled: slot.open ?? false
                text: (slot.words ?? "") + "\n" + (slot.note ?? "")
                onActivated: page.vm.chooseSlot(slot.start)
            }
        }
    }
}
