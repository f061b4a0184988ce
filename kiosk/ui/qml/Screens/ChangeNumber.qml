pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// Give a number back, or change it. The question comes before anything is lost.
Page {
    id: page

    required property var vm
    readonly property var now: vm.state
    readonly property bool asking: now.confirm !== ""

    title: now.title

    Notice {
        objectName: "change-number.confirm"
        visible: page.asking
        text: page.now.confirm
    }

    EvenGrid {
        visible: !page.asking
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.unit * 16
        Repeater {
            model: page.now.choices.length
            ListRow {
                required property int index
                readonly property var choice: page.now.choices[index] ?? ({})
                objectName: "change-number." + (choice.id ?? "")
                title: choice.title ?? ""
                detail: choice.detail ?? ""
                onActivated: page.vm.choose(choice.id)
            }
        }
    }

    actions: [
        Button {
            objectName: "change-number.yes"
            visible: page.asking
            width: parent?.width ?? 0
            kind: "primary"
            text: page.now.yes
            onActivated: page.vm.yes()
        },
        Button {
            objectName: "change-number.no"
            visible: page.asking
            width: parent?.width ?? 0
            text: page.vm.words["no"]
            onActivated: page.vm.no()
        }
    ]
}
