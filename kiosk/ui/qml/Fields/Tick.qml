import QtQuick
import Controls
import Theme

// A large touch row with a round mark (one of several) or a square one (any of several).
Touchable {
    id: tick

    property string text
    property bool chosen: false
    property bool square: false
    property bool wrong: false
    property bool marked: true
    property int size: Theme.lead

    width: parent?.width ?? 0
    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.unit * 32)
    label: text
    Accessible.role: square ? Accessible.CheckBox : Accessible.RadioButton
    Accessible.checked: chosen

    Rectangle {
        anchors.fill: parent
        radius: Theme.corner
        color: tick.pressed || tick.chosen ? Theme.accentSoft : Theme.surface
        border.color: tick.wrong ? Theme.alarm : tick.chosen ? Theme.accent : Theme.quiet
        border.width: tick.chosen || tick.wrong ? Theme.stroke * 2 : Theme.stroke
    }
    Rectangle {
        id: mark
        visible: tick.marked
        x: Theme.unit * 28
        anchors.verticalCenter: parent.verticalCenter
        width: tick.size * 1.15
        height: width
        radius: tick.square ? Theme.corner * 0.6 : width / 2
        color: tick.chosen ? Theme.accent : Theme.surface
        border.color: tick.chosen ? Theme.accent : Theme.quiet
        border.width: Theme.stroke * 1.5
        Label {
            anchors.centerIn: parent
            visible: tick.chosen
            text: "✓"
            lineHeight: 1
            font.bold: true
            font.pixelSize: mark.width * 0.7
            color: Theme.inverse
            Accessible.ignored: true
        }
    }
    Label {
        id: words
        anchors.verticalCenter: parent.verticalCenter
        x: tick.marked ? mark.x + mark.width + Theme.unit * 24 : Theme.tight
        width: parent.width - x - (tick.marked ? Theme.unit * 24 : Theme.tight)
        horizontalAlignment: tick.marked ? Text.AlignLeft : Text.AlignHCenter
        text: tick.text
        font.pixelSize: tick.size
        font.bold: tick.chosen
        lineHeight: 1.2
        Accessible.ignored: true
    }
}
