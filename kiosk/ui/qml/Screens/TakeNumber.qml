pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

Page {
    id: page

    required property var vm

    title: vm.words["title"]
    lead: vm.words[vm.state.asking ? "asking-lead" : "lead"]
    sideActions: false

    EvenGrid {
        columns: Theme.landscape ? 2 : 1

        Repeater {
            model: page.vm.state.series.length
            Touchable {
                id: row
                required property int index
                readonly property var series: page.vm.state.series[index] ?? ({})
                objectName: "take-number." + (series.id ?? "")
                implicitHeight: Math.max(Theme.unit * (Theme.landscape ? 160 : 230), words.implicitHeight + Theme.unit * (Theme.landscape ? 44 : 60))
                // One without numbers can be touched too: it leads to what to do instead.
                readonly property bool gives: series.open ?? false
                readonly property bool asking: series.asking ?? false
                label: [series.name, series.detail, series.waiting].filter(words => words).join("，")
                onActivated: page.vm.choose(series.id)

                Rectangle {
                    anchors.fill: parent
                    radius: Theme.corner
                    color: !row.gives ? Theme.sunken : row.pressed || row.asking ? Theme.accentSoft : Theme.surface
                    border.color: row.gives ? Theme.accent : Theme.line
                    border.width: Theme.stroke
                }
                Seal {
                    id: seal
                    anchors.verticalCenter: parent.verticalCenter
                    x: Theme.unit * 36
                    tone: row.gives ? Theme.accent : Theme.quiet
                    character: row.series.prefix ?? ""
                }
                Column {
                    id: words
                    anchors.verticalCenter: parent.verticalCenter
                    x: seal.x + seal.width + Theme.unit * 36
                    width: parent.width - x - Theme.unit * 30
                    spacing: Theme.tight / 2
                    Label {
                        width: parent.width
                        text: row.series.name ?? ""
                        font.pixelSize: Theme.heading
                        font.bold: true
                        lineHeight: 1
                        color: row.gives ? Theme.ink : Theme.quiet
                        Accessible.ignored: true
                    }
                    Flow {
                        width: parent.width
                        spacing: Theme.gap
                        Label {
                            width: Math.min(implicitWidth, parent.width)
                            text: row.series.detail ?? ""
                            color: row.asking ? Theme.accent : Theme.quiet
                            font.bold: row.asking
                            Accessible.ignored: true
                        }
                        Label {
                            visible: row.gives && !row.asking
                            text: row.series.waiting ?? ""
                            color: Theme.accent
                            font.bold: true
                            Accessible.ignored: true
                        }
                    }
                }
            }
        }
    }

    Component {
        id: priority
        Button {
            objectName: "take-number.priority"
            kind: "secondary"
            text: page.vm.words[page.vm.state.priority ? "priority-on" : "priority"]
            onActivated: page.vm.askPriority()
        }
    }

    // Height is for the businesses: in landscape all of a hall's are in sight at once.
    corner: Loader {
        active: Theme.landscape
        visible: active
        width: active ? Math.round(page.width * 0.48) : 0
        sourceComponent: priority
    }
    actions: Loader {
        active: !Theme.landscape
        visible: active
        width: parent?.width ?? 0
        sourceComponent: priority
    }
}
