import QtQuick
import Theme

// Anything that a finger, a key or a screen reader can press.
Item {
    id: touchable

    property string label
    readonly property bool pressed: tap.pressed || keyed
    property bool keyed: false

    signal activated

    function press(): void {
        if (enabled)
            activated();
    }

    activeFocusOnTab: enabled && visible
    implicitHeight: Theme.target
    implicitWidth: Theme.target

    Accessible.role: Accessible.Button
    Accessible.name: label
    Accessible.onPressAction: press()
    Keys.onReturnPressed: press()
    Keys.onEnterPressed: press()
    Keys.onSpacePressed: press()

    TapHandler {
        id: tap
        // Within bounds: a finger that trembles still presses, one that slides away does not.
        gesturePolicy: TapHandler.ReleaseWithinBounds
        onTapped: touchable.press()
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.tight / 2
        z: 10
        visible: touchable.activeFocus
        color: "transparent"
        radius: Theme.corner + Theme.tight / 2
        border.color: Theme.ink
        border.width: Theme.stroke * 1.5
    }
}
