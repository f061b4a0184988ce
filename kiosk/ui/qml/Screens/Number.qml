pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var shown: vm.state
    readonly property bool hasSlip: shown.slip !== null && shown.slip !== undefined
    // In landscape the height is the number's: what is told of it stands at the side, where trouble leaves no room.
    readonly property bool noticeBeside: Theme.landscape && !(hasSlip && shown.slip.can_retry)

    sideWidth: Math.round(width * 0.4)

    Loader {
        active: page.shown.repeated !== "" && !Theme.landscape
        visible: active
        width: parent.width
        sourceComponent: told
    }

    Card {
        id: card
        padding: Theme.unit * (Theme.landscape ? (Theme.care ? 18 : 28) : Theme.care ? 36 : 48)

        Label {
            width: parent.width
            text: page.vm.words["title"]
            visible: !Theme.care
            color: Theme.quiet
        }
        Item {
            width: parent.width
            height: Math.max(facts.height, qr.height)

            Column {
                id: facts
                width: parent.width - qr.width - Theme.gap
                spacing: Theme.tight

                Label {
                    objectName: "number.business"
                    width: parent.width
                    font.bold: true
                    text: page.shown.business + (page.shown.priority !== "" ? " · " + page.shown.priority : "")
                    font.pixelSize: Theme.lead
                    lineHeight: 1
                }
                Label {
                    objectName: "number.label"
                    width: parent.width
                    height: Math.round(Theme.number * 1.15) // digits are no taller, whatever the typeface's own line
                    verticalAlignment: Text.AlignVCenter
                    text: page.shown.number
                    font.pixelSize: Theme.number
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.title
                    wrapMode: Text.NoWrap
                    font.bold: true
                    lineHeight: 1
                    font.strikeout: page.shown.void
                    color: page.shown.void ? Theme.quiet : Theme.accent
                }
            }
            Column {
                id: qr
                visible: page.shown.qr !== ""
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.unit * (Theme.landscape ? 236 : 310)
                spacing: Theme.tight
                QrImage {
                    objectName: "number.qr"
                    size: parent.width
                    source: page.shown.qr
                    caption: page.vm.words["qr"]
                }
                Label {
                    // Large letters leave room for one line here, and the code has to be read.
                    visible: !(Theme.care && page.shown.code !== "")
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: page.vm.words["qr"]
                    font.pixelSize: Theme.caption
                    lineHeight: 1
                    color: Theme.quiet
                }
                Label {
                    objectName: "number.code"
                    visible: text !== ""
                    width: parent.width
                    horizontalAlignment: Text.AlignHCenter
                    text: page.shown.code
                    wrapMode: Text.NoWrap
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.caption
                    font.bold: true
                    lineHeight: 1
                }
            }
        }
        Label {
            objectName: "number.day"
            width: parent.width
            text: page.shown.day
            visible: text !== ""
            font.pixelSize: Theme.lead
            font.bold: true
            lineHeight: 1
        }
        Label {
            objectName: "number.clock"
            width: parent.width
            text: page.shown.clock
            visible: text !== ""
            font.bold: true
            lineHeight: 1
        }
        Rectangle {
            width: parent.width
            height: Theme.stroke
            color: Theme.line
        }
        Label {
            objectName: "number.over"
            width: parent.width
            visible: text !== ""
            text: page.shown.over
            font.pixelSize: Theme.lead
            font.bold: true
        }
        Label {
            objectName: "number.ahead"
            width: parent.width
            visible: text !== ""
            text: page.shown.ahead
            font.pixelSize: Theme.heading
            font.bold: true
            lineHeight: 1
        }
        Label {
            objectName: "number.where"
            width: parent.width
            visible: text !== ""
            text: page.shown.windows
            font.pixelSize: Theme.lead
            lineHeight: 1
        }
        Label {
            objectName: "number.wait"
            width: parent.width
            visible: text !== ""
            text: page.shown.wait
            font.pixelSize: Theme.lead
            lineHeight: 1
        }
    }

    Loader {
        active: page.hasSlip && !Theme.landscape
        visible: active
        width: parent.width
        sourceComponent: slip
    }

    Loader {
        active: page.shown.repeated !== "" && Theme.landscape && !page.noticeBeside
        visible: active
        width: parent.width
        sourceComponent: told
    }

    Component {
        id: told
        Notice {
            objectName: "number.told"
            text: page.shown.repeated
        }
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
            active: page.shown.repeated !== "" && page.noticeBeside
            visible: active
            width: parent.width
            sourceComponent: told
        },
        Loader {
            active: page.hasSlip && Theme.landscape
            visible: active
            width: parent.width
            sourceComponent: slip
        },
        Button {
            objectName: "number.reprint"
            visible: page.shown.can_reprint
            width: parent?.width ?? 0
            text: page.vm.words["reprint"]
            onActivated: page.vm.reprint()
        },
        EvenGrid {
            // One question at a time: while the slip asks something, it alone is answered.
            visible: page.shown.can_change && !(page.hasSlip && (page.shown.slip.can_answer || page.shown.slip.can_retry))
            Button {
                objectName: "number.bring"
                visible: page.shown.can_bring
                text: page.vm.words["bring"]
                onActivated: page.vm.bring()
            }
            Button {
                objectName: "number.change"
                text: page.vm.words["change"]
                onActivated: page.vm.change()
            }
        },
        EvenGrid {
            Button {
                objectName: "number.finish"
                kind: "primary"
                text: page.vm.words["finish"]
                onActivated: page.vm.finish()
            }
            Button {
                objectName: "number.another"
                text: page.vm.words["another"]
                onActivated: page.vm.another()
            }
        }
    ]
}
