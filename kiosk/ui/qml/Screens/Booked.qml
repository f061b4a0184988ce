pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var shown: vm.state
    readonly property bool hasSlip: shown.slip !== null && shown.slip !== undefined

    sideWidth: Math.round(width * 0.4)

    Card {
        padding: Theme.unit * (Theme.landscape ? 28 : Theme.care ? 36 : 48)

        Label {
            width: parent.width
            text: page.vm.words["title"]
            visible: !(Theme.landscape && Theme.care)
            color: Theme.quiet
        }
        Label {
            width: parent.width
            text: page.shown.business
            font.pixelSize: Theme.lead
            font.bold: true
            lineHeight: 1
        }
        Item {
            width: parent.width
            height: Math.max(facts.height, qr.height)

            Column {
                id: facts
                width: parent.width - qr.width - Theme.gap
                spacing: Theme.tight
                Label {
                    objectName: "booked.day"
                    width: parent.width
                    text: page.shown.day
                    font.pixelSize: Theme.heading
                    font.bold: true
                    lineHeight: 1
                }
                Label {
                    objectName: "booked.time"
                    width: parent.width
                    text: page.shown.time
                    font.pixelSize: Theme.display
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.lead
                    wrapMode: Text.NoWrap
                    font.bold: true
                    lineHeight: 1
                    color: Theme.accent
                }
                Label {
                    width: parent.width
                    text: page.shown.windows
                    font.pixelSize: Theme.lead
                    lineHeight: 1
                }
            }
            Column {
                id: qr
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.unit * (Theme.landscape ? 236 : 310)
                spacing: Theme.tight
                QrImage {
                    objectName: "booked.qr"
                    size: parent.width
                    source: page.shown.qr
                    caption: page.vm.words["qr"]
                }
                Label {
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: page.vm.words["qr"]
                    font.pixelSize: Theme.caption
                    lineHeight: 1
                    color: Theme.quiet
                }
            }
        }
        Rectangle {
            width: parent.width
            height: Theme.stroke
            color: Theme.line
        }
        Label {
            objectName: "booked.check-in"
            width: parent.width
            text: page.shown.check_in
            font.pixelSize: Theme.lead
            font.bold: true
        }
        Label {
            width: parent.width
            text: page.shown.bring
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
            slip: page.shown.slip
            words: page.vm.words
            onCame: page.vm.slipCame()
            onMissing: page.vm.slipMissing()
            onWithout: page.vm.goWithoutSlip()
        }
    }

    actions: [
        Loader {
            active: page.hasSlip && Theme.landscape
            visible: active
            width: parent.width
            sourceComponent: slip
        },
        EvenGrid {
            Button {
                objectName: "booked.finish"
                kind: "primary"
                text: page.vm.words["finish"]
                onActivated: page.vm.finish()
            }
            Button {
                objectName: "booked.another"
                text: page.vm.words["another"]
                onActivated: page.vm.another()
            }
        }
    ]
}
