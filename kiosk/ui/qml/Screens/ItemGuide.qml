pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var guide: vm.state
    readonly property var words: vm.words

    title: guide.title
    lead: guide.official

    Notice {
        visible: text !== ""
        text: page.guide.notice
    }

    Section {
        visible: page.guide.parts.length > 0
        title: page.words["parts"]
        Repeater {
            model: page.guide.parts
            Bullet {
                required property var modelData
                required property int index
                mark: (index + 1) + "."
                text: modelData.text
                example: modelData.example
            }
        }
    }

    Section {
        title: page.words["materials"]
        Label {
            objectName: "item.no-materials"
            width: parent.width
            visible: text !== ""
            text: page.guide.no_materials
            font.bold: true
            color: Theme.accent
        }
        Repeater {
            model: page.guide.materials
            Bullet {
                required property var modelData
                text: modelData.text
                note: modelData.note
                tag: modelData.label
                example: modelData.example
            }
        }
    }

    Section {
        visible: page.guide.conditions.length > 0
        title: page.words["conditions"]
        Repeater {
            model: page.guide.conditions
            Bullet {
                required property var modelData
                text: modelData.text
                example: modelData.example
            }
        }
    }

    Section {
        title: page.words["facts"]
        Repeater {
            model: page.guide.facts
            Fact {
                required property var modelData
                label: modelData.label
                text: modelData.text
                example: modelData.example
            }
        }
    }

    Section {
        visible: page.guide.steps.length > 0
        title: page.words["steps"]
        Repeater {
            model: page.guide.steps
            Bullet {
                required property var modelData
                required property int index
                mark: (index + 1) + "."
                text: modelData.text
                example: modelData.example
            }
        }
    }

    Section {
        visible: page.guide.basis.length > 0
        title: page.words["basis"]
        Repeater {
            model: page.guide.basis
            Bullet {
                required property var modelData
                text: modelData.text
                example: modelData.example
            }
        }
    }

    Label {
        width: parent.width
        text: page.words["example-means"]
        font.pixelSize: Theme.caption
        color: Theme.quiet
    }

    actions: [
        Button {
            objectName: "item.start"
            width: parent.width
            kind: "primary"
            size: Theme.lead
            visible: page.guide.can_start
            text: page.words["start"]
            onActivated: page.vm.start()
        },
        Button {
            objectName: "item.tell"
            width: parent.width
            visible: page.guide.can_tell
            text: page.words["tell"]
            onActivated: page.vm.tell()
        },
        Button {
            objectName: "item.queue"
            width: parent.width
            visible: page.guide.can_queue
            text: page.words["queue"]
            onActivated: page.vm.takeNumber()
        }
    ]
}
