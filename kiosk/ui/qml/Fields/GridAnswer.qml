pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// Many short choices (27 towns, 56 peoples) as a grid that closes over its answer. Where each belongs to a town, the
// town comes first; very long ones narrow by first letters.
Column {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property var options: field.options ?? []
    readonly property var groups: field.groups ?? []
    readonly property bool open: field.open ?? false
    readonly property string first: groups[0] ?? options[0]?.label ?? ""
    readonly property int longest: Math.max(options.reduce((most, option) => Math.max(most, option.label.length), 0), groups.reduce((most, label) => Math.max(most, label.length), 0))
    readonly property real wanted: Math.max(Theme.target * 1.9, Math.min(longest, 12) * Theme.body * (/[a-z]/.test(first) ? 0.62 : 1.02) + Theme.unit * 40)

    width: parent?.width ?? 0
    spacing: Theme.tight

    ChosenBox {
        visible: !answer.open || (answer.field.text ?? "") !== ""
        objectName: "form.field." + (answer.field.name ?? "")
        text: answer.field.text ?? ""
        placeholder: answer.question.vm.words["pick-one"]
        action: answer.question.vm.words[answer.open ? "close" : "change"]
        wrong: answer.question.wrong
        current: answer.open
        onActivated: answer.question.vm.openField(answer.field.name)
    }
    Row {
        visible: answer.open && (answer.field.within ?? "") !== ""
        spacing: Theme.gap
        Label {
            width: implicitWidth
            height: back.height
            verticalAlignment: Text.AlignVCenter
            text: answer.field.within ?? ""
            font.pixelSize: Theme.lead
            font.bold: true
            lineHeight: 1.2
            wrapMode: Text.NoWrap
        }
        Button {
            id: back
            objectName: "form.leave." + (answer.field.name ?? "")
            text: answer.question.vm.words["other-town"]
            onActivated: answer.question.vm.enter(answer.field.name, "")
        }
    }
    Loader {
        width: parent.width
        active: answer.open && ((answer.field.letters ?? []).length > 0 || (answer.field.letters_typed ?? "") !== "")
        visible: active
        sourceComponent: LetterKeys {
            vm: answer.question.vm
            field: answer.field
        }
    }
    EvenGrid {
        visible: answer.open
        columns: Math.max(2, Math.floor((answer.width + spacing) / (answer.wanted + spacing)))
        spacing: Theme.unit * 12

        Repeater {
            model: answer.open ? answer.groups.length : 0
            Tick {
                required property int index
                readonly property string group: answer.groups[index] ?? ""
                objectName: "form.group." + answer.field.name + "." + index
                marked: false
                size: Theme.body
                text: group + " ›"
                label: group
                onActivated: answer.question.vm.enter(answer.field.name, group)
            }
        }
        Repeater {
            model: answer.open ? answer.options.length : 0
            Tick {
                required property int index
                readonly property var option: answer.options[index] ?? ({})
                objectName: "form.option." + answer.field.name + "." + (option.index ?? "")
                marked: false
                size: Theme.body
                text: option.label ?? ""
                chosen: option.chosen ?? false
                onActivated: answer.question.vm.choose(answer.field.name, option.index)
            }
        }
    }
}
