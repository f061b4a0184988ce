pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Item {
    id: screen

    required property var vm
    readonly property var now: vm.state

    Page {
        anchors.fill: parent
        title: screen.vm.words["title"]
        lead: screen.vm.words["lead"]

        Notice {
            objectName: "follow-ups.message"
            visible: text !== ""
            text: screen.now.message
        }
        Label {
            objectName: "follow-ups.none"
            visible: screen.now.lines.length === 0
            text: screen.vm.words["none"]
            color: Theme.quiet
        }
        Repeater {
            model: screen.now.lines.length
            ListRow {
                id: line
                required property int index
                readonly property var one: screen.now.lines[index] ?? ({})
                objectName: "follow-ups." + index
                title: one.title ?? ""
                detail: (one.due ?? "") + "\n" + (one.detail ?? "")
                tag: one.overdue ? screen.vm.words["late"] : ""
                onActivated: screen.vm.choose(one.id)
            }
        }
    }

    Loader {
        anchors.fill: parent
        active: screen.now.open !== ""
        sourceComponent: Panel {
            breadth: Theme.unit * (Theme.landscape ? 1600 : 940)

            Label {
                width: parent.width
                text: screen.vm.words["question"]
                font.pixelSize: Theme.heading
                font.bold: true
                lineHeight: 1
            }
            Label {
                width: parent.width
                text: screen.now.open + "\n" + screen.now.open_detail
                color: Theme.quiet
                lineHeight: 1.2
            }
            EvenGrid {
                columns: Theme.landscape ? 2 : 1
                Repeater {
                    model: screen.now.outcomes.length
                    Button {
                        required property int index
                        readonly property var one: screen.now.outcomes[index] ?? ({})
                        objectName: "follow-ups.outcome." + (one.outcome ?? "")
                        text: one.name ?? ""
                        onActivated: screen.vm.end(one.outcome)
                    }
                }
            }
            Button {
                objectName: "follow-ups.cancel"
                width: parent.width
                kind: "quiet"
                text: screen.vm.words["cancel"]
                onActivated: screen.vm.choose("")
            }
        }
    }
}
