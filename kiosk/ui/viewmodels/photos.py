"""Photos of materials, between form and check. Nobody must: what is not photographed is handed in later."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtGui import QImage

from kiosk.domain.attachment import JPEG, MAX_BYTES, MAX_COUNT, Attachment
from kiosk.domain.item import Material
from kiosk.domain.text import Language
from kiosk.ui.devices.photo import photo_of, preview_url
from kiosk.ui.viewmodel import State, ViewModel
from kiosk.ui.viewmodels.bars import Say
from kiosk.ui.viewmodels.draft import Draft

if TYPE_CHECKING:
    from kiosk.ui.devices.camera import Camera
    from kiosk.ui.shell import Shell

_PREVIEW_SIDE, _THUMB_SIDE = 900, 240
_PREVIEW_EVERY_S = 0.1
_PATIENCE_S = 5.0  # until a camera that shows nothing is called silent


class Thumb(State, frozen=True, kw_only=True):
    index: int  # among all photos of the case
    picture: str


class MaterialState(State, frozen=True, kw_only=True):
    name: str
    note: str
    told: str
    take: str  # the key's word; empty where none can be taken
    thumbs: tuple[Thumb, ...] = ()


class PhotosState(State, frozen=True, kw_only=True):
    """`stage`: empty (the list), live, taken, trouble."""

    lead: str = ""
    notice: str = ""
    materials: tuple[MaterialState, ...] = ()
    next_label: str = ""
    stage: str = ""
    taking: str = ""
    seen: bool = False


def derive_photos(
    materials: tuple[Material, ...],
    photos: tuple[Attachment, ...],
    thumbs: tuple[str, ...],
    has_camera: bool,
    language: Language,
    say: Say,
) -> PhotosState:
    """The list. `thumbs` are the photos as small pictures, in the same order."""
    full = len(photos) >= MAX_COUNT
    shown = []
    for material in materials:
        mine = [index for index, photo in enumerate(photos) if photo.material == material.name.zh]
        take = say("take-more" if mine else "take") if has_camera and not full else ""
        shown.append(
            MaterialState(
                name=material.name.in_(language),
                note=material.note.in_(language),
                told=photos_told(len(mine), has_camera, say),
                take=take,
                thumbs=tuple(Thumb(index=index, picture=thumbs[index]) for index in mine),
            )
        )
    return PhotosState(
        notice=_notice(has_camera, full, say),
        materials=tuple(shown),
        next_label=say("to-check" if photos or not has_camera else "skip"),
    )


def photos_told(count: int, has_camera: bool, say: Say) -> str:
    if count:
        return say("count", count=count)
    return say("none") if has_camera else say("at-window")


def _notice(has_camera: bool, full: bool, say: Say) -> str:
    if not has_camera:
        return say("no-camera")
    return say("full", most=MAX_COUNT) if full else say("optional")


class PhotosViewModel(ViewModel):
    screen: ClassVar[str] = "photos"
    qml: ClassVar[str] = "Photos"

    previewChanged = Signal()  # noqa: N815

    def __init__(self, shell: Shell, draft: Draft, camera: Camera | None) -> None:
        super().__init__(shell, PhotosState())
        self._draft = draft
        self._camera = camera
        self._small: dict[Attachment, str] = {}
        self._stage = ""
        self._taking: Material | None = None
        self._frame = QImage()
        self._preview = ""
        self._started_s = self._previewed_s = 0.0
        if camera is not None:
            camera.setParent(self)
            camera.frame.connect(self._see)
            camera.failed.connect(self._fail)
        # 首页 and a wipe lead away without asking this screen; the camera must not go on looking.
        shell.stateChanged.connect(self._leave_unseen)

    # -- from the shell ----------------------------------------------------------------------------------

    def open(self, arguments: Mapping[str, str]) -> None:
        del arguments
        self._end_taking()
        self._draft.photos_offered = True
        self.refresh()

    def back(self) -> bool:
        if not self._stage:
            return False
        self.close()
        return True

    def refresh(self) -> None:
        item = self._draft.item
        if item is None:
            self._show(PhotosState())
            return
        waited_s = self.shell.clock.monotonic_s() - self._started_s
        if self._stage == "live" and not self._preview and waited_s > _PATIENCE_S:
            self._fail()
            return
        materials = self._draft.photographed
        state = derive_photos(
            materials, self._draft.photos, self._thumbs(), self._camera is not None, self.language, self.say
        )
        self._show(
            PhotosState(
                lead=item.plain_name.in_(self.language),
                notice=state.notice,
                materials=state.materials,
                next_label=state.next_label,
                stage=self._stage,
                taking=self._taking.name.in_(self.language) if self._taking is not None else "",
                seen=bool(self._preview),
            )
        )

    def forget(self) -> None:
        self._end_taking()
        self._small = {}
        self._draft.forget()
        self.refresh()

    # -- from the fingers --------------------------------------------------------------------------------

    @Slot(int)
    def take(self, material: int) -> None:
        """拍照 beside a material."""
        if self._camera is None or len(self._draft.photos) >= MAX_COUNT:
            return
        self._taking = self._draft.photographed[material]
        self._look()

    @Slot()
    def shoot(self) -> None:
        if self._stage == "live" and self._camera is not None and not self._frame.isNull():
            self._camera.stop()
            self._stage = "taken"
            self.refresh()

    @Slot()
    def retake(self) -> None:
        """Also 再试一次 after the camera failed."""
        if self._stage in ("taken", "trouble"):
            self._look()

    @Slot()
    def use(self) -> None:
        if self._stage != "taken" or self._taking is None:
            return
        data = photo_of(self._frame, MAX_BYTES)
        photo = Attachment(material=self._taking.name.zh, media_type=JPEG, data=data)
        self._draft.photos = (*self._draft.photos, photo)
        self.close()

    @Slot(int)
    def remove(self, index: int) -> None:
        photos = self._draft.photos
        self._draft.photos = photos[:index] + photos[index + 1 :]
        self.refresh()

    @Slot()
    def close(self) -> None:
        """先不拍: back to the list."""
        self._end_taking()
        self.refresh()

    @Slot()
    def next(self) -> None:
        self._end_taking()
        self.shell.go("check")

    # -- inside ------------------------------------------------------------------------------------------

    def _look(self) -> None:
        self._end_taking(keep_material=True)
        self._stage = "live"
        self._started_s = self.shell.clock.monotonic_s()
        self.refresh()
        if self._camera is not None:
            self._camera.start()

    @Slot(QImage)
    def _see(self, image: QImage) -> None:
        if self._stage != "live":
            return
        self._frame = image
        now_s = self.shell.clock.monotonic_s()
        if self._preview and 0 <= now_s - self._previewed_s < _PREVIEW_EVERY_S:
            return
        self._previewed_s = now_s
        first = not self._preview
        self._preview = preview_url(image, _PREVIEW_SIDE)
        self.previewChanged.emit()
        if first:
            self.refresh()

    @Slot()
    def _fail(self) -> None:
        if self._stage == "live":
            self._end_taking(keep_material=True)
            self._stage = "trouble"
            self.refresh()

    @Slot()
    def _leave_unseen(self) -> None:
        if self._stage and not self.shell.shows(self.screen):
            self._end_taking()

    def _end_taking(self, *, keep_material: bool = False) -> None:
        if self._camera is not None:
            self._camera.stop()
        self._stage = ""
        self._frame = QImage()
        self._preview = ""
        self._started_s = self._previewed_s = 0.0
        if not keep_material:
            self._taking = None
        self.previewChanged.emit()

    def _thumbs(self) -> tuple[str, ...]:
        """Made once for each photo: the list is looked at four times a second."""
        self._small = {
            photo: self._small.get(photo) or preview_url(QImage.fromData(photo.data), _THUMB_SIDE)
            for photo in self._draft.photos
        }
        return tuple(self._small[photo] for photo in self._draft.photos)

    preview = Property(str, lambda self: self._preview, notify=previewChanged)
