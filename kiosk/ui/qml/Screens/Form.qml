pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Fields
import Keyboard
import Theme

// Questions above or left, the keyboard below or right: what is typed is always in sight.
Item {
    id: screen

    required property var vm
    readonly property var now: vm.state
    readonly property bool typing: board.visible || dates.visible
    onTypingChanged: if (!typing)
        page.scroller.busyWith = null
    readonly property int tickSize: Theme.landscape ? Theme.body : Theme.lead
    readonly property real dock: Math.round(width * 0.52)

    // What is wrong stands beside the questions where it has room there, else above them. Asked once a page:
    // moved back, it would be too long again.
    property bool crowded: false
    readonly property bool overfull: page.overfull
    onOverfullChanged: if (overfull)
        crowded = true

    function bring(name: string): void {
        for (let index = 0; index < questions.count; index++) {
            const question = questions.itemAt(index) as Question;
            if (question?.field.name === name) {
                page.scroller.show(question);
                page.scroller.busyWith = typing ? question : null;
            }
        }
    }

    Connections {
        target: screen.vm
        function onTurned(): void {
            screen.crowded = false;
            page.scroller.toTop();
        }
        function onAsked(name: string): void {
            // After the keyboard has taken its room.
            Qt.callLater(screen.bring, name);
        }
    }

    Page {
        id: page
        anchors.left: parent.left
        anchors.top: parent.top
        width: screen.typing && Theme.landscape ? parent.width - screen.dock : parent.width
        height: screen.typing && !Theme.landscape ? parent.height - Math.max(board.height, dates.height) : parent.height
        sideWidth: Math.round(width * (screen.now.step === 0 ? 0.36 : 0.27))
        title: screen.now.title
        lead: screen.now.lead + (screen.now.progress === "" ? "" : "　" + screen.now.progress)

        Row {
            id: progress
            visible: screen.now.step > 0
            width: parent.width
            spacing: Theme.tight / 2
            Repeater {
                model: screen.now.step > 0 ? screen.now.steps : 0
                Rectangle {
                    required property int index
                    width: (progress.width + progress.spacing) / screen.now.steps - progress.spacing
                    height: Theme.unit * 10
                    radius: height / 2
                    color: index < screen.now.step ? Theme.accent : Theme.sunken
                }
            }
        }
        Advice {
            aside: false
        }
        Card {
            visible: screen.now.notice.length > 0
            Repeater {
                model: screen.now.notice.length
                Fact {
                    required property int index
                    readonly property var clause: screen.now.notice[index] ?? ({})
                    label: clause.title ?? ""
                    text: clause.text ?? ""
                }
            }
        }
        Repeater {
            id: questions
            model: screen.now.fields.length
            Question {
                required property int index
                vm: screen.vm
                field: screen.now.fields[index] ?? ({})
            }
        }

        actions: [
            Advice {
                aside: true
            },
            // Beside 开始填写, always in sight: the notice above it may be longer than the screen.
            Tick {
                objectName: "form.consent"
                visible: screen.now.step === 0
                square: true
                size: screen.tickSize
                text: screen.vm.words["consent"]
                chosen: screen.now.consented
                wrong: screen.now.errors.length > 0 && !chosen
                onActivated: screen.vm.toggleConsent()
            },
            Tick {
                objectName: "form.consent-sensitive"
                visible: screen.now.step === 0 && text !== ""
                square: true
                size: screen.tickSize
                text: screen.now.sensitive
                chosen: screen.now.consented_sensitive
                wrong: screen.now.errors.length > 0 && !chosen
                onActivated: screen.vm.toggleSensitive()
            },
            Button {
                objectName: "form.decline"
                visible: screen.now.step === 0 && text !== ""
                width: parent?.width ?? 0
                kind: "quiet"
                text: screen.now.decline
                onActivated: screen.vm.decline()
            },
            Button {
                objectName: "form.add." + screen.now.add_to
                visible: !screen.typing && screen.now.add_to !== ""
                width: parent?.width ?? 0
                size: Theme.lead
                text: "＋ " + screen.now.add_label
                label: screen.now.add_label
                onActivated: screen.vm.addRow(screen.now.add_to)
            },
            Button {
                objectName: "form.next"
                visible: !screen.typing
                width: parent?.width ?? 0
                kind: "primary"
                size: Theme.lead
                text: screen.now.next_label
                onActivated: screen.vm.next()
            }
        ]
    }

    // What is wrong on this page and what the card reader says: above the questions, or beside them.
    component Advice: Column {
        property bool aside
        // Beside the notice there is only room for the ticks.
        readonly property bool shown: !screen.typing && (Theme.landscape && screen.now.step > 0 && !screen.crowded) === aside
        width: parent?.width ?? 0
        visible: shown && (screen.now.errors.length > 0 || screen.now.card !== "")
        spacing: Theme.tight
        ErrorSummary {
            title: screen.vm.words["errors-title"]
            errors: parent.shown ? screen.now.errors : []
            onChosen: field => screen.vm.lead(field)
        }
        Notice {
            objectName: "form.card"
            visible: text !== "" && screen.now.errors.length === 0
            kind: screen.now.card_alarm ? "alarm" : "plain"
            text: screen.now.card
        }
        Button {
            objectName: "form.card.swap"
            visible: screen.now.card_swap !== "" && screen.now.errors.length === 0
            width: parent?.width ?? 0
            text: screen.now.card_swap
            onActivated: screen.vm.swapPeople()
        }
    }

    Keyboard {
        id: board
        board: screen.vm.keyboard
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.landscape ? screen.dock : parent.width
    }
    DatePanel {
        id: dates
        chooser: screen.vm.chooser
        closeWords: screen.vm.words["close"]
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        width: Theme.landscape ? screen.dock : parent.width
        onClosed: screen.vm.putAway()
    }

    Loader {
        anchors.fill: parent
        active: screen.vm.pad.state.shown
        sourceComponent: SignaturePanel {
            pad: screen.vm.pad
        }
    }

    Loader {
        anchors.fill: parent
        active: screen.now.removing !== ""
        sourceComponent: Panel {
            Label {
                width: parent.width
                text: screen.now.removing
                font.pixelSize: Theme.heading
                font.bold: true
                lineHeight: 1.2
            }
            Label {
                width: parent.width
                text: screen.vm.words["row-remove-body"]
            }
            Button {
                objectName: "form.remove.no"
                width: parent.width
                kind: "primary"
                text: screen.vm.words["row-remove-no"]
                onActivated: screen.vm.keepRow()
            }
            Button {
                objectName: "form.remove.yes"
                width: parent.width
                kind: "alarm"
                text: screen.vm.words["row-remove-yes"]
                onActivated: screen.vm.removeRowNow()
            }
        }
    }
}
