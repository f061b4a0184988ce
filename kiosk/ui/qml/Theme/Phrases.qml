pragma Singleton
import QtQuick

// The shell's words, for controls that stand on every screen. Set by Main.qml.
QtObject {
    property var words: ({})

    function say(key: string): string {
        return words[key] ?? "";
    }
}
