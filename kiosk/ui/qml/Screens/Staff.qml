pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Item {
    id: screen

    required property var vm
    readonly property var shown: vm.state
    readonly property var words: vm.words

    Page {
        anchors.fill: parent
        title: screen.words["title"]
        lead: screen.shown.greeting

        Card {
            spacing: Theme.unit * 18
            StateLine {
                label: screen.words["printer"]
                text: screen.shown.printer
                good: screen.shown.printer_good
            }
            StateLine {
                label: screen.words["network"]
                text: screen.shown.network
                good: screen.shown.network_good
            }
            StateLine {
                objectName: "staff.waiting"
                label: screen.words["outbox"]
                text: screen.shown.quarantined !== "" ? screen.shown.waiting + "；" + screen.shown.quarantined : screen.shown.waiting
                good: screen.shown.quarantined === ""
                waiting: screen.shown.waits
            }
            Label {
                width: parent.width
                text: screen.shown.terminal + (screen.shown.printer_detail !== "" ? " · " + screen.shown.printer_detail : "")
                font.pixelSize: Theme.caption
                color: Theme.quiet
            }
        }
        Section {
            title: screen.words["jobs"]
            Label {
                visible: screen.shown.jobs.length === 0
                text: screen.words["no-jobs"]
                color: Theme.quiet
            }
            Repeater {
                model: screen.shown.jobs.length
                StateLine {
                    required property int index
                    readonly property var job: screen.shown.jobs[index] ?? ({})
                    label: (job.time ?? "") + "  " + (job.kind ?? "")
                    text: job.state ?? ""
                    good: job.good ?? true
                    waiting: job.waits ?? false
                }
            }
        }

        actions: [
            Button {
                objectName: "staff.self-check"
                width: parent.width
                kind: "primary"
                text: screen.words["self-check"]
                onActivated: screen.vm.selfCheck()
            },
            Button {
                objectName: "staff.follow-ups"
                width: parent.width
                visible: text !== ""
                text: screen.shown.follow_ups
                onActivated: screen.vm.followUps()
            },
            Button {
                objectName: "staff.clock"
                width: parent.width
                visible: screen.shown.clock_doubted
                text: screen.words["clock"]
                onActivated: screen.vm.askFor("clock")
            },
            EvenGrid {
                Button {
                    objectName: "staff.restart"
                    text: screen.words["restart"]
                    onActivated: screen.vm.askFor("restart")
                }
                Button {
                    objectName: "staff.shut-down"
                    text: screen.words["shut-down"]
                    onActivated: screen.vm.askFor("shut-down")
                }
            },
            Button {
                objectName: "staff.sign-out"
                width: parent.width
                text: screen.words["sign-out"]
                onActivated: screen.vm.signOut()
            }
        ]
    }

    Panel {
        anchors.fill: parent
        visible: screen.shown.confirming !== ""
        Label {
            width: parent.width
            text: screen.shown.question
            font.pixelSize: Theme.heading
            font.bold: true
            lineHeight: 1
        }
        Button {
            objectName: "staff.confirm"
            width: parent.width
            kind: screen.shown.confirming === "clock" ? "primary" : "alarm"
            text: screen.words["confirm"]
            onActivated: screen.vm.confirm()
        }
        Button {
            objectName: "staff.cancel"
            width: parent.width
            text: screen.words["cancel"]
            onActivated: screen.vm.askFor("")
        }
    }
}
