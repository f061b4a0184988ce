pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var now: vm.state
    readonly property var words: vm.words

    title: now.title
    lead: now.item

    Loader {
        active: page.now.slip !== null && page.now.slip !== undefined
        visible: active
        width: parent?.width ?? 0
        sourceComponent: SlipPanel {
            slip: page.now.slip
            words: page.words
            onCame: page.vm.slipCame()
            onMissing: page.vm.slipMissing()
            onWithout: page.vm.goWithoutSlip()
        }
    }

    Repeater {
        model: page.now.groups.length
        Section {
            id: section
            required property int index
            readonly property var group: page.now.groups[index] ?? ({})
            title: group.title ?? ""
            Label {
                objectName: "told.no-materials"
                width: parent?.width ?? 0
                visible: text !== ""
                text: section.group.no_materials ?? ""
                font.pixelSize: Theme.lead
                font.bold: true
                color: Theme.accent
            }
            Repeater {
                model: (section.group.materials ?? []).length
                Bullet {
                    required property int index
                    readonly property var line: section.group.materials?.[index] ?? ({})
                    mark: (index + 1) + "."
                    text: line.text ?? ""
                    note: line.note ?? ""
                    tag: line.label ?? ""
                    example: line.example ?? ""
                }
            }
            Rectangle {
                width: parent?.width ?? 0
                height: Math.max(1, Theme.stroke / 2)
                color: Theme.line
            }
            Repeater {
                model: (section.group.facts ?? []).length
                Fact {
                    required property int index
                    readonly property var line: section.group.facts?.[index] ?? ({})
                    label: line.label ?? ""
                    text: line.text ?? ""
                    example: line.example ?? ""
                }
            }
        }
    }

    Section {
        visible: page.now.at_window.length > 0
        title: page.words["at-window"]
        Repeater {
            model: page.now.at_window.length
            Bullet {
                required property int index
                readonly property var line: page.now.at_window[index] ?? ({})
                text: line.text ?? ""
                note: line.note ?? ""
                tag: line.label ?? ""
                example: line.example ?? ""
            }
        }
    }

    Section {
        visible: page.now.situation.length > 0
        title: page.words["situation"]
        Repeater {
            model: page.now.situation.length
            Fact {
                required property int index
                readonly property var line: page.now.situation[index] ?? ({})
                label: line.label ?? ""
                text: line.text ?? ""
            }
        }
        Button {
            objectName: "told.change"
            anchors.right: parent?.right
            text: page.words["change"]
            onActivated: page.vm.change()
        }
    }

    Label {
        width: parent.width
        text: page.words["slip-says"]
        color: Theme.quiet
        font.pixelSize: Theme.caption
    }
    Label {
        width: parent.width
        text: page.words["example-means"]
        color: Theme.quiet
        font.pixelSize: Theme.caption
    }

    actions: [
        Button {
            objectName: "told.start"
            width: parent?.width ?? 0
            kind: "primary"
            size: Theme.lead
            visible: page.now.can_start
            text: page.words["start"]
            onActivated: page.vm.start()
        },
        Button {
            objectName: "told.print"
            width: parent?.width ?? 0
            visible: page.now.slip === null || page.now.slip === undefined
            text: page.words["print"]
            onActivated: page.vm.print()
        },
        Button {
            objectName: "told.queue"
            width: parent?.width ?? 0
            visible: page.now.can_queue
            text: page.words["queue"]
            onActivated: page.vm.takeNumber()
        }
    ]
}
