pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var now: vm.state

    title: vm.words["title"]

    // Side by side where the screen is low: what became of the slip must not lie below the fold.
    Grid {
        id: pair
        width: parent?.width ?? 0
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.gap
        readonly property real cell: (width - spacing * (columns - 1)) / columns

        Card {
            width: Theme.landscape ? pair.cell * 1.08 : pair.cell
            Label {
                text: page.vm.words["number"]
                color: Theme.quiet
                lineHeight: 1.2
            }
            Label {
                objectName: "complaint-filed.number"
                width: parent.width
                text: page.now.number
                font.pixelSize: Theme.heading
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.caption
                wrapMode: Text.NoWrap
                font.bold: true
                lineHeight: 1.2
                color: Theme.accent
            }
            Item {
                width: parent.width
                height: Math.max(facts.implicitHeight, qr.height)
                Column {
                    id: facts
                    width: parent.width - qr.width - Theme.gap
                    spacing: Theme.tight / 2
                    Label {
                        text: page.vm.words["code"]
                        color: Theme.quiet
                        lineHeight: 1.2
                    }
                    Label {
                        objectName: "complaint-filed.code"
                        text: page.now.code
                        font.pixelSize: Theme.title
                        font.bold: true
                        lineHeight: 1.2
                        color: Theme.accent
                    }
                    Label {
                        width: parent.width
                        visible: !(Theme.care && Theme.landscape)
                        text: page.vm.words["qr"]
                        lineHeight: 1.2
                        color: Theme.quiet
                    }
                }
                QrImage {
                    id: qr
                    objectName: "complaint-filed.qr"
                    anchors.right: parent.right
                    size: Theme.unit * 250
                    source: page.now.qr
                    caption: page.vm.words["qr"]
                }
            }
        }
        Loader {
            active: page.now.slip !== null && page.now.slip !== undefined
            width: Theme.landscape ? pair.cell * 0.92 : pair.cell
            sourceComponent: SlipPanel {
                slip: page.now.slip
                words: page.vm.words
                onCame: page.vm.slipCame()
                onMissing: page.vm.slipMissing()
                onWithout: page.vm.goWithoutSlip()
            }
        }
    }

    Section {
        title: page.vm.words["next-title"]
        Repeater {
            model: page.now.next.length
            Bullet {
                required property int index
                mark: (index + 1) + "."
                text: page.now.next[index] ?? ""
            }
        }
    }

    actions: Grid {
        id: ends
        width: parent?.width ?? 0
        columns: Theme.landscape ? 1 : 2
        spacing: Theme.gap
        readonly property real cell: (width - spacing * (columns - 1)) / columns
        Button {
            objectName: "complaint-filed.another"
            width: ends.cell
            text: page.vm.words["another"]
            onActivated: page.vm.another()
        }
        Button {
            objectName: "complaint-filed.finish"
            width: ends.cell
            kind: "primary"
            size: Theme.lead
            text: page.vm.words["finish"]
            onActivated: page.vm.finish()
        }
    }
}
