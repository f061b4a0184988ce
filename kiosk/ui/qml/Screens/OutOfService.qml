import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm
    readonly property var words: vm.words

    title: words["title"]
    lead: words["sorry"]

    Notice {
        objectName: "out-of-service.reason"
        kind: "alarm"
        text: page.vm.state.reason
    }
    Grid {
        id: halves
        width: parent.width
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.gap
        readonly property real cell: (width - spacing * (columns - 1)) / columns

        Section {
            width: halves.cell
            title: page.words["what-now"]
            Bullet {
                text: page.words["go-counter"]
            }
            Bullet {
                text: page.words["go-phone"]
            }
            Label {
                objectName: "out-of-service.phone"
                text: page.vm.state.phone === "12345" ? "12345" : page.vm.state.phone + " · 12345"
                font.pixelSize: Theme.title
                font.bold: true
                lineHeight: 1
                color: Theme.accent
            }
        }
        Section {
            width: halves.cell
            title: page.words["for-staff"]
            Label {
                objectName: "out-of-service.staff"
                width: parent.width
                text: page.vm.state.staff
                color: Theme.quiet
            }
        }
    }
}
