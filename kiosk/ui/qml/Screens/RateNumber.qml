pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Fields
import Theme

Item {
    id: screen

    required property var vm
    readonly property var now: vm.state
    // Beside the digits there is no room for large names; they are still read aloud, and the chosen one is shown.
    readonly property bool lettersAlone: Theme.landscape && Theme.care

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
            width: parent.width
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
            Label {
                anchors.verticalCenter: parent.verticalCenter
                visible: screen.lettersAlone && text !== ""
                width: parent.width - x
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.caption
                wrapMode: Text.NoWrap
                text: screen.now.prefixes.find(one => one.chosen)?.name ?? ""
            }
        }
        SeriesLetters {
            name: "rate.series"
            columns: screen.lettersAlone ? 4 : 2
            prefixes: screen.now.prefixes
            lettersAlone: screen.lettersAlone
            onChose: series => screen.vm.choose(series)
        }
        Button {
            objectName: "rate.filed"
            visible: screen.now.filed !== ""
            width: parent.width
            text: screen.now.filed
            onActivated: screen.vm.rateFiled()
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
