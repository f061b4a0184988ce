import QtQuick
import QtQuick.Layouts
import Theme

RowLayout {
    id: row

    required property var model

    signal activated

    spacing: 12

    Rectangle {
        // Filled or hollow, so that colour is not the only sign.
        implicitWidth: 14
        implicitHeight: 14
        radius: 7
        color: row.model.online ? Theme.accent : "transparent"
        border.color: row.model.online ? Theme.accent : Theme.quiet
        border.width: 2
    }

    Words {
        text: row.model.label
        Layout.fillWidth: true
    }

    Choice {
        objectName: "simulator.network"
        text: row.model.act
        enabled: !row.model.changing
        onActivated: row.activated()
    }
}
