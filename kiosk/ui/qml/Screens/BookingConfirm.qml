pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm

    title: vm.state.title

    Notice {
        objectName: "booking.refusal"
        visible: text !== ""
        kind: "alarm"
        text: page.vm.state.refusal
    }

    Card {
        spacing: Theme.gap
        Repeater {
            model: page.vm.state.lines.length
            Fact {
                required property int index
                readonly property var line: page.vm.state.lines[index] ?? ({})
                label: line.label ?? ""
                text: line.text ?? ""
                strong: true
            }
        }
    }

    Notice {
        visible: text !== ""
        text: page.vm.state.hint
    }

    actions: Button {
        objectName: "booking.confirm"
        width: parent.width
        kind: "primary"
        size: Theme.lead
        text: page.vm.words[page.vm.state.working ? "working" : "confirm"]
        onActivated: page.vm.confirm()
    }
}
