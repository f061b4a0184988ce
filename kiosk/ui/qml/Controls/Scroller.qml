import QtQuick
import Theme

// A column that may be taller than its room. Old hands do not swipe: when there is more, two keys say so.
Item {
    id: scroller

    default property alias content: column.data
    property alias spacing: column.spacing
    readonly property bool overflowing: column.implicitHeight > height + 1
    readonly property real step: flick.height * 0.8
    // What a hand is busy with, one of the column's own: shown again whenever it is moved or the room changes. A
    // keyboard takes its room at once, but the narrower lines break anew a frame later.
    property Item busyWith: null
    readonly property string placed: busyWith === null ? "" : [busyWith.y, busyWith.height, column.implicitHeight, flick.height].join()
    onPlacedChanged: if (busyWith !== null)
        show(busyWith)

    function move(by: real): void {
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, flick.contentY + by));
    }
    function show(item: Item): void {
        const y = item.mapToItem(column, 0, 0).y;
        if (y >= flick.contentY && y + item.height <= flick.contentY + flick.height)
            return;
        // Of what is taller than the room its end is shown: below the words is where the answer goes.
        const wanted = item.height > flick.height ? y + item.height - flick.height : y - Theme.gap;
        flick.contentY = Math.max(0, Math.min(flick.contentHeight - flick.height, wanted));
    }
    function toTop(): void {
        flick.contentY = 0;
    }

    Flickable {
        id: flick
        objectName: "scroller"
        width: parent.width - (!scroller.overflowing ? 0 : Theme.unit * 22 + (Theme.landscape ? keys.width + Theme.tight : 0))
        height: parent.height - (scroller.overflowing && !Theme.landscape ? keys.height + Theme.tight : 0)
        contentHeight: column.implicitHeight
        contentWidth: width
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        interactive: scroller.overflowing

        Column {
            id: column
            width: flick.width
            spacing: Theme.gap
        }
    }

    Rectangle {
        visible: scroller.overflowing
        x: flick.width + Theme.unit * 14
        width: Theme.unit * 8
        height: flick.height
        radius: width / 2
        color: Theme.sunken
        Rectangle {
            width: parent.width
            radius: width / 2
            color: Theme.quiet
            y: parent.height * flick.visibleArea.yPosition
            height: parent.height * flick.visibleArea.heightRatio
        }
    }

    // Below in portrait; beside in landscape, where height is scarce.
    Grid {
        id: keys
        visible: scroller.overflowing
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        columns: Theme.landscape ? 1 : 2
        spacing: Theme.gap
        readonly property string joint: Theme.landscape ? "\n" : " "
        readonly property real cell: Math.max(up.implicitWidth, down.implicitWidth)
        Button {
            id: up
            objectName: "scroller.up"
            width: Theme.landscape ? keys.cell : implicitWidth
            kind: "quiet"
            padding: Theme.unit * 22
            size: Theme.landscape ? Theme.caption : Theme.body
            text: "▲" + keys.joint + Phrases.say("scroll-up")
            enabled: !flick.atYBeginning
            onActivated: scroller.move(-scroller.step)
        }
        Button {
            id: down
            objectName: "scroller.down"
            width: Theme.landscape ? keys.cell : implicitWidth
            kind: "quiet"
            padding: Theme.unit * 22
            size: Theme.landscape ? Theme.caption : Theme.body
            text: "▼" + keys.joint + Phrases.say("scroll-down")
            enabled: !flick.atYEnd
            onActivated: scroller.move(scroller.step)
        }
    }
}
