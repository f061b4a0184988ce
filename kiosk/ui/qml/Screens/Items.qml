pragma ComponentBehavior: Bound
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
        id: page
        anchors.left: parent.left
        anchors.right: screen.beside ? board.left : parent.right
        anchors.top: parent.top
        anchors.bottom: screen.beside ? parent.bottom : board.top
        title: screen.vm.state.title
        head: Row {
            width: parent.width
            spacing: Theme.gap
            EntryBox {
                objectName: "items.search"
                width: parent.width - (clear.visible ? clear.width + parent.spacing : 0)
                text: screen.vm.state.typed
                placeholder: screen.vm.words["search"]
                current: screen.vm.board.state.shown
                onActivated: screen.vm.search()
            }
            Button {
                id: clear
                objectName: "items.clear"
                visible: screen.vm.state.typed !== ""
                text: screen.vm.words["clear"]
                onActivated: screen.vm.clear()
            }
        }

        Notice {
            objectName: "items.nothing"
            visible: text !== ""
            text: screen.vm.state.nothing
        }

        EvenGrid {
            columns: Theme.landscape && !screen.beside ? 2 : 1
            spacing: Theme.unit * 16
            Repeater {
                model: screen.vm.state.rows.length
                ListRow {
                    required property int index
                    readonly property var item: screen.vm.state.rows[index] ?? ({})
                    objectName: "items." + (item.id ?? "")
                    title: item.title ?? ""
                    detail: item.detail ?? ""
                    tag: item.tag ?? ""
                    onActivated: screen.vm.choose(item.id)
                }
            }
        }

        Label {
            width: parent.width
            visible: text !== ""
            text: screen.vm.state.more
            color: Theme.quiet
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
