pragma ComponentBehavior: Bound
import QtQuick
import Theme

// Many short choices (27 towns, 56 peoples) as a grid that closes over its answer.
Column {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property var options: field.options ?? []
    readonly property bool open: field.open ?? false
    readonly property int longest: options.reduce((most, option) => Math.max(most, option.label.length), 0)
    readonly property real wanted: Math.max(Theme.target * 1.9, Math.min(longest, 12) * Theme.body * (/[a-z]/.test(options[0]?.label ?? "") ? 0.62 : 1.02) + Theme.unit * 40)

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
    Grid {
        id: grid
        visible: answer.open
        columns: Math.max(2, Math.floor((answer.width + spacing) / (answer.wanted + spacing)))
        spacing: Theme.unit * 12
        readonly property real cell: (answer.width - spacing * (columns - 1)) / columns

        Repeater {
            model: answer.open ? answer.options.length : 0
            Tick {
                required property int index
                readonly property var option: answer.options[index] ?? ({})
                objectName: "form.option." + answer.field.name + "." + index
                width: grid.cell
                marked: false
                size: Theme.body
                text: option.label ?? ""
                chosen: option.chosen ?? false
                onActivated: answer.question.vm.choose(answer.field.name, index)
            }
        }
    }
}
