pragma ComponentBehavior: Bound
import QtQuick
import Controls

Item {
    id: screen

    required property var vm
    readonly property var steps: ({
            "who": who,
            "several": several,
            "one": one
        })

    Loader {
        anchors.fill: parent
        sourceComponent: screen.steps[screen.vm.state.step]
    }

    Component {
        id: who
        WhoEntry {
            vm: screen.vm
            name: "my-appointment"
        }
    }
    Component {
        id: several
        Page {
            id: list
            title: screen.vm.words["several"]
            Repeater {
                model: screen.vm.state.rows.length
                ListRow {
                    required property int index
                    readonly property var row: screen.vm.state.rows[index] ?? ({})
                    objectName: "my-appointment.row." + index
                    title: row.title ?? ""
                    detail: row.detail ?? ""
                    note: row.tag ?? ""
                    onActivated: screen.vm.choose(row.id)
                }
            }
        }
    }
    Component {
        id: one
        AppointmentFound {
            vm: screen.vm
        }
    }
}
