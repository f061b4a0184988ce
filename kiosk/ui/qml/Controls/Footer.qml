import QtQuick
import QtQuick.Layouts
import Theme

// The ways out, the same on every screen.
Rectangle {
    id: bar

    required property var shell
    readonly property var words: shell.words

    color: Theme.surface
    implicitHeight: row.implicitHeight + Theme.unit * 40

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        height: Theme.stroke
        color: Theme.line
    }

    RowLayout {
        id: row
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.margin
        anchors.rightMargin: Theme.margin
        spacing: Theme.unit * 12

        Button {
            objectName: "footer.back"
            visible: bar.shell.state.can_go_back
            text: bar.words["back"]
            onActivated: bar.shell.goBack()
            padding: Theme.unit * 20
            Layout.fillHeight: true
        }
        Button {
            objectName: "footer.home"
            visible: bar.shell.state.can_go_back && bar.shell.state.session === "active"
            text: bar.words["home"]
            onActivated: bar.shell.goHome()
            padding: Theme.unit * 20
            Layout.fillHeight: true
        }
        Button {
            objectName: "footer.finish"
            visible: bar.shell.state.at_home
            text: bar.words["finish"]
            onActivated: bar.shell.leave()
            padding: Theme.unit * 20
            Layout.fillHeight: true
        }
        Item {
            Layout.fillWidth: true
        }
        Button {
            objectName: "footer.care"
            kind: "quiet"
            text: bar.words[Theme.care ? "care-off" : "care-on"]
            onActivated: bar.shell.toggleCare()
            padding: Theme.unit * 20
            Layout.fillHeight: true
            Layout.maximumWidth: Theme.unit * 190
        }
        Button {
            objectName: "footer.language"
            kind: "quiet"
            text: bar.words["language"]
            onActivated: bar.shell.toggleLanguage()
            padding: Theme.unit * 20
            Layout.fillHeight: true
        }
        Button {
            objectName: "footer.call-staff"
            kind: "quiet"
            text: bar.words["call-staff"] + "\n" + bar.words["hotline"]
            size: Theme.caption
            onActivated: bar.shell.callStaff()
            padding: Theme.unit * 20
            Layout.fillHeight: true
        }
    }
}
