pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// The letters that queue numbers begin with, one of them chosen. `lettersAlone`: where there is no room for the names
// of the businesses, which are still read aloud.
EvenGrid {
    id: letters

    required property var prefixes
    required property string name
    property bool lettersAlone: false

    signal chose(string series)

    spacing: Theme.unit * 16
    Repeater {
        model: letters.prefixes.length
        Tick {
            required property int index
            readonly property var prefix: letters.prefixes[index] ?? ({})
            objectName: letters.name + "." + (prefix.series ?? "")
            size: Theme.body
            marked: !letters.lettersAlone
            text: letters.lettersAlone ? (prefix.letter ?? "") : label
            label: (prefix.letter ?? "") + "　" + (prefix.name ?? "")
            chosen: prefix.chosen ?? false
            onActivated: letters.chose(prefix.series)
        }
    }
}
