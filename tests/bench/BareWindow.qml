import QtQuick

Window {
    width: 1080
    height: 1920
    visible: true

    Text {
        anchors.centerIn: parent
        text: "大足区 24小时自助服务区"
        font.pixelSize: 48
    }
}
