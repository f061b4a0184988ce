pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// The whole screen to write on: a sheet twice as wide as high, and three keys. Points go to the pad's model at
// once, in its own units; the sheet only draws them.
Rectangle {
    id: panel

    required property var pad
    readonly property var now: pad.state
    readonly property var words: pad.words
    readonly property real room: height - head.height - keys.height - Theme.gap * 2 - Theme.margin * 2

    color: Theme.ground

    // Nothing below may be touched.
    MouseArea {
        anchors.fill: parent
    }

    Column {
        id: head
        x: Theme.margin
        y: Theme.margin
        width: parent.width - Theme.margin * 2
        spacing: Theme.tight
        Label {
            width: parent.width
            text: panel.now.title
            font.pixelSize: Theme.heading
            font.bold: true
            lineHeight: 1.1
            Accessible.role: Accessible.Heading
        }
        Label {
            objectName: "form.sign.said"
            width: parent.width
            text: panel.now.trouble === "" ? panel.words["how"] : panel.now.trouble
            color: panel.now.trouble === "" ? Theme.quiet : Theme.alarm
            font.bold: panel.now.trouble !== ""
            lineHeight: 1.25
        }
    }

    Rectangle {
        id: sheet
        anchors.top: head.bottom
        anchors.topMargin: Theme.gap
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width - Theme.margin * 2, panel.room * 2)
        height: width / 2
        radius: Theme.corner
        color: "#ffffff"
        border.color: panel.now.trouble === "" ? Theme.accent : Theme.alarm
        border.width: Theme.stroke * 2

        Rectangle {
            x: parent.width * 0.08
            y: parent.height * 0.78
            width: parent.width * 0.84
            height: Theme.stroke
            color: "#cfc5b2"
        }
        Label {
            anchors.centerIn: parent
            visible: panel.now.empty
            text: panel.words["here"]
            font.pixelSize: Theme.title
            color: Theme.quiet
            opacity: 0.5
            Accessible.ignored: true
        }
        Canvas {
            id: paper
            property var waiting: []
            property bool anew: true
            anchors.fill: parent

            function line(context: var, stroke: var): void {
                const scale = width / 1000;
                context.lineWidth = 9 * scale;
                context.lineCap = "round";
                context.lineJoin = "round";
                context.strokeStyle = "#000000";
                context.beginPath();
                context.moveTo(stroke[0][0] * scale, stroke[0][1] * scale);
                for (const point of stroke)
                    context.lineTo(point[0] * scale + 0.01, point[1] * scale);
                context.stroke();
            }

            onWidthChanged: {
                anew = true;
                requestPaint();
            }
            onPaint: {
                const context = getContext("2d");
                if (anew)
                    context.clearRect(0, 0, width, height);
                for (const stroke of anew ? panel.pad.drawn() : waiting)
                    line(context, stroke);
                anew = false;
                waiting = [];
            }
        }
        MultiPointTouchArea {
            objectName: "form.sign.pad"
            property point last
            anchors.fill: parent
            minimumTouchPoints: 1
            maximumTouchPoints: 1
            Accessible.role: Accessible.Canvas
            Accessible.name: panel.words["here"]

            function place(touch: var): point {
                return Qt.point(touch.x * 1000 / width, touch.y * 1000 / width);
            }
            function draw(to: point): void {
                paper.waiting.push([[last.x, last.y], [to.x, to.y]]);
                last = to;
                paper.requestPaint();
            }
            onPressed: touches => {
                last = place(touches[0]);
                if (panel.pad.down(last.x, last.y))
                    draw(last);
            }
            onUpdated: touches => {
                const to = place(touches[0]);
                if (panel.pad.move(to.x, to.y))
                    draw(to);
            }
            onReleased: panel.pad.up()
            onCanceled: panel.pad.up()
        }
    }

    Row {
        id: keys
        readonly property real cell: (sheet.width - spacing * 2) / 3
        anchors.top: sheet.bottom
        anchors.topMargin: Theme.gap
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.gap
        Button {
            objectName: "form.sign.cancel"
            width: keys.cell
            height: done.height
            kind: "quiet"
            text: panel.words["cancel"]
            onActivated: panel.pad.cancel()
        }
        Button {
            objectName: "form.sign.clear"
            width: keys.cell
            height: done.height
            enabled: !panel.now.empty
            text: panel.words["clear"]
            onActivated: panel.pad.clear()
        }
        Button {
            id: done
            objectName: "form.sign.done"
            width: keys.cell
            kind: "primary"
            size: Theme.lead
            text: panel.words["done"]
            onActivated: panel.pad.finish()
        }
    }

    Connections {
        target: panel.pad
        function onCleared(): void {
            paper.waiting = [];
            paper.anew = true;
            paper.requestPaint();
        }
    }
}
