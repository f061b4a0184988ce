pragma ComponentBehavior: Bound
import QtQuick
import Controls
import Theme

// Which papers may be photographed; over it the camera, and the picture just taken.
Item {
    id: screen

    required property var vm
    readonly property var now: vm.state
    readonly property var words: vm.words

    Page {
        anchors.fill: parent
        visible: screen.now.stage === ""
        title: screen.words["title"]
        lead: screen.now.lead

        Notice {
            objectName: "photos.notice"
            text: screen.now.notice
        }
        Repeater {
            model: screen.now.materials.length
            Card {
                id: card
                required property int index
                readonly property var material: screen.now.materials[index] ?? ({})
                Label {
                    width: parent.width
                    text: card.material.name ?? ""
                    font.pixelSize: Theme.lead
                    font.bold: true
                    lineHeight: 1.2
                }
                Label {
                    width: parent.width
                    visible: text !== ""
                    text: card.material.note ?? ""
                    color: Theme.quiet
                }
                Label {
                    objectName: "photos.told." + card.index
                    width: parent.width
                    text: card.material.told ?? ""
                    lineHeight: 1.2
                }
                Flow {
                    width: parent.width
                    spacing: Theme.gap
                    visible: (card.material.thumbs ?? []).length > 0
                    Repeater {
                        model: (card.material.thumbs ?? []).length
                        Column {
                            id: thumb
                            required property int index
                            readonly property var photo: card.material.thumbs?.[index] ?? ({})
                            spacing: Theme.tight
                            Rectangle {
                                width: remove.width
                                height: width
                                color: Theme.sunken
                                Image {
                                    anchors.fill: parent
                                    anchors.margins: Theme.tight / 2
                                    fillMode: Image.PreserveAspectFit
                                    source: thumb.photo.picture ?? ""
                                    cache: false
                                }
                            }
                            Button {
                                id: remove
                                objectName: "photos.remove." + (thumb.photo.index ?? "")
                                kind: "quiet"
                                width: Math.max(implicitWidth, Theme.target * 2)
                                text: screen.words["remove"]
                                onActivated: screen.vm.remove(thumb.photo.index)
                                Accessible.name: text + " " + (card.material.name ?? "") + " " + (thumb.index + 1)
                            }
                        }
                    }
                }
                Button {
                    objectName: "photos.take." + card.index
                    visible: text !== ""
                    width: parent.width
                    text: card.material.take ?? ""
                    onActivated: screen.vm.take(card.index)
                    Accessible.name: text + " " + (card.material.name ?? "")
                }
            }
        }

        actions: Button {
            objectName: "photos.next"
            width: parent?.width ?? 0
            kind: "primary"
            size: Theme.lead
            text: screen.now.next_label
            onActivated: screen.vm.next()
        }
    }

    Loader {
        anchors.fill: parent
        active: screen.now.stage !== ""
        sourceComponent: Viewfinder {
            vm: screen.vm
        }
    }
}
