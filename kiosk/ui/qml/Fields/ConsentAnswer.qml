import QtQuick

Tick {
    id: answer

    required property var question
    readonly property var field: question.field

    objectName: "form.option." + (field.name ?? "") + ".0"
    square: true
    text: field.label ?? ""
    chosen: field.options?.[0]?.chosen ?? false
    wrong: question.wrong
    onActivated: question.vm.choose(field.name, 0)
}
