import QtQuick
import Theme

// A sample card: press to lay it on the reader, press again to lift it.
Rectangle {
    id: card

    required property var model

    signal activated

    implicitHeight: face.height + 20
    radius: 8
    color: tap.pressed ? Theme.sunken : model.lying ? Theme.accentSoft : Theme.surface
    border.color: activeFocus ? Theme.ink : model.lying ? Theme.accent : Theme.line
    border.width: model.lying || activeFocus ? 2 : 1

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: model.name + " " + model.act.zh + " " + model.act.en
    Accessible.checked: model.lying
    Accessible.onPressAction: activated()
    Keys.onReturnPressed: activated()
    Keys.onSpacePressed: activated()

    Column {
        id: face
        anchors {
            left: parent.left
            right: act.left
            verticalCenter: parent.verticalCenter
            leftMargin: 16
            rightMargin: 8
        }
        spacing: 2

        Text {
            text: card.model.name
            color: Theme.ink
            font.family: Theme.family
            font.pixelSize: 22
            textFormat: Text.PlainText
        }

        Text {
            text: card.model.number
            color: Theme.quiet
            font.family: Theme.family
            font.pixelSize: 14
            textFormat: Text.PlainText
        }

        Words {
            width: parent.width
            text: card.model.kind
            size: 13
            ink: Theme.quiet
        }
    }

    Words {
        id: act
        anchors {
            right: parent.right
            rightMargin: 16
            verticalCenter: parent.verticalCenter
        }
        text: card.model.act
        size: 16
        ink: Theme.accent
    }

    TapHandler {
        id: tap
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: card.activated()
    }
}
