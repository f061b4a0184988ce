pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// The keyboard of our own, a real one and a wedge scanner all end here; the view model holds the answer.
Entry {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property var vm: question.vm
    readonly property string value: field.text ?? ""

    function take(): void {
        vm.setText(field.name, input.text);
    }
    function eraseOne(): void {
        const end = input.cursorPosition;
        // Characters beyond the basic plane (𬭎) are two units; half of one must never stay behind.
        const low = end > 1 && (input.text.charCodeAt(end - 1) & 0xfc00) === 0xdc00;
        input.remove(end - (low ? 2 : 1), end);
        take();
    }

    width: parent?.width ?? 0
    height: Math.max(Theme.target, input.implicitHeight + Theme.tight * 2)
    current: input.activeFocus
    wrong: question.wrong
    onValueChanged: if (input.text !== value)
        input.text = value

    TextInput {
        id: input
        objectName: "form.field." + (answer.field.name ?? "")
        anchors.left: parent.left
        anchors.leftMargin: Theme.unit * 28
        anchors.right: clear.visible ? clear.left : parent.right
        anchors.rightMargin: Theme.unit * 20
        height: parent.height
        verticalAlignment: TextInput.AlignVCenter
        clip: true
        text: answer.field.text ?? ""
        color: Theme.ink
        selectionColor: Theme.accentSoft
        selectedTextColor: Theme.ink
        font.family: Theme.family
        font.pixelSize: Theme.lead
        // No input method of the system's: it may remember.
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
        Accessible.name: answer.field.label ?? ""
        onTextEdited: answer.take()
        onAccepted: answer.vm.putAway()
        onActiveFocusChanged: if (activeFocus)
            answer.vm.edit(answer.field.name)
        cursorDelegate: Rectangle {
            width: Theme.stroke * 2
            color: Theme.accent
            visible: input.activeFocus
        }
    }
    Label {
        anchors.fill: input
        verticalAlignment: Text.AlignVCenter
        visible: input.text === "" && !input.activeFocus
        text: answer.vm.words["type-here"]
        color: Theme.quiet
        elide: Text.ElideRight
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
    Touchable {
        id: clear
        objectName: "form.clear." + (answer.field.name ?? "")
        visible: input.text !== "" && input.activeFocus
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: words.implicitWidth + Theme.unit * 48
        height: parent.height
        activeFocusOnTab: false
        label: answer.vm.words["clear"]
        onActivated: {
            input.text = "";
            answer.take();
        }
        Label {
            id: words
            anchors.centerIn: parent
            text: answer.vm.words["clear"]
            color: Theme.accent
            lineHeight: 1
            Accessible.ignored: true
        }
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
            answer.take();
        }
        function onErased(): void {
            if (input.cursorPosition > 0)
                answer.eraseOne();
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
