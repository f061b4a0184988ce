import QtQuick
import Controls
import Theme

Item {
    id: attract

    required property var vm

    Touchable {
        id: whole
        objectName: "attract.start"
        anchors.fill: parent
        label: attract.vm.words["start"]
        onActivated: attract.vm.begin()
    }

    Grid {
        anchors.centerIn: parent
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.unit * (Theme.landscape ? 110 : 64)
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        StoneNiche {
            width: Theme.unit * (Theme.landscape ? 560 : 620)
            height: Theme.unit * (Theme.landscape ? 710 : 786)
        }
        Column {
            width: Theme.unit * (Theme.landscape ? 860 : 968)
            spacing: Theme.unit * 20

            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: attract.vm.words["district"]
                font.pixelSize: Theme.heading
                lineHeight: 1
                color: Theme.quiet
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: attract.vm.words["name"]
                font.pixelSize: Theme.display
                font.bold: true
                lineHeight: 1
            }
            Label {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                text: attract.vm.words["services"]
                font.pixelSize: Theme.lead
                color: Theme.quiet
            }
            Item {
                width: 1
                height: Theme.unit * 24
            }
            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                width: Math.min(parent.width, start.implicitWidth + Theme.unit * 130)
                height: start.implicitHeight + Theme.unit * 70
                radius: Theme.corner
                color: whole.pressed ? Theme.accentPressed : Theme.accent
                Label {
                    id: start
                    anchors.centerIn: parent
                    width: Math.min(implicitWidth, parent.width - Theme.unit * 40)
                    horizontalAlignment: Text.AlignHCenter
                    text: attract.vm.words["start"]
                    font.pixelSize: Theme.title
                    font.bold: true
                    lineHeight: 1
                    color: Theme.inverse
                }
            }
        }
    }
}
