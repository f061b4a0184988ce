import QtQuick
import Theme

// A finger writes one character here. The model holds the strokes; only the one being drawn is the pad's own.
Rectangle {
    id: pad

    required property var board
    readonly property var strokes: board.state.strokes
    property var drawing: []

    // In heights of the pad, in both directions, or a wide pad would make every character narrow.
    function scaled(x: real, y: real): var {
        return [x / height, y / height];
    }
    function lift(): void {
        const stroke = drawing;
        drawing = [];
        if (stroke.length > 0)
            board.write(stroke);
    }

    radius: Theme.corner
    color: Theme.surface
    border.color: Theme.line
    border.width: Theme.stroke
    onStrokesChanged: ink.requestPaint()
    onWidthChanged: ink.requestPaint()
    onHeightChanged: ink.requestPaint()

    Accessible.role: Accessible.Canvas
    Accessible.name: board.words["pad"]

    // The square with a cross that children learn to write in.
    Rectangle {
        anchors.centerIn: parent
        width: height
        height: parent.height - Theme.unit * 40
        color: "transparent"
        border.color: Theme.sunken
        border.width: Theme.stroke
        Rectangle {
            anchors.centerIn: parent
            width: Theme.stroke
            height: parent.height
            color: Theme.sunken
        }
        Rectangle {
            anchors.centerIn: parent
            width: parent.width
            height: Theme.stroke
            color: Theme.sunken
        }
    }

    Canvas {
        id: ink
        anchors.fill: parent
        renderStrategy: Canvas.Immediate
        onPaint: {
            const pen = getContext("2d");
            pen.clearRect(0, 0, width, height);
            pen.strokeStyle = Theme.ink;
            pen.lineWidth = Theme.unit * 14;
            pen.lineCap = "round";
            pen.lineJoin = "round";
            for (const stroke of pad.strokes)
                draw(pen, stroke);
            draw(pen, pad.drawing);
        }
        function draw(pen: var, stroke: var): void {
            if (stroke.length === 0)
                return;
            pen.beginPath();
            pen.moveTo(stroke[0][0] * height, stroke[0][1] * height);
            // A dot is a line too, or nobody would see it.
            pen.lineTo(stroke[0][0] * height + 1, stroke[0][1] * height);
            for (let index = 1; index < stroke.length; index++)
                pen.lineTo(stroke[index][0] * height, stroke[index][1] * height);
            pen.stroke();
        }
    }
    MultiPointTouchArea {
        anchors.fill: parent
        maximumTouchPoints: 1
        touchPoints: TouchPoint {
            id: finger
        }
        onPressed: {
            pad.drawing = [pad.scaled(finger.x, finger.y)];
            ink.requestPaint();
        }
        onUpdated: {
            if (finger.pressed)
                pad.drawing.push(pad.scaled(finger.x, finger.y));
            ink.requestPaint();
        }
        onReleased: pad.lift()
        onCanceled: pad.lift()
    }
}
