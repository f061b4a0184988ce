import QtQuick
import Controls
import Theme

// A card that lies there, or a mobile number by large keys. The keys' names begin with `name`.
Item {
    id: entry

    required property var vm
    required property string name
    readonly property var who: vm.state.who ?? ({})
    readonly property var words: vm.words

    Page {
        anchors.left: parent.left
        anchors.top: parent.top
        width: Theme.landscape ? parent.width * 0.54 : parent.width
        height: Theme.landscape ? parent.height : parent.height - keys.height - Theme.gap
        title: entry.who.title ?? ""
        lead: entry.who.lead ?? ""

        Notice {
            objectName: entry.name + ".message"
            visible: text !== ""
            kind: "alarm"
            text: entry.who.message ?? ""
        }
        Button {
            objectName: entry.name + ".card"
            visible: text !== ""
            width: parent.width
            kind: "primary"
            size: Theme.lead
            text: entry.who.card ?? ""
            onActivated: entry.vm.useCard()
        }
        Column {
            width: parent.width
            spacing: Theme.tight / 2
            Label {
                width: parent.width
                text: entry.words["phone"]
                font.bold: true
            }
            EntryBox {
                objectName: entry.name + ".phone"
                width: parent.width
                text: entry.who.phone ?? ""
                placeholder: entry.words["phone-hint"]
                label: entry.words["phone"]
                current: true
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
            name: entry.name + ".key"
            eraseWords: entry.words["erase"]
            onTyped: character => entry.vm.typed(character)
            onErased: entry.vm.erase()
        }
        Button {
            objectName: entry.name + ".go-on"
            width: parent.width
            kind: "primary"
            size: Theme.lead
            enabled: entry.who.can_go_on ?? false
            text: entry.words["go-on"]
            onActivated: entry.vm.usePhone()
        }
    }
}
