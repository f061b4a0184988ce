pragma ComponentBehavior: Bound
import QtQuick
import Theme

// Slips as they fell, the newest on top, one strip of paper wide.
Rectangle {
    id: strip

    required property var slips // [{label: {zh, en}, source}]
    required property var empty

    color: Theme.sunken
    radius: 8
    clip: true

    Words {
        anchors.centerIn: parent
        width: Math.min(parent.width - 48, 280)
        visible: strip.slips.length === 0
        text: strip.empty
        size: 15
        ink: Theme.quiet
    }

    ListView {
        id: list
        objectName: "simulator.slips"
        anchors.fill: parent
        anchors.margins: 20
        spacing: 18
        model: strip.slips

        delegate: Column {
            id: slip

            required property var modelData
            required property int index

            width: list.width
            spacing: 6

            Words {
                width: parent.width
                text: slip.modelData.label
                size: 13
                ink: Theme.quiet
            }

            Rectangle {
                width: parent.width
                height: paper.height
                color: "white"

                Image {
                    id: paper
                    objectName: "simulator.slip"
                    width: parent.width
                    source: slip.modelData.source
                    fillMode: Image.PreserveAspectFit
                    smooth: true
                    mipmap: true
                    asynchronous: false
                    cache: false
                    Accessible.role: Accessible.Graphic
                    Accessible.name: slip.modelData.label.zh
                }
            }
        }
    }
}
