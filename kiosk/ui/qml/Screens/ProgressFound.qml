pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var words: vm.words
    readonly property var found: vm.state.found ?? ({})

    title: found.headline ?? ""
    lead: found.advice ?? ""
    sideActions: false

    Loader {
        active: page.vm.state.slip !== null && page.vm.state.slip !== undefined
        width: parent?.width ?? 0
        visible: active
        sourceComponent: SlipPanel {
            slip: page.vm.state.slip
            words: page.words
            onCame: page.vm.slipCame()
            onMissing: page.vm.slipMissing()
            onWithout: page.vm.goWithoutSlip()
        }
    }

    Grid {
        id: halves
        width: parent.width
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.gap
        readonly property real cell: (width - spacing * (columns - 1)) / columns

        Section {
            width: halves.cell
            title: page.words["steps"]
            Repeater {
                model: page.found.parts ?? []
                Bullet {
                    required property var modelData
                    required property int index
                    objectName: "progress.part." + index
                    mark: (index + 1) + "."
                    text: modelData.name
                    note: modelData.number
                    tag: modelData.stage
                }
            }
            Repeater {
                model: page.found.steps ?? []
                Item {
                    id: step
                    required property var modelData
                    width: parent?.width ?? 0
                    implicitHeight: Math.max(Theme.unit * 64, text.implicitHeight)
                    Rectangle {
                        id: dot
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.unit * 44
                        height: width
                        radius: width / 2
                        color: step.modelData.reached ? Theme.accent : Theme.surface
                        border.color: step.modelData.reached ? Theme.accent : Theme.quiet
                        border.width: Theme.stroke
                        Label {
                            anchors.centerIn: parent
                            visible: step.modelData.reached
                            text: "✓"
                            color: Theme.inverse
                            lineHeight: 1
                            font.bold: true
                            font.pixelSize: Theme.unit * 28
                            Accessible.ignored: true
                        }
                    }
                    Label {
                        id: text
                        anchors.verticalCenter: parent.verticalCenter
                        x: Theme.unit * 72
                        text: step.modelData.text
                        font.bold: step.modelData.current
                        font.pixelSize: step.modelData.current ? Theme.lead : Theme.body
                        color: step.modelData.reached ? Theme.ink : Theme.quiet
                    }
                }
            }
        }

        Card {
            width: halves.cell
            Fact {
                label: page.words["supplement"]
                text: page.found.supplement ?? ""
                strong: true
            }
            Fact {
                objectName: "progress.answer"
                label: page.words["answer"]
                text: page.found.answer ?? ""
                strong: true
            }
            Fact {
                label: page.words[page.found.said ? "said-item" : "item"]
                text: page.found.item ?? ""
                strong: true
            }
            Fact {
                objectName: "progress.local-number"
                label: page.words[page.found.said ? "said-number" : "local-number"]
                text: page.found.local_number ?? ""
            }
            Fact {
                label: page.words["official-number"]
                text: page.found.official_number ?? ""
            }
            Fact {
                label: page.words["applicant"]
                text: page.found.applicant ?? ""
            }
            Fact {
                label: page.words["filed"]
                text: page.found.filed ?? ""
            }
        }
    }

    actions: Grid {
        id: ends
        width: parent?.width ?? 0
        columns: reprint.visible ? 2 : 1
        spacing: Theme.gap
        readonly property real cell: (width - spacing * (columns - 1)) / columns
        Button {
            id: reprint
            objectName: "progress.reprint"
            width: ends.cell
            visible: page.vm.state.can_reprint
            text: page.words["reprint"]
            onActivated: page.vm.reprint()
        }
        Button {
            objectName: "progress.finish"
            width: ends.cell
            kind: "primary"
            text: page.words["finish"]
            onActivated: page.vm.finish()
        }
    }
}
