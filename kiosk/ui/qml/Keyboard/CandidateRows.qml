pragma ComponentBehavior: Bound
import QtQuick
import Theme

// Candidates in rows; `cell` is the width of half a character.
Column {
    id: grid

    required property var board
    property var page: []
    property real cell: 20
    property real gap: 0
    property real rowHeight: Theme.target

    Repeater {
        model: grid.page.length
        Row {
            id: line
            required property int index
            readonly property var shown: grid.page[index] ?? []
            height: grid.rowHeight
            spacing: grid.gap
            Repeater {
                model: line.shown.length
                KeyCap {
                    required property int index
                    readonly property var candidate: line.shown[index] ?? ({})
                    objectName: "candidate." + (candidate.index ?? "")
                    width: (candidate.cells ?? 0) * grid.cell - grid.gap
                    height: grid.rowHeight
                    caption: candidate.text ?? ""
                    size: caption.startsWith("U+") ? Theme.caption : Theme.lead
                    onActivated: grid.board.choose(candidate.index)
                }
            }
        }
    }
}
