pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Fields
import Theme

Item {
    id: screen

    required property var vm
    readonly property var now: vm.state

    Page {
        id: page
        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.landscape ? parent.width * 0.54 : parent.width
        height: Theme.landscape ? parent.height : parent.height - keys.height - Theme.gap
        title: screen.vm.words["title"]
        lead: screen.vm.words["lead"]

        Notice {
            objectName: "rate.message"
            visible: text !== ""
            kind: "alarm"
            text: screen.now.message
        }
        // First: what has been typed stays in sight, whatever else there is to say.
        Row {
            spacing: Theme.gap
            Label {
                anchors.verticalCenter: parent.verticalCenter
                text: screen.vm.words["number"]
                font.bold: true
            }
            Label {
                objectName: "rate.number"
                anchors.verticalCenter: parent.verticalCenter
                text: screen.now.number === "" ? "—" : screen.now.number
                font.pixelSize: Theme.title
                font.bold: true
                lineHeight: 1
                color: Theme.accent
            }
        }
        Button {
            objectName: "rate.filed"
            visible: screen.now.filed !== ""
            width: parent.width
            text: screen.now.filed
            onActivated: screen.vm.rateFiled()
        }
        EvenGrid {
            columns: 2
            spacing: Theme.unit * 16
            Repeater {
                model: screen.now.prefixes.length
                Tick {
                    required property int index
                    readonly property var prefix: screen.now.prefixes[index] ?? ({})
                    objectName: "rate.series." + (prefix.series ?? "")
                    size: Theme.body
                    text: (prefix.letter ?? "") + "　" + (prefix.name ?? "")
                    chosen: prefix.chosen ?? false
                    onActivated: screen.vm.choose(prefix.series)
                }
            }
        }
    }

    Column {
        id: keys
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.gap
        width: Theme.landscape ? parent.width * 0.4 : parent.width - Theme.margin * 2
        spacing: Theme.gap

        DigitPad {
            width: parent.width
            name: "rate.key"
            eraseWords: screen.vm.words["erase"]
            onTyped: character => screen.vm.typed(character)
            onErased: screen.vm.erase()
        }
        Button {
            objectName: "rate.ask"
            width: parent.width
            kind: "primary"
            size: Theme.lead
            enabled: screen.now.can_ask
            text: screen.vm.words["ask"]
            onActivated: screen.vm.ask()
        }
    }
}
