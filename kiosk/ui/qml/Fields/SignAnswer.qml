import QtQuick
import Controls
import Theme

// What was signed, or the place to sign: a touch opens the pad.
Touchable {
    id: answer

    required property var question
    readonly property var field: question.field
    readonly property bool signed: (field.picture ?? "") !== ""

    objectName: "form.field." + (field.name ?? "")
    width: parent?.width ?? 0
    height: Theme.target * 2.4
    label: (field.label ?? "") + "，" + (signed ? field.text + "，" + question.vm.words["sign-again"] : question.vm.words["sign-here"])
    onActivated: question.vm.openField(field.name)

    Entry {
        anchors.fill: parent
        current: answer.field.open ?? false
        wrong: answer.question.wrong
    }
    Label {
        anchors.centerIn: parent
        visible: !answer.signed
        text: "✎ " + answer.question.vm.words["sign-here"]
        font.pixelSize: Theme.lead
        font.bold: true
        color: Theme.accent
        lineHeight: 1.2
        Accessible.ignored: true
    }
    Rectangle {
        anchors.left: parent.left
        anchors.leftMargin: Theme.unit * 20
        anchors.verticalCenter: parent.verticalCenter
        visible: answer.signed
        width: picture.width + Theme.tight
        height: parent.height - Theme.unit * 24
        color: "#ffffff"
        Image {
            id: picture
            anchors.centerIn: parent
            height: parent.height
            width: height * 2
            fillMode: Image.PreserveAspectFit
            source: answer.field.picture ?? ""
            cache: false
        }
    }
    Label {
        visible: answer.signed
        anchors.right: parent.right
        anchors.rightMargin: Theme.unit * 28
        anchors.verticalCenter: parent.verticalCenter
        text: answer.question.vm.words["sign-again"]
        color: Theme.accent
        lineHeight: 1.2
        Accessible.ignored: true
    }
}
