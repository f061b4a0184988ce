pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Rectangle {
    id: main

    required property var shell
    required property real diagonalInch
    // Two screens may be drawn by one file (a form and a situation's questions), each with its own model.
    readonly property string shown: shell.state.qml === "" ? "" : shell.state.screen + " " + shell.state.qml
    readonly property var cards: shell.model("card")
    readonly property var scans: shell.model("scan")
    property bool bound: false // presented once everything is bound, not twice

    function present(): void {
        const [screen, file] = shown.split(" ");
        if (file === undefined)
            loader.source = "";
        else
            loader.setSource("Screens/" + file + ".qml", {
                "vm": main.shell.model(screen)
            });
    }

    color: Theme.ground
    onShownChanged: if (bound)
        present()
    Component.onCompleted: {
        bound = true;
        present();
    }

    Binding {
        target: Theme
        property: "care"
        value: main.shell.state.care
    }
    Binding {
        target: Theme
        property: "width"
        value: main.width
        when: main.width > 0
    }
    Binding {
        target: Theme
        property: "height"
        value: main.height
        when: main.height > 0
    }
    Binding {
        target: Theme
        property: "diagonalInch"
        value: main.diagonalInch
    }
    Binding {
        target: Phrases
        property: "words"
        value: main.shell.words
    }

    Header {
        id: header
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        header: main.shell.state.header
    }
    Strip {
        id: strip
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: header.bottom
        text: main.cards.state.told || main.scans.state.told
        alarm: main.cards.state.told !== "" ? main.cards.state.alarm : main.scans.state.alarm
    }
    Loader {
        id: loader
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: strip.bottom
        anchors.bottom: footer.top
    }
    Footer {
        id: footer
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        shell: main.shell
    }

    Loader {
        // The footer stays free: help, large text and English are one touch away here too.
        anchors.fill: parent
        anchors.bottomMargin: footer.height
        active: main.cards.state.forgotten
        sourceComponent: CardForgotten {
            cards: main.cards
        }
    }
    Loader {
        anchors.fill: parent
        active: main.cards.state.other
        sourceComponent: CardOther {
            cards: main.cards
        }
    }
    Loader {
        anchors.fill: parent
        active: main.shell.state.help_open
        sourceComponent: HelpPanel {
            shell: main.shell
        }
    }
    Loader {
        anchors.fill: parent
        active: main.shell.state.session === "warning"
        sourceComponent: IdlePanel {
            shell: main.shell
            cards: main.cards
        }
    }
}
