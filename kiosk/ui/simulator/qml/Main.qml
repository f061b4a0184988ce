pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Theme
import Bench

Rectangle {
    id: main

    required property var vm
    readonly property var shown: vm.state
    readonly property var words: vm.words

    color: Theme.ground

    RowLayout {
        anchors.fill: parent
        anchors.margins: 24
        spacing: 28

        Section {
            title: main.words["paper"]
            Layout.fillHeight: true
            Layout.preferredWidth: 400

            PaperStrip {
                slips: main.shown.slips
                empty: main.words["no-paper"]
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }

        ColumnLayout {
            spacing: 28
            Layout.fillHeight: true
            Layout.fillWidth: true

            Section {
                title: main.words["cards"]
                Layout.fillWidth: true

                Repeater {
                    model: main.shown.cards

                    CardChoice {
                        required property var modelData

                        objectName: "simulator.card." + modelData.person
                        model: modelData
                        Layout.fillWidth: true
                        onActivated: main.vm.toggle_card(modelData.person)
                    }
                }
            }

            Section {
                title: main.words["printer"]
                Layout.fillWidth: true

                Flow {
                    spacing: 8
                    Layout.fillWidth: true

                    Repeater {
                        model: main.shown.printer

                        Choice {
                            required property var modelData

                            objectName: "simulator.printer." + modelData.key
                            text: modelData.label
                            chosen: modelData.chosen
                            onActivated: main.vm.set_printer(modelData.key)
                        }
                    }
                }
            }

            Section {
                title: main.words["network"]
                visible: main.shown.network.shown
                Layout.fillWidth: true

                NetworkSwitch {
                    model: main.shown.network
                    Layout.fillWidth: true
                    onActivated: main.vm.toggle_network()
                }
            }

            Rectangle {
                visible: main.shown.notice.zh !== ""
                color: Theme.alarmSoft
                radius: 6
                implicitHeight: said.height + 24
                Layout.fillWidth: true

                Words {
                    id: said
                    objectName: "simulator.notice"
                    anchors.centerIn: parent
                    width: parent.width - 28
                    text: main.shown.notice
                    size: 15
                    ink: Theme.alarm
                }
            }

            Item {
                Layout.fillHeight: true
            }
        }
    }
}
