pragma ComponentBehavior: Bound
import QtQuick
import Controls

// Why no number comes, and every way that is still open.
Page {
    id: page

    required property var vm

    title: vm.state.title

    Notice {
        objectName: "no-number.why"
        text: page.vm.state.why
    }

    Section {
        title: page.vm.words["do"]
        Repeater {
            model: page.vm.state.ways.length
            Bullet {
                required property int index
                mark: (index + 1) + "."
                text: page.vm.state.ways[index] ?? ""
            }
        }
    }

    actions: [
        Button {
            objectName: "no-number.retry"
            visible: page.vm.state.can_retry
            width: parent?.width ?? 0
            kind: "primary"
            text: page.vm.words[page.vm.state.asking ? "asking" : "retry"]
            onActivated: page.vm.retry()
        },
        Button {
            objectName: "no-number.other"
            width: parent?.width ?? 0
            kind: page.vm.state.can_retry ? "secondary" : "primary"
            text: page.vm.words["other"]
            onActivated: page.vm.other()
        },
        Button {
            objectName: "no-number.home"
            width: parent?.width ?? 0
            text: page.vm.words["home"]
            onActivated: page.vm.home()
        }
    ]
}
