import QtQuick
import Controls
import Keyboard
import Theme

Item {
    id: screen

    required property var vm
    // A landscape panel is too low for a keyboard under a list: they stand side by side.
    readonly property bool beside: Theme.landscape && vm.board.state.shown

    Page {
        anchors.left: parent.left
        anchors.right: screen.beside ? board.left : parent.right
        anchors.top: parent.top
        anchors.bottom: screen.beside ? parent.bottom : board.top
        title: screen.vm.words["title"]

        Notice {
            objectName: "staff-sign-in.message"
            visible: text !== ""
            kind: "alarm"
            text: screen.vm.state.message
        }
        Grid {
            id: grid
            width: parent.width
            columns: Theme.landscape && !screen.beside ? 2 : 1
            spacing: Theme.gap
            readonly property real cell: (width - spacing * (columns - 1)) / columns
            EntryBox {
                objectName: "staff-sign-in.id"
                width: grid.cell
                text: screen.vm.state.id
                placeholder: screen.vm.words["id"]
                current: screen.vm.state.current === "id"
                onActivated: screen.vm.edit("id")
            }
            EntryBox {
                objectName: "staff-sign-in.pin"
                width: grid.cell
                secret: true
                text: "0".repeat(screen.vm.state.pin_typed)
                placeholder: screen.vm.words["pin"]
                current: screen.vm.state.current === "pin"
                onActivated: screen.vm.edit("pin")
            }
        }
        Button {
            objectName: "staff-sign-in.go"
            width: parent.width
            kind: "primary"
            enabled: screen.vm.state.can_sign_in
            text: screen.vm.words["sign-in"]
            onActivated: screen.vm.signIn()
        }
    }

    Keyboard {
        id: board
        width: Theme.landscape ? Math.round(parent.width * 0.58) : parent.width
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        board: screen.vm.board
    }
}
