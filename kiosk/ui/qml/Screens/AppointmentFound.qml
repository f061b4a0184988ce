pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var words: vm.words
    readonly property var shown: vm.state.shown ?? ({})
    readonly property string working: vm.state.working ?? ""
    readonly property bool asking: vm.state.asking ?? false

    title: shown.headline ?? ""
    lead: shown.advice ?? ""
    sideWidth: Math.round(width * 0.34)

    Notice {
        objectName: "my-appointment.refusal"
        visible: text !== ""
        kind: "alarm"
        text: page.vm.state.refusal ?? ""
    }
    Loader {
        active: page.asking && !Theme.landscape
        visible: active
        width: parent.width
        sourceComponent: ask
    }

    Card {
        spacing: Theme.gap
        Repeater {
            model: (page.shown.lines ?? []).length
            Fact {
                required property int index
                readonly property var line: page.shown.lines?.[index] ?? ({})
                label: line.label ?? ""
                text: line.text ?? ""
                strong: index < 3
            }
        }
    }

    Component {
        id: ask
        Notice {
            objectName: "my-appointment.ask"
            kind: "alarm"
            text: page.words["cancel-ask"]
        }
    }

    actions: [
        // What is asked stands over its answers; in portrait over what it is about.
        Loader {
            active: page.asking && Theme.landscape
            visible: active
            width: parent?.width ?? 0
            sourceComponent: ask
        },
        Button {
            objectName: "my-appointment.check-in"
            visible: !page.asking && (page.shown.can_check_in ?? false)
            width: parent?.width ?? 0
            kind: page.shown.offers_number ? "secondary" : "primary"
            size: Theme.lead
            text: page.words[page.working === "check-in" ? "checking-in" : page.shown.has_number ? "show-number" : "check-in"]
            onActivated: page.vm.checkIn()
        },
        Button {
            objectName: "my-appointment.take-number"
            visible: page.shown.offers_number ?? false
            width: parent?.width ?? 0
            kind: "primary"
            text: page.words["take-number"]
            onActivated: page.vm.takeNumber()
        },
        Button {
            objectName: "my-appointment.change"
            visible: !page.asking && (page.shown.can_change ?? false)
            width: parent?.width ?? 0
            text: page.words["change"]
            onActivated: page.vm.change()
        },
        Button {
            objectName: "my-appointment.cancel"
            visible: page.shown.can_cancel ?? false
            width: parent?.width ?? 0
            kind: page.asking ? "alarm" : "secondary"
            text: page.words[page.working === "cancel" ? "cancelling" : page.asking ? "cancel-yes" : "cancel"]
            onActivated: page.asking ? page.vm.cancel() : page.vm.askCancel()
        },
        Button {
            objectName: "my-appointment.keep"
            visible: page.asking
            width: parent?.width ?? 0
            kind: "secondary"
            text: page.words["cancel-no"]
            onActivated: page.vm.keep()
        },
        Button {
            objectName: "my-appointment.finish"
            visible: !page.asking
            width: parent?.width ?? 0
            text: page.words["finish"]
            onActivated: page.vm.finish()
        }
    ]
}
