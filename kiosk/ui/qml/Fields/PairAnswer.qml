pragma ComponentBehavior: Bound
import QtQuick
import Theme

// Yes and no, side by side.
Row {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property var options: field.options ?? []

    width: parent?.width ?? 0
    spacing: Theme.gap

    Repeater {
        model: answer.options.length
        Tick {
            required property int index
            readonly property var option: answer.options[index] ?? ({})
            objectName: "form.option." + answer.field.name + "." + index
            width: (answer.width - answer.spacing) / 2
            text: option.label ?? ""
            chosen: option.chosen ?? false
            wrong: answer.question.wrong
            onActivated: answer.question.vm.choose(answer.field.name, index)
        }
    }
}
