pragma ComponentBehavior: Bound
import QtQuick
import Theme

// Choices as rows, side by side where they are short and there is room.
Grid {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property var options: field.options ?? []
    readonly property int longest: options.reduce((most, option) => Math.max(most, option.label.length), 0)
    readonly property bool twoColumns: width > Theme.unit * 900 && longest * Theme.lead < width * 0.36

    width: parent?.width ?? 0
    columns: twoColumns && options.length > 2 ? 2 : 1
    spacing: Theme.unit * 16

    Repeater {
        model: answer.options.length
        Tick {
            required property int index
            readonly property var option: answer.options[index] ?? ({})
            objectName: "form.option." + answer.field.name + "." + index
            width: (answer.width - answer.spacing * (answer.columns - 1)) / answer.columns
            text: option.label ?? ""
            chosen: option.chosen ?? false
            square: answer.field.many ?? false
            wrong: answer.question.wrong
            onActivated: answer.question.vm.choose(answer.field.name, index)
        }
    }
}
