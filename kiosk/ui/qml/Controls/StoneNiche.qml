pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Shapes
import Theme

// The terminal's emblem: a rock-cut niche of Dazu, a lotus seat, and the halo of many hands, in plain shapes.
Item {
    id: niche

    readonly property real s: Math.min(width / 600, height / 760)

    component Arch: Shape {
        id: arch
        property real inset: 0
        property color tone: Theme.sunken
        readonly property real w: 600 - inset * 2
        x: niche.width / 2 - 300 * niche.s
        y: niche.height / 2 - 380 * niche.s
        width: 600 * niche.s
        height: 760 * niche.s
        ShapePath {
            scale: Qt.size(niche.s, niche.s)
            fillColor: arch.tone
            strokeWidth: -1
            startX: arch.inset
            startY: 760
            PathLine {
                x: arch.inset
                y: 300
            }
            PathArc {
                x: 600 - arch.inset
                y: 300
                radiusX: arch.w / 2
                radiusY: arch.w / 2
            }
            PathLine {
                x: 600 - arch.inset
                y: 760
            }
        }
    }

    component Petal: Shape {
        id: petal
        property real angle: 0
        property real reach: 0
        property real length: 130
        property real breadth: 26
        property color tone: Theme.accent
        property real centreY: 330
        x: niche.width / 2
        y: niche.height / 2 + (centreY - 380) * niche.s
        rotation: angle
        transformOrigin: Item.TopLeft
        width: 1
        height: 1
        ShapePath {
            scale: Qt.size(niche.s, niche.s)
            fillColor: petal.tone
            strokeWidth: -1
            startX: 0
            startY: -petal.reach
            PathQuad {
                x: 0
                y: -petal.reach - petal.length
                controlX: petal.breadth
                controlY: -petal.reach - petal.length * 0.5
            }
            PathQuad {
                x: 0
                y: -petal.reach
                controlX: -petal.breadth
                controlY: -petal.reach - petal.length * 0.5
            }
        }
    }

    Arch {
        tone: "#d9cdb6"
    }
    Arch {
        inset: 34
        tone: "#e6dcc9"
    }
    Arch {
        inset: 62
        tone: Theme.surface
    }

    Repeater {
        model: 25
        Petal {
            required property int index
            angle: -120 + index * 10
            reach: 132
            length: 66
            breadth: 20
            tone: "#cbbd9f"
        }
    }
    Repeater {
        model: 17
        Petal {
            required property int index
            angle: -104 + index * 13
            reach: 70
            length: 84
            breadth: 24
        }
    }
    Rectangle {
        width: 104 * niche.s
        height: width
        radius: width / 2
        x: niche.width / 2 - width / 2
        y: niche.height / 2 + (330 - 380) * niche.s - height / 2
        color: Theme.accent
    }
    Label {
        x: niche.width / 2 - width / 2
        y: niche.height / 2 + (330 - 380) * niche.s - height / 2
        text: "足"
        lineHeight: 1
        font.family: "Noto Serif CJK SC"
        font.bold: true
        font.pixelSize: 60 * niche.s
        color: Theme.inverse
        Accessible.ignored: true
    }
    Repeater {
        model: [-78, -52, -26, 0, 26, 52, 78]
        Petal {
            required property int modelData
            angle: modelData
            reach: 30
            length: 150
            breadth: 62
            centreY: 660
            tone: Math.abs(modelData) % 52 === 26 ? "#cbbd9f" : "#d9cdb6"
        }
    }
    Rectangle {
        width: 380 * niche.s
        height: 26 * niche.s
        radius: height / 2
        x: niche.width / 2 - width / 2
        y: niche.height / 2 + (650 - 380) * niche.s
        color: Theme.accent
    }
}
