pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// Several lines; otherwise as TextAnswer.
Entry {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property var vm: question.vm
    readonly property string value: field.text ?? ""

    function take(): void {
        vm.setText(field.name, input.text);
    }

    width: parent?.width ?? 0
    height: Math.max(Theme.target * 2, input.implicitHeight + Theme.unit * 40)
    current: input.activeFocus
    wrong: question.wrong
    onValueChanged: if (input.text !== value)
        input.text = value

    TextEdit {
        id: input
        activeFocusOnTab: true
        objectName: "form.field." + (answer.field.name ?? "")
        x: Theme.unit * 28
        y: Theme.unit * 20
        width: parent.width - Theme.unit * 56
        height: parent.height - Theme.unit * 40
        text: answer.field.text ?? ""
        color: Theme.ink
        wrapMode: TextEdit.Wrap
        textFormat: TextEdit.PlainText
        font.family: Theme.family
        font.pixelSize: Theme.lead
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
        Accessible.name: answer.field.label ?? ""
        onTextChanged: if (activeFocus && text !== answer.value)
            answer.take()
        onActiveFocusChanged: if (activeFocus)
            answer.vm.edit(answer.field.name)
        cursorDelegate: Rectangle {
            width: Theme.stroke * 2
            color: Theme.accent
            visible: input.activeFocus
        }
    }
    Label {
        x: input.x
        y: input.y
        visible: input.text === "" && !input.activeFocus
        text: answer.vm.words["type-here"]
        color: Theme.quiet
        Accessible.ignored: true
    }

    // Over the input, which would keep a finger that means to scroll the page.
    MouseArea {
        anchors.fill: input
        onClicked: touch => {
            input.forceActiveFocus();
            input.cursorPosition = input.positionAt(touch.x, touch.y);
        }
    }

    Connections {
        target: answer.vm.keyboard
        enabled: input.activeFocus
        function onInserted(text: string): void {
            input.insert(input.cursorPosition, text);
        }
        function onErased(): void {
            const end = input.cursorPosition;
            const low = end > 1 && (input.text.charCodeAt(end - 1) & 0xfc00) === 0xdc00;
            if (end > 0)
                input.remove(end - (low ? 2 : 1), end);
        }
        function onDone(): void {
            input.focus = false;
            answer.vm.putAway();
        }
        function onStateChanged(): void {
            if (!answer.vm.keyboard.state.shown)
                input.focus = false;
        }
    }
}
