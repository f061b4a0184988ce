import QtQuick

ChosenBox {
    id: answer

    required property var question
    readonly property var field: question.field

    objectName: "form.field." + (field.name ?? "")
    text: field.text ?? ""
    placeholder: question.vm.words[field.months ? "pick-month" : "pick-date"]
    action: question.vm.words["change"]
    current: field.open ?? false
    wrong: question.wrong
    onActivated: question.vm.openField(field.name)
}
