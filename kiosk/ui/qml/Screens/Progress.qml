pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Fields
import Theme

Item {
    id: screen

    required property var vm

    // What is being entered stays in sight: large letters leave no room for both on a low screen.
    readonly property bool ofQueue: vm.state.of_queue
    readonly property Item entered: vm.state.current === "last6" ? lastSix : number

    Loader {
        anchors.fill: parent
        active: screen.vm.state.found !== null && screen.vm.state.found !== undefined
        sourceComponent: ProgressFound {
            vm: screen.vm
        }
    }

    Page {
        id: page
        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.landscape ? parent.width * 0.54 : parent.width
        height: Theme.landscape ? parent.height : parent.height - keys.height - Theme.gap
        visible: !screen.vm.state.found
        title: screen.vm.words["title"]
        // What went wrong says it again, and needs the room.
        lead: screen.vm.state.message === "" ? screen.vm.words[screen.ofQueue ? "lead-label" : "lead"] : ""
        scroller.busyWith: screen.entered

        Notice {
            objectName: "progress.message"
            visible: text !== ""
            kind: "alarm"
            text: screen.vm.state.message
        }
        Column {
            // They belong to the number: large letters leave no room for them while the digits after it are entered.
            visible: screen.vm.state.prefixes.length > 0 && (!Theme.care || screen.entered === number)
            width: parent.width
            spacing: Theme.tight / 2
            Label {
                width: parent.width
                text: screen.vm.words["begins"]
                font.bold: true
            }
            SeriesLetters {
                name: "progress.series"
                lettersAlone: true
                columns: Math.max(1, Math.min(5, screen.vm.state.prefixes.length))
                prefixes: screen.vm.state.prefixes
                onChose: series => screen.vm.choose(series)
            }
        }
        Column {
            id: number
            width: parent.width
            spacing: Theme.tight / 2
            Label {
                width: parent.width
                text: screen.vm.words[screen.ofQueue ? "label" : "number"]
                font.bold: true
            }
            EntryBox {
                objectName: "progress.number"
                width: parent.width
                text: screen.vm.state.number
                placeholder: screen.vm.words[screen.ofQueue ? "label" : "number"]
                current: screen.vm.state.current === "number"
                onActivated: screen.vm.edit("number")
            }
        }
        Column {
            id: lastSix
            width: parent.width
            spacing: Theme.tight / 2
            Label {
                width: parent.width
                text: screen.vm.words[screen.ofQueue ? "code" : "last6"]
                font.bold: true
            }
            EntryBox {
                objectName: "progress.last6"
                width: parent.width
                text: screen.vm.state.last6
                placeholder: screen.vm.words[screen.ofQueue ? "code-hint" : "last6-hint"]
                label: screen.vm.words[screen.ofQueue ? "code" : "last6"]
                current: screen.vm.state.current === "last6"
                onActivated: screen.vm.edit("last6")
            }
        }
    }

    Column {
        id: keys
        visible: page.visible
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        width: Theme.landscape ? parent.width * 0.4 : parent.width - Theme.margin * 2
        spacing: Theme.gap

        DigitPad {
            width: parent.width
            name: "progress.key"
            extra: screen.vm.state.extra_key
            eraseWords: screen.vm.words["erase"]
            onTyped: character => screen.vm.typed(character)
            onErased: screen.vm.erase()
        }
        Button {
            objectName: "progress.ask"
            width: parent.width
            kind: "primary"
            size: Theme.lead
            enabled: screen.vm.state.can_ask
            text: screen.vm.words["ask"]
            onActivated: screen.vm.ask()
        }
    }
}
