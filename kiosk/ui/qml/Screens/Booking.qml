pragma ComponentBehavior: Bound
import QtQuick

// One step at a time: business, day and time, whose it is, a last look.
Item {
    id: screen

    required property var vm
    readonly property var steps: ({
            "series": series,
            "slots": slots,
            "who": who,
            "confirm": confirm
        })

    Loader {
        anchors.fill: parent
        sourceComponent: screen.steps[screen.vm.state.step]
    }

    Component {
        id: series
        BookingSeries {
            vm: screen.vm
        }
    }
    Component {
        id: slots
        BookingSlots {
            vm: screen.vm
        }
    }
    Component {
        id: who
        WhoEntry {
            vm: screen.vm
            name: "booking"
        }
    }
    Component {
        id: confirm
        BookingConfirm {
            vm: screen.vm
        }
    }
}
