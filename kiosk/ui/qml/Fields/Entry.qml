import QtQuick
import Theme

// The frame of something to fill in.
Rectangle {
    id: entry

    property bool current: false
    property bool wrong: false

    radius: Theme.corner
    color: Theme.surface
    border.color: wrong ? Theme.alarm : current ? Theme.accent : Theme.quiet
    border.width: current || wrong ? Theme.stroke * 2 : Theme.stroke
}
