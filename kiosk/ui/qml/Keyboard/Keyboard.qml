pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// Draws what kiosk.ui.input.keyboard says and hands every touch back to it. Its height follows from its width.
Rectangle {
    id: keyboard

    required property var board
    readonly property var now: board.state
    readonly property var rows: board.rows
    readonly property var words: board.words
    readonly property real pad: Theme.unit * 14
    readonly property real gap: Theme.unit * (now.pad ? 14 : 9)
    readonly property real inner: Math.min(width - pad * 2, Theme.unit * (now.pad ? 900 : 1400))
    readonly property real keyHeight: Math.max(Theme.target, Theme.unit * (now.pad ? 112 : Theme.landscape ? 96 : 112))
    readonly property bool writes: now.mode === "writing"
    readonly property bool hasBar: ["pinyin", "writing", "parts", "code"].includes(now.mode) || now.notice !== ""
    readonly property bool speaks: now.can_speak && !now.expanded
    readonly property int columns: now.pad ? 3 : 10
    readonly property real column: (inner - gap * (columns - 1)) / columns
    readonly property real barRoom: inner - (now.grid ? 0 : (column + gap) * turners.keys)
    // A multiple of the narrowest candidate, so that rows end flush.
    readonly property int cells: Math.floor(barRoom / (Theme.lead * 0.58) / 4) * 4

    function widthOf(key: var): real {
        return key === undefined ? 0 : key.columns * column + (key.columns - 1) * gap;
    }

    visible: now.shown
    implicitHeight: now.shown ? stack.height + pad * 2 : 0
    color: Theme.sunken
    // Later, because the answer changes the state from which this was bound.
    onCellsChanged: Qt.callLater(board.setCells, cells)
    Component.onCompleted: board.setCells(cells)

    // Touches between the keys go nowhere.
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        width: parent.width
        height: Theme.stroke
        color: Theme.line
    }

    Column {
        id: stack
        x: (keyboard.width - keyboard.inner) / 2
        y: keyboard.pad
        width: keyboard.inner
        spacing: keyboard.gap

        Label {
            objectName: "keyboard.letters"
            width: parent.width
            visible: keyboard.hasBar
            text: keyboard.now.headline
            color: Theme.accent
            font.pixelSize: Theme.caption
            font.bold: true
            elide: Text.ElideLeft
            wrapMode: Text.NoWrap
            lineHeight: 1.1
        }

        Item {
            visible: keyboard.hasBar
            width: parent.width
            height: keyboard.now.grid ? grid.height : keyboard.keyHeight
            Label {
                y: -height * 0.3
                width: parent.width
                visible: text !== ""
                text: keyboard.now.notice !== "" ? keyboard.now.notice : keyboard.now.prompt
                color: Theme.quiet
                lineHeight: 1.2
            }
            CandidateRows {
                id: grid
                board: keyboard.board
                page: keyboard.now.candidates
                cell: keyboard.barRoom / keyboard.cells
                rowHeight: keyboard.keyHeight
                spacing: keyboard.gap
                gap: keyboard.gap * 0.6
                height: keyboard.now.grid ? keyboard.keyHeight * 4 + keyboard.gap * 3 : keyboard.keyHeight
            }
            Row {
                id: turners
                readonly property int keys: keyboard.speaks ? 4 : 3
                anchors.right: parent.right
                visible: !keyboard.now.grid && keyboard.now.candidates.length > 0
                spacing: keyboard.gap
                Turner {
                    objectName: "keyboard.speak"
                    visible: keyboard.speaks
                    caption: keyboard.words["speak"]
                    size: Theme.caption
                    onActivated: keyboard.board.speak()
                }
                Turner {
                    objectName: "keyboard.less"
                    caption: "‹"
                    spoken: keyboard.words["less"]
                    enabled: keyboard.now.has_less
                    onActivated: keyboard.board.less()
                }
                Turner {
                    objectName: "keyboard.more"
                    caption: "›"
                    spoken: keyboard.words["more"]
                    enabled: keyboard.now.has_more
                    onActivated: keyboard.board.more()
                }
                Turner {
                    objectName: "keyboard.expand"
                    caption: keyboard.words["all"]
                    spoken: keyboard.words["expand"]
                    size: Theme.caption
                    onActivated: keyboard.board.expand()
                }
            }
        }

        Row {
            visible: keyboard.now.expanded
            spacing: keyboard.gap
            readonly property real part: (keyboard.inner - keyboard.gap * 3) / 4
            KeyCap {
                objectName: "keyboard.page-up"
                width: parent.part
                height: keyboard.keyHeight
                plain: false
                size: Theme.body
                caption: "▲ " + keyboard.words["page-up"]
                spoken: keyboard.words["less"]
                enabled: keyboard.now.has_less
                onActivated: keyboard.board.less()
            }
            KeyCap {
                objectName: "keyboard.page-down"
                width: parent.part
                height: keyboard.keyHeight
                plain: false
                size: Theme.body
                caption: "▼ " + keyboard.words["page-down"]
                spoken: keyboard.words["more"]
                enabled: keyboard.now.has_more
                onActivated: keyboard.board.more()
            }
            KeyCap {
                objectName: "keyboard.collapse"
                width: parent.part
                height: keyboard.keyHeight
                plain: false
                size: Theme.body
                caption: keyboard.words["keys"]
                spoken: keyboard.words["collapse"]
                onActivated: keyboard.board.expand()
            }
            KeyCap {
                objectName: "keyboard.seek"
                width: parent.part
                height: keyboard.keyHeight
                plain: false
                size: Theme.body
                caption: keyboard.words["rare"]
                onActivated: keyboard.board.seek()
            }
        }

        Repeater {
            model: keyboard.rows.length
            Row {
                id: line
                required property int index
                readonly property var keys: keyboard.rows[index] ?? []
                anchors.horizontalCenter: keyboard.writes ? undefined : parent?.horizontalCenter
                anchors.right: keyboard.writes ? parent?.right : undefined
                visible: !keyboard.now.expanded
                spacing: keyboard.gap
                Repeater {
                    model: line.keys.length
                    KeyCap {
                        required property int index
                        readonly property var key: line.keys[index]
                        objectName: "key." + (key?.name ?? "")
                        width: keyboard.widthOf(key)
                        height: keyboard.keyHeight
                        caption: key?.label ?? ""
                        spoken: keyboard.words[key?.name ?? ""] ?? caption
                        plain: !(key?.function ?? false)
                        chief: key?.name === "done"
                        size: caption.length > 1 ? Theme.body : Theme.heading
                        onActivated: keyboard.board.press(key.name)
                    }
                }
            }
        }
    }

    Loader {
        active: keyboard.writes
        x: stack.x
        y: stack.y + stack.height - height
        width: keyboard.column * 7 + keyboard.gap * 6
        height: keyboard.keyHeight * 4 + keyboard.gap * 3
        sourceComponent: WritingPad {
            objectName: "keyboard.pad"
            board: keyboard.board
        }
    }

    component Turner: KeyCap {
        width: keyboard.column
        height: keyboard.keyHeight
        plain: false
    }
}
