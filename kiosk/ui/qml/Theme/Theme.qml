pragma Singleton
import QtQuick

// Every colour, size and duration of the terminal. Sandstone, ink, and one accent: the mineral green that is
// left on Dazu's carvings. Contrast is checked by tests/ui/test_ui_theme.py.
QtObject {
    id: theme

    // Set by Main.qml from the shell and the window.
    property bool care: false
    property real width: 1080
    property real height: 1920
    property real diagonalInch: 32

    readonly property bool landscape: width > height
    readonly property string family: "Noto Sans CJK SC"

    // One unit is 1/1080 of the short side; `mm` is real millimetres on the configured panel.
    readonly property real unit: Math.min(width, height) / 1080
    readonly property real mm: Math.sqrt(width * width + height * height) / (diagonalInch * 25.4)

    readonly property color ground: care ? "#ffffff" : "#f5f1e8"
    readonly property color surface: care ? "#ffffff" : "#fffdf9"
    readonly property color sunken: care ? "#f1efea" : "#ece5d7"
    readonly property color line: care ? "#3a352c" : "#cfc5b2"
    readonly property color ink: care ? "#12100c" : "#26221b"
    readonly property color quiet: care ? "#3a352c" : "#5c5345"
    readonly property color accent: care ? "#0f4639" : "#1b5e4e"
    readonly property color accentPressed: care ? "#08291f" : "#123f34"
    readonly property color accentSoft: care ? "#e3efe9" : "#e2ece5"
    readonly property color inverse: "#ffffff"
    readonly property color alarm: care ? "#7d1712" : "#98281c"
    readonly property color alarmSoft: care ? "#fbeae6" : "#f8e6e0"
    readonly property color scrim: "#b3211d17"

    // Character sizes in pixels: never under 5 mm (care: 8 mm) whatever the panel.
    readonly property real smallest: mm * (care ? 8 : 5)
    readonly property int caption: Math.max(unit * (care ? 32 : 25), smallest)
    readonly property int body: Math.max(unit * (care ? 38 : 30), smallest)
    readonly property int lead: Math.max(unit * (care ? 46 : 36), smallest)
    readonly property int heading: Math.max(unit * (landscape ? (care ? 50 : 42) : (care ? 56 : 46)), smallest)
    readonly property int title: Math.max(unit * (landscape ? (care ? 58 : 50) : (care ? 68 : 58)), smallest)
    readonly property int display: Math.max(unit * (care ? 96 : 84), smallest)
    readonly property int number: Math.max(unit * (landscape ? (care ? 140 : 170) : care ? 205 : 230), smallest)
    // The typeface's own line is 1.45 em, above the 1.3 that elder mode asks for (DOMAIN §8).
    readonly property real leading: 1.04

    // Finger sizes: 15 mm, in care mode 20 mm, and never smaller than looks right.
    readonly property int target: Math.max(unit * (care ? 108 : 88), mm * (care ? 20 : 15))
    readonly property int gap: Math.max(unit * 24, mm * 4)
    readonly property int tight: unit * 12
    readonly property int margin: unit * (landscape ? 48 : 56)
    readonly property int corner: unit * 10
    readonly property int stroke: Math.max(2, unit * (care ? 3 : 2))

    readonly property int moment: 120
}
