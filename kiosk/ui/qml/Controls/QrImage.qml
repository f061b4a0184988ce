import QtQuick
import Theme

// Whole pixels per module and no smoothing, so that any phone reads it.
Rectangle {
    id: qr

    property string source
    property string caption
    property real size: Theme.unit * 300

    width: size
    height: size
    color: "#ffffff"
    Accessible.role: Accessible.Graphic
    Accessible.name: caption

    Image {
        readonly property int module: Math.max(1, Math.floor((qr.size - Theme.stroke * 2) / Math.max(1, implicitWidth)))
        anchors.centerIn: parent
        width: implicitWidth * module
        height: width
        source: qr.source
        smooth: false
        cache: false
    }
}
