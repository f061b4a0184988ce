pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// One question: its words, how it is answered, and what is wrong with the answer.
Item {
    id: question

    required property var vm
    property var field: ({})
    // A look is bound before what else the answer reads of its question: built then, it would be built twice,
    // the first time over a question that may not know its view model yet.
    property bool bound: false
    readonly property bool wrong: (field.error ?? "") !== ""
    readonly property string look: field.locked ? "Locked" : ({
            "text": "Text",
            "long": "Long",
            "rows": "Rows",
            "pair": "Pair",
            "grid": "Grid",
            "date": "Date",
            "consent": "Consent",
            "list": "List",
            "sign": "Sign"
        })[field.look] ?? ""

    width: parent?.width ?? 0
    implicitHeight: column.implicitHeight
    objectName: "form.question." + (field.name ?? "")

    onLookChanged: if (bound)
        build()
    Component.onCompleted: {
        bound = true;
        build();
    }

    function build(): void {
        if (look === "")
            answer.source = "";
        else
            answer.setSource(look + "Answer.qml", {
                "question": question
            });
    }

    Rectangle {
        visible: question.wrong
        x: -Theme.unit * 24
        width: Theme.unit * 8
        height: parent.height
        color: Theme.alarm
    }

    Column {
        id: column
        width: parent.width
        spacing: Theme.tight

        Label {
            width: parent.width
            visible: question.field.look !== "consent" && !question.field.locked && !question.field.headed
            text: (question.field.label ?? "") + (question.field.optional ? question.vm.words["optional"] : "")
            font.pixelSize: Theme.lead
            font.bold: true
            lineHeight: 1.2
        }
        Label {
            width: parent.width
            visible: text !== "" && !question.field.locked
            text: (question.field.hint ?? "") + (question.field.many ? ((question.field.hint ?? "") === "" ? "" : " · ") + question.vm.words["many"] : "")
            color: Theme.quiet
            lineHeight: 1.25
        }
        Row {
            visible: question.wrong
            width: parent.width
            spacing: Theme.tight
            Sign {
                id: sign
                tone: "bad"
                // Beside the first line, where the eye begins to read.
                y: (trouble.implicitHeight / Math.max(1, trouble.lineCount) - height) / 2
            }
            Label {
                id: trouble
                objectName: "form.error." + (question.field.name ?? "")
                width: parent.width - sign.width - parent.spacing
                text: question.field.error ?? ""
                color: Theme.alarm
                font.bold: true
                lineHeight: 1.25
            }
        }
        Loader {
            id: answer
            width: parent.width
        }
        Label {
            objectName: "form.echo." + (question.field.name ?? "")
            width: parent.width
            visible: text !== ""
            text: question.field.echo ?? ""
            color: Theme.accent
            font.bold: true
            lineHeight: 1.25
        }
    }
}
