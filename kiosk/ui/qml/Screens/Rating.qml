pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Fields
import Keyboard
import Theme

Item {
    id: screen

    required property var vm
    readonly property var now: vm.state
    readonly property bool over: now.done !== ""
    readonly property bool why: now.chosen !== ""
    // A landscape panel is too low for a keyboard under a list: they stand side by side.
    readonly property bool beside: Theme.landscape && now.typing

    Page {
        id: page
        anchors.left: parent.left
        anchors.right: screen.beside ? board.left : parent.right
        anchors.top: parent.top
        anchors.bottom: screen.beside ? parent.bottom : board.top
        // Nobody has to put the keyboard away to get past.
        sideActions: !screen.now.typing
        title: screen.over ? screen.now.done : screen.vm.words["title"]
        lead: screen.over ? screen.now.done_lead : screen.why ? "" : screen.vm.words["lead"]

        Label {
            objectName: "rating.what"
            width: parent.width
            visible: !screen.now.typing
            text: screen.now.what
            font.pixelSize: Theme.lead
            font.bold: true
            lineHeight: 1.2
        }
        // All five in sight at once: a level below the fold would be chosen less.
        Grid {
            id: levels
            width: parent.width
            visible: screen.now.levels.length > 0
            columns: Theme.landscape ? 2 : 1
            spacing: Theme.gap
            Repeater {
                model: screen.now.levels.length
                Button {
                    required property int index
                    readonly property var level: screen.now.levels[index] ?? ({})
                    objectName: "rating." + (level.level ?? "")
                    width: (levels.width - levels.spacing * (levels.columns - 1)) / levels.columns
                    height: Theme.landscape ? Theme.target * 1.15 : Theme.target * 1.5
                    size: Theme.heading
                    text: level.name ?? ""
                    onActivated: screen.vm.choose(level.level)
                }
            }
        }
        Item {
            width: parent.width
            visible: screen.why && !screen.now.typing
            implicitHeight: visible ? change.height : 0
            Label {
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - change.width - Theme.gap
                objectName: "rating.chosen"
                text: screen.now.chosen
                font.pixelSize: Theme.heading
                font.bold: true
                lineHeight: 1.1
                color: Theme.accent
            }
            Button {
                id: change
                objectName: "rating.change"
                anchors.right: parent.right
                text: screen.vm.words["change"]
                onActivated: screen.vm.change()
            }
        }
        Label {
            width: parent.width
            visible: screen.why && !screen.now.typing
            text: screen.vm.words["why"]
            color: Theme.quiet
        }
        EvenGrid {
            visible: screen.why && !screen.now.typing
            columns: Theme.care && !Theme.landscape ? 1 : 2
            spacing: Theme.unit * 16
            Repeater {
                model: screen.now.reasons.length
                Tick {
                    required property int index
                    readonly property var reason: screen.now.reasons[index] ?? ({})
                    objectName: "rating.reason." + (reason.reason ?? "")
                    square: true
                    size: Theme.body
                    text: reason.name ?? ""
                    chosen: reason.chosen ?? false
                    onActivated: screen.vm.toggle(reason.reason)
                }
            }
        }
        Touchable {
            id: words
            objectName: "rating.text"
            width: parent.width
            visible: screen.why
            height: Math.max(Theme.target, written.implicitHeight + Theme.tight * 3)
            label: screen.vm.words["text"]
            Accessible.role: Accessible.EditableText
            onActivated: screen.vm.write()
            Rectangle {
                anchors.fill: parent
                radius: Theme.corner
                color: Theme.surface
                border.color: screen.now.typing ? Theme.accent : Theme.quiet
                border.width: screen.now.typing ? Theme.stroke * 2 : Theme.stroke
            }
            Label {
                id: written
                anchors.verticalCenter: parent.verticalCenter
                x: Theme.unit * 28
                width: parent.width - Theme.unit * 56
                text: screen.now.text === "" ? screen.vm.words["text"] : screen.now.text
                color: screen.now.text === "" ? Theme.quiet : Theme.ink
                lineHeight: 1.2
                Accessible.ignored: true
            }
        }

        actions: [
            Button {
                objectName: "rating.submit"
                visible: screen.why && !screen.now.typing
                width: parent?.width ?? 0
                kind: "primary"
                size: Theme.lead
                text: screen.vm.words["submit"]
                onActivated: screen.vm.submit()
            },
            Button {
                objectName: "rating.skip"
                visible: !screen.over
                width: parent?.width ?? 0
                size: Theme.lead
                text: screen.vm.words["skip"]
                onActivated: screen.vm.skip()
            },
            Button {
                objectName: "rating.done"
                visible: screen.over
                width: parent?.width ?? 0
                kind: "primary"
                size: Theme.lead
                text: screen.vm.words["done"]
                onActivated: screen.vm.finish()
            }
        ]
    }

    Keyboard {
        id: board
        width: Theme.landscape ? Math.round(parent.width * 0.58) : parent.width
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        board: screen.vm.board
    }
}
