pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// A repeating group: a card for each row, and one large key that adds another.
Column {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property var group: field.group ?? ({})
    readonly property var cards: group.cards ?? []

    width: parent?.width ?? 0
    spacing: Theme.gap

    Label {
        width: parent.width
        visible: text !== ""
        text: answer.group.limits ?? ""
        color: Theme.quiet
        lineHeight: 1.25
    }
    Repeater {
        model: answer.cards.length
        RowCard {
            required property int index
            vm: answer.question.vm
            row: answer.cards[index] ?? ({})
        }
    }
    Label {
        width: parent.width
        visible: text !== ""
        text: answer.group.empty ?? ""
        lineHeight: 1.25
    }
    Button {
        // Where a page has but one list, its key stands with the page's actions, always in sight.
        objectName: "form.add." + (answer.field.name ?? "")
        visible: text !== "" && answer.question.vm.state.add_to !== answer.field.name
        width: parent.width
        height: Math.max(implicitHeight, Theme.target * 1.2)
        size: Theme.lead
        text: (answer.group.add ?? "") === "" ? "" : "＋ " + answer.group.add
        label: answer.group.add ?? ""
        onActivated: answer.question.vm.addRow(answer.field.name)
    }
}
