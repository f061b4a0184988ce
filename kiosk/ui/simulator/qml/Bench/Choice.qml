import QtQuick
import Theme

// Something to press on the bench; `chosen` is how things stand.
Rectangle {
    id: choice

    required property var text
    property bool chosen: false

    signal activated

    implicitHeight: 44
    implicitWidth: said.implicitWidth + 28
    radius: 6
    opacity: enabled ? 1 : 0.5
    color: tap.pressed ? Theme.sunken : chosen ? Theme.accentSoft : Theme.surface
    border.color: activeFocus ? Theme.ink : chosen ? Theme.accent : Theme.line
    border.width: chosen || activeFocus ? 2 : 1

    activeFocusOnTab: true
    Accessible.role: Accessible.Button
    Accessible.name: text.zh + " " + text.en
    Accessible.checked: chosen
    Accessible.onPressAction: activated()
    Keys.onReturnPressed: activated()
    Keys.onSpacePressed: activated()

    Words {
        id: said
        anchors.centerIn: parent
        text: choice.text
        size: 16
        ink: choice.chosen ? Theme.accent : Theme.ink
    }

    TapHandler {
        id: tap
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: choice.activated()
    }
}
