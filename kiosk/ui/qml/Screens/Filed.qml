pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var now: vm.state

    title: vm.words["title"]
    lead: now.item

    // Side by side where the screen is low: what became of the slip must not lie below the fold.
    Grid {
        id: pair
        width: parent?.width ?? 0
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.gap
        readonly property real cell: (width - spacing * (columns - 1)) / columns

        Card {
            // The number must stand on one line, in care mode's size too.
            width: Theme.landscape ? pair.cell * 1.08 : pair.cell
            Label {
                text: page.vm.words["number"]
                color: Theme.quiet
                lineHeight: 1.2
            }
            Label {
                objectName: "filed.number"
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
                    spacing: Theme.tight
                    // Beside the code of a narrow card the name takes a line of its own: it must not break.
                    Label {
                        width: parent.width
                        visible: page.now.applicant !== "" && Theme.landscape
                        text: page.vm.words["applicant"]
                        font.pixelSize: Theme.caption
                        lineHeight: 1.1
                        color: Theme.quiet
                    }
                    Label {
                        objectName: "filed.applicant"
                        width: parent.width
                        visible: page.now.applicant !== ""
                        text: (Theme.landscape ? "" : page.vm.words["applicant"] + "　") + page.now.applicant
                        lineHeight: 1.2
                    }
                    Label {
                        width: parent.width
                        visible: !Theme.landscape
                        text: page.now.filed
                        lineHeight: 1.2
                        color: Theme.quiet
                    }
                    Label {
                        width: parent.width
                        text: page.vm.words["qr"]
                        font.pixelSize: Theme.landscape ? Theme.caption : Theme.body
                        lineHeight: 1.1
                        color: Theme.quiet
                    }
                }
                QrImage {
                    id: qr
                    objectName: "filed.qr"
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

    Card {
        visible: page.now.parts.length > 0
        Label {
            width: parent.width
            text: page.vm.words["parts-title"]
            font.pixelSize: Theme.lead
            font.bold: true
            lineHeight: 1.2
        }
        Repeater {
            model: page.now.parts.length
            Bullet {
                required property int index
                readonly property var part: page.now.parts[index] ?? ({})
                objectName: "filed.part." + index
                mark: (index + 1) + "."
                text: part.name ?? ""
                note: (part.number ?? "") + "　" + (part.limit ?? "")
            }
        }
    }

    Card {
        Label {
            width: parent.width
            text: page.vm.words["next-title"]
            font.pixelSize: Theme.lead
            font.bold: true
            lineHeight: 1.2
        }
        Repeater {
            model: page.now.next.length
            Item {
                id: step
                required property int index
                width: parent?.width ?? 0
                implicitHeight: words.implicitHeight
                Label {
                    text: step.index + 1 + "."
                    font.bold: true
                    color: Theme.accent
                }
                Label {
                    id: words
                    objectName: "filed.next." + step.index
                    x: Theme.body * 1.6
                    width: parent.width - x
                    text: page.now.next[step.index] ?? ""
                }
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
            objectName: "filed.another"
            width: ends.cell
            text: page.vm.words["another"]
            onActivated: page.vm.another()
        }
        Button {
            objectName: "filed.finish"
            width: ends.cell
            kind: "primary"
            size: Theme.lead
            text: page.vm.words["finish"]
            onActivated: page.vm.finish()
        }
    }
}
