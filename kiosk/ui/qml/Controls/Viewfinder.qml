import QtQuick
import Theme

// What the camera sees, or the picture it took, as large as the screen allows; keys below, or beside in landscape.
Rectangle {
    id: finder

    required property var vm
    readonly property var now: vm.state
    readonly property var words: vm.words
    readonly property bool beside: Theme.landscape

    color: Theme.ground

    // Nothing below may be touched.
    MouseArea {
        anchors.fill: parent
    }

    Column {
        id: head
        x: Theme.margin
        y: Theme.margin
        width: (finder.beside ? keys.x : finder.width) - Theme.margin * 2
        spacing: Theme.tight
        Label {
            width: parent.width
            text: finder.now.taking
            font.pixelSize: Theme.heading
            font.bold: true
            lineHeight: 1.1
            Accessible.role: Accessible.Heading
        }
        Label {
            objectName: "photos.said"
            width: parent.width
            text: finder.words[({
                    "live": finder.now.seen ? "aim" : "wait",
                    "taken": "look",
                    "trouble": "trouble"
                })[finder.now.stage] ?? "wait"]
            color: finder.now.stage === "trouble" ? Theme.alarm : Theme.quiet
            font.bold: finder.now.stage === "trouble"
            lineHeight: 1.25
        }
    }

    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: Theme.margin
        anchors.right: finder.beside ? keys.left : parent.right
        anchors.rightMargin: finder.beside ? Theme.gap : Theme.margin
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap
        anchors.bottom: finder.beside ? parent.bottom : keys.top
        anchors.bottomMargin: Theme.gap
        color: Theme.sunken
        radius: Theme.corner
        border.color: finder.now.stage === "taken" ? Theme.accent : Theme.line
        border.width: Theme.stroke * 2
        Image {
            objectName: "photos.preview"
            anchors.fill: parent
            anchors.margins: Theme.tight
            fillMode: Image.PreserveAspectFit
            source: finder.vm.preview
            cache: false
            retainWhileLoading: true
            Accessible.role: Accessible.Graphic
            Accessible.name: finder.now.taking
        }
    }

    Grid {
        id: keys
        readonly property int many: finder.beside ? 1 : finder.now.stage === "taken" ? 3 : 2
        readonly property real cell: finder.beside ? Math.round(finder.width * 0.24) : (finder.width - Theme.margin * 2 - spacing * (many - 1)) / many
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        columns: many
        spacing: Theme.gap
        Button {
            objectName: "photos.close"
            width: keys.cell
            height: Math.max(implicitHeight, Theme.target * 1.1)
            kind: "quiet"
            text: finder.words["close"]
            onActivated: finder.vm.close()
        }
        Button {
            objectName: "photos.retake"
            visible: finder.now.stage === "taken"
            width: keys.cell
            height: Math.max(implicitHeight, Theme.target * 1.1)
            text: finder.words["retake"]
            onActivated: finder.vm.retake()
        }
        Button {
            objectName: "photos.again"
            visible: finder.now.stage === "trouble"
            width: keys.cell
            height: Math.max(implicitHeight, Theme.target * 1.1)
            kind: "primary"
            text: finder.words["again"]
            onActivated: finder.vm.retake()
        }
        Button {
            objectName: "photos.shoot"
            visible: finder.now.stage === "live"
            enabled: finder.now.seen
            width: keys.cell
            height: Math.max(implicitHeight, Theme.target * 1.1)
            kind: "primary"
            size: Theme.lead
            text: finder.words["shoot"]
            onActivated: finder.vm.shoot()
        }
        Button {
            objectName: "photos.use"
            visible: finder.now.stage === "taken"
            width: keys.cell
            height: Math.max(implicitHeight, Theme.target * 1.1)
            kind: "primary"
            size: Theme.lead
            text: finder.words["use"]
            onActivated: finder.vm.use()
        }
    }
}
