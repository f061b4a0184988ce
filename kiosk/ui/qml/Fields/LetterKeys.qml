pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// First letters that are left in a long list: a touch narrows it, “all” shows it whole again.
Flow {
    id: keys

    required property var vm
    required property var field
    readonly property var letters: field.letters ?? []
    readonly property string typed: field.letters_typed ?? ""

    width: parent?.width ?? 0
    spacing: Theme.unit * 12
    bottomPadding: Theme.tight
    visible: letters.length > 0 || typed !== ""

    Label {
        width: implicitWidth
        height: Theme.target
        verticalAlignment: Text.AlignVCenter
        text: keys.vm.words["by-letter"]
        color: Theme.quiet
        lineHeight: 1.2
        wrapMode: Text.NoWrap
    }
    Button {
        objectName: "form.letters.all." + (keys.field.name ?? "")
        visible: keys.typed !== ""
        width: implicitWidth
        text: keys.typed + "  ✕"
        label: keys.vm.words["all-letters"]
        onActivated: keys.vm.narrow(keys.field.name, "")
    }
    Repeater {
        model: keys.letters.length
        Button {
            required property int index
            readonly property string letter: keys.letters[index] ?? ""
            objectName: "form.letter." + keys.field.name + "." + letter
            width: Theme.target
            padding: 0
            kind: "quiet"
            size: Theme.lead
            text: letter
            onActivated: keys.vm.narrow(keys.field.name, letter)
        }
    }
}
