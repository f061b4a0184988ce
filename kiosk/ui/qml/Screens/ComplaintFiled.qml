pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var now: vm.state

    readonly property bool hasSlip: now.slip !== null && now.slip !== undefined

    title: vm.words["title"]
    sideWidth: Math.round(width * 0.4)

    Card {
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
        active: page.hasSlip && !Theme.landscape
        visible: active
        width: parent.width
        sourceComponent: slip
    }

    Component {
        id: slip
        SlipPanel {
            slip: page.now.slip
            words: page.vm.words
            onCame: page.vm.slipCame()
            onMissing: page.vm.slipMissing()
            onWithout: page.vm.goWithoutSlip()
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

    actions: [
        // What became of the slip must not lie below the fold.
        Loader {
            active: page.hasSlip && Theme.landscape
            visible: active
            width: parent?.width ?? 0
            sourceComponent: slip
        },
        EvenGrid {
            Button {
                objectName: "complaint-filed.finish"
                kind: "primary"
                text: page.vm.words["finish"]
                onActivated: page.vm.finish()
            }
            Button {
                objectName: "complaint-filed.another"
                text: page.vm.words["another"]
                onActivated: page.vm.another()
            }
        }
    ]
}
