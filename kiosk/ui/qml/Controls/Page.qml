import QtQuick
import Theme

// A title, a body that scrolls when it must, and actions: below in portrait, at the side in landscape.
Item {
    id: page

    property string title
    property string lead
    default property alias content: scroller.content
    property alias head: extra.data
    property alias corner: cornerItem.data // what stands beside the title, where height is scarce
    property alias actions: actionColumn.data
    property alias scroller: scroller
    readonly property bool acting: actionColumn.visibleChildren.length > 0
    property bool sideActions: true
    readonly property bool beside: Theme.landscape && acting && sideActions
    // The actions would stand over the header.
    readonly property bool overfull: beside && actionColumn.implicitHeight > height - Theme.gap - Theme.tight
    property real sideWidth: Math.round(width * 0.27)

    Column {
        id: headColumn
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.margin
        anchors.rightMargin: Theme.margin + (cornerItem.width > 0 ? cornerItem.width + Theme.gap : 0)
        anchors.topMargin: Theme.unit * (Theme.landscape ? 28 : 44)
        spacing: Theme.tight / 2

        Label {
            width: parent.width
            text: page.title
            visible: text !== ""
            font.pixelSize: Theme.title
            font.bold: true
            lineHeight: 1
            Accessible.role: Accessible.Heading
        }
        Label {
            width: parent.width
            text: page.lead
            visible: text !== ""
            color: Theme.quiet
        }
        Column {
            id: extra
            width: parent.width
            topPadding: visibleChildren.length > 0 ? Theme.tight : 0
        }
    }

    Item {
        id: cornerItem
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.top: headColumn.top
        width: childrenRect.width
        height: childrenRect.height
    }

    Scroller {
        id: scroller
        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.right: parent.right
        anchors.rightMargin: page.beside ? page.sideWidth + Theme.margin * 1.6 : Theme.margin
        anchors.top: headColumn.bottom
        anchors.topMargin: (page.title === "" ? 0 : Theme.gap) + Math.max(0, cornerItem.height - headColumn.height)
        anchors.bottom: page.acting && !page.beside ? actionColumn.top : parent.bottom
        anchors.bottomMargin: Theme.gap
    }

    Column {
        id: actionColumn
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        width: page.beside ? page.sideWidth : parent.width - Theme.margin * 2
        spacing: Theme.gap
    }
}
