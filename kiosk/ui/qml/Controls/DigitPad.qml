pragma ComponentBehavior: Bound
import QtQuick
import Theme

// Twelve large keys. `extra` is the key beside 0: X for identity numbers, or nothing.
Grid {
    id: pad

    property string extra
    property string name: "pad"
    property string eraseWords

    signal typed(string character)
    signal erased

    columns: 3
    spacing: Theme.unit * 16
    readonly property real keyWidth: (width - spacing * 2) / 3

    Repeater {
        model: ["1", "2", "3", "4", "5", "6", "7", "8", "9", pad.extra, "0", "⌫"]
        Item {
            id: cell
            required property string modelData
            readonly property bool erasing: modelData === "⌫"
            width: pad.keyWidth
            height: Math.max(Theme.target, Theme.unit * (Theme.landscape ? 96 : 124))
            Button {
                anchors.fill: parent
                visible: cell.modelData !== ""
                objectName: cell.modelData === "" ? "" : pad.name + "." + (cell.erasing ? "erase" : cell.modelData)
                text: cell.erasing ? pad.eraseWords : cell.modelData
                size: cell.erasing ? Theme.body : Theme.heading
                kind: "quiet"
                onActivated: cell.erasing ? pad.erased() : pad.typed(cell.modelData)
            }
        }
    }
}
