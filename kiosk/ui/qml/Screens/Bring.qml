pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm

    title: vm.words["title"]
    lead: vm.state.lead

    EvenGrid {
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.unit * 16
        Repeater {
            model: page.vm.state.rows.length
            ListRow {
                required property int index
                readonly property var item: page.vm.state.rows[index] ?? ({})
                objectName: "bring." + (item.id ?? "")
                title: item.title ?? ""
                detail: item.detail ?? ""
                onActivated: page.vm.choose(item.id)
            }
        }
    }
}
