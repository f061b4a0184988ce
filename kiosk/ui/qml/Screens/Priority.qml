pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// Whichever of the groups is touched says the same to the program: yes.
Page {
    id: page

    required property var vm

    title: vm.words["title"]
    lead: vm.words["lead"]

    EvenGrid {
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.unit * 16
        Repeater {
            model: page.vm.state.groups.length
            ListRow {
                required property int index
                readonly property string group: page.vm.state.groups[index] ?? ""
                objectName: "priority." + group
                title: page.vm.words[group] ?? ""
                onActivated: page.vm.yes()
            }
        }
    }

    actions: Button {
        objectName: "priority.no"
        width: parent.width
        kind: "primary"
        text: page.vm.words["no"]
        onActivated: page.vm.no()
    }
}
