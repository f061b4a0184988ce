pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var words: vm.words

    title: words[vm.state.at_start ? "title-start" : "title"]

    Notice {
        objectName: "self-check.summary"
        kind: page.vm.state.well ? "plain" : "alarm"
        text: page.vm.state.summary
    }
    Grid {
        id: grid
        width: parent.width
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.unit * 16
        Repeater {
            model: page.vm.state.checks.length
            CheckCard {
                required property int index
                objectName: "self-check." + (check.name ?? "")
                width: (grid.width - grid.spacing * (grid.columns - 1)) / grid.columns
                check: page.vm.state.checks[index] ?? ({})
                remedyWords: page.words["what-to-do"]
            }
        }
    }

    actions: [
        Button {
            objectName: "self-check.go-on"
            width: parent.width
            kind: "primary"
            text: page.words[page.vm.state.at_start ? "go-on" : "close"]
            onActivated: page.vm.close()
        },
        Button {
            objectName: "self-check.again"
            width: parent.width
            text: page.words["again"]
            onActivated: page.vm.again()
        }
    ]
}
