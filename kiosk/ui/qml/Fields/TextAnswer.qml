pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// The keyboard of our own, a real one and a wedge scanner all end here; the view model holds the answer, and says
// how it looks while it is typed (6222 0200 …).
Entry {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property var vm: question.vm
    readonly property string value: field.text ?? ""

    function take(): void {
        // Groups come and go behind the cursor, so its place is kept by what was typed before it.
        const before = input.text.slice(0, input.cursorPosition).replace(/[^0-9A-Za-z.一-龥]/g, "").length;
        const atEnd = input.cursorPosition === input.text.length;
        const typed = input.text;
        vm.setText(field.name, input.text);
        if (typed === value)
            return;
        input.text = value;
        let place = 0;
        for (let passed = 0; place < value.length && passed < before; place++)
            passed += /[ ,·]/.test(value[place]) ? 0 : 1;
        input.cursorPosition = atEnd ? value.length : place;
    }
    function eraseOne(): void {
        let end = input.cursorPosition;
        while (end > 0 && (field.grouped ?? false) && /[ ,·]/.test(input.text[end - 1]))
            end--;
        if (end === 0)
            return;
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
        activeFocusOnTab: true
        objectName: "form.field." + (answer.field.name ?? "")
        anchors.left: parent.left
        anchors.leftMargin: Theme.unit * 28
        anchors.right: clear.visible ? clear.left : unit.left
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
    Label {
        id: unit
        anchors.right: parent.right
        anchors.rightMargin: text === "" ? 0 : Theme.unit * 28
        anchors.verticalCenter: parent.verticalCenter
        text: answer.field.unit ?? ""
        font.pixelSize: Theme.lead
        color: Theme.quiet
        lineHeight: 1.2
        visible: !clear.visible
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
