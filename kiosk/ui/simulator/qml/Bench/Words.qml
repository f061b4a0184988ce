import QtQuick
import Theme

// One phrase in both languages: Chinese, and English small behind or below it.
Flow {
    id: words

    required property var text // {zh, en}
    property int size: 17
    property bool bold: false
    property color ink: Theme.ink

    spacing: 8

    Text {
        id: zh
        text: words.text.zh
        color: words.ink
        font.family: Theme.family
        font.pixelSize: words.size
        font.bold: words.bold
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        width: Math.min(implicitWidth, words.width > 0 ? words.width : implicitWidth)
    }

    Text {
        text: words.text.en
        color: words.ink
        opacity: 0.75
        font.family: Theme.family
        font.pixelSize: Math.round(words.size * 0.78)
        textFormat: Text.PlainText
        wrapMode: Text.Wrap
        height: Math.max(implicitHeight, zh.height)
        verticalAlignment: Text.AlignVCenter
        width: Math.min(implicitWidth, words.width > 0 ? words.width : implicitWidth)
    }
}
