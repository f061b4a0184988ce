pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm

    title: vm.state.title
    lead: vm.state.lead
    sideActions: false

    Notice {
        objectName: "booking.closed"
        visible: text !== ""
        kind: "alarm"
        text: page.vm.state.closed
    }

    EvenGrid {
        columns: Theme.landscape ? 2 : 1

        Repeater {
            model: page.vm.state.series.length
            ListRow {
                required property int index
                readonly property var series: page.vm.state.series[index] ?? ({})
                objectName: "booking.series." + (series.id ?? "")
                enabled: series.open ?? false
                title: series.name ?? ""
                detail: series.detail ?? ""
                note: series.note ?? ""
                onActivated: page.vm.chooseSeries(series.id)
            }
        }
    }

    Notice {
        objectName: "booking.full-here"
        visible: text !== ""
        text: page.vm.state.hint
    }

    actions: [
        Button {
            objectName: "booking.take-number"
            visible: page.vm.state.closed !== ""
            width: parent?.width ?? 0
            kind: "primary"
            text: page.vm.words["take-number"]
            onActivated: page.vm.takeNumber()
        },
        Button {
            objectName: "booking.mine"
            width: parent?.width ?? 0
            text: page.vm.words["mine"]
            onActivated: page.vm.mine()
        }
    ]
}
