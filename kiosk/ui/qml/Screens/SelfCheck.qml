pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var words: vm.words

    sideActions: false
    title: words[vm.state.at_start ? "title-start" : "title"]

    Notice {
        objectName: "self-check.summary"
        kind: page.vm.state.well ? "plain" : "alarm"
        text: page.vm.state.summary
    }
    EvenGrid {
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.unit * 16
        Repeater {
            model: page.vm.state.checks.length
            CheckCard {
                required property int index
                objectName: "self-check." + (check.name ?? "")
                check: page.vm.state.checks[index] ?? ({})
                remedyWords: page.words["what-to-do"]
            }
        }
    }

    // At start it is about serving; afterwards about what was just mended.
    Component {
        id: keys
        EvenGrid {
            columns: Theme.landscape ? 2 : 1
            Button {
                objectName: "self-check.go-on"
                kind: page.vm.state.at_start ? "primary" : "secondary"
                text: page.words[page.vm.state.at_start ? "go-on" : "close"]
                onActivated: page.vm.close()
            }
            Button {
                objectName: "self-check.again"
                kind: page.vm.state.at_start ? "secondary" : "primary"
                text: page.words["again"]
                onActivated: page.vm.again()
            }
        }
    }

    corner: Loader {
        active: Theme.landscape
        visible: active
        width: active ? Math.round(page.width * 0.42) : 0
        sourceComponent: keys
    }
    actions: Loader {
        active: !Theme.landscape
        visible: active
        width: parent?.width ?? 0
        sourceComponent: keys
    }
}
