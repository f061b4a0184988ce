import QtQuick
import QtQuick.Layouts
import Theme

// A titled group on the bench.
ColumnLayout {
    id: section

    required property var title
    default property alias content: inside.data

    spacing: 10

    Words {
        text: section.title
        size: 15
        bold: true
        ink: Theme.quiet
        Layout.fillWidth: true
    }

    ColumnLayout {
        id: inside
        spacing: 8
        Layout.fillWidth: true
    }
}
