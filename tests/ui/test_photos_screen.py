"""Photos of materials: taken, looked at, taken again, left out; and gone when the session is."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from kiosk.domain.attachment import MAX_BYTES, MAX_COUNT
from kiosk.ui.devices.camera import open_camera
from kiosk.ui.devices.folder_camera import FolderCamera
from kiosk.ui.viewmodels.photos import PhotosViewModel
from tests.ui.form_scenes import CATALOGUE, TRADER
from tests.ui.form_stage import FormStage
from tests.ui.pictures import paper
from tests.ui.stage import LANDSCAPE, PORTRAIT
from tests.unit.catalogue_samples import SAMPLES

PREMISES = next(m.name.zh for m in CATALOGUE.items[8].materials if m.need == "photograph")


@pytest.fixture
def stage(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[FormStage]:
    """On the last page of a form whose item wants a paper that may be photographed."""
    del qtbot
    stage = FormStage(getattr(request, "param", PORTRAIT), CATALOGUE)
    stage.start(TRADER)
    stage.draft.answers |= SAMPLES[TRADER]
    stage.start_page("declaration")
    yield stage
    stage.close()


def test_a_photo_belongs_to_what_was_touched_also_when_the_list_changes_under_it(stage: FormStage) -> None:
    stage.touch.tap("form.next")
    stage.touch.tap("photos.take.0")
    stage.draft.item = msgspec.structs.replace(CATALOGUE.items[8], materials=())  # as another answer may do
    stage.photos.refresh()
    stage.touch.tap("photos.shoot")
    stage.touch.tap("photos.use")
    assert [photo.material for photo in stage.draft.photos] == [PREMISES]
    assert stage.draft.attachments() == ()


def take(stage: FormStage) -> None:
    stage.touch.tap("photos.take.0")
    stage.touch.tap("photos.shoot")
    stage.touch.tap("photos.use")


@pytest.mark.parametrize("stage", [PORTRAIT, LANDSCAPE], indirect=True, ids=["portrait", "landscape"])
def test_a_paper_is_photographed_and_goes_with_the_case(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.next")
    touch.tap("photos.take.0")
    looking = [stage.camera.looking]
    touch.tap("photos.shoot")
    looking.append(stage.camera.looking)
    touch.tap("photos.retake")
    looking.append(stage.camera.looking)
    assert looking == [True, False, True]
    touch.tap("photos.shoot")
    touch.tap("photos.use")
    assert touch.text_of("photos.told.0") == "已拍 1 张"
    touch.tap("photos.next")
    assert touch.text_of("check.answer.photos/0") == "已拍 1 张"
    touch.tap("check.submit")
    touch.wait_for("filed.finish")
    (photo,) = stage.post.photos
    assert photo.material == PREMISES
    assert QImage.fromData(photo.data).width() == 1600
    assert len(photo.data) <= MAX_BYTES
    assert stage.draft.photos == ()


def test_nobody_must_take_a_photo(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.next")
    assert "不拍也可以办" in str(touch.wait_for("photos.notice").property("text"))
    touch.tap("photos.next")
    assert touch.text_of("check.answer.photos/0") == "没有拍，到窗口再交"
    touch.tap("check.submit")
    touch.wait_for("filed.finish")
    assert stage.post.photos == ()


def test_from_the_check_back_to_the_photos(stage: FormStage) -> None:
    touch = stage.touch
    touch.tap("form.next")
    touch.tap("photos.next")
    touch.tap("check.change.photos/0")
    take(stage)
    touch.tap("photos.remove.0")
    assert stage.draft.photos == ()
    take(stage)
    touch.tap("photos.next")
    assert touch.text_of("check.answer.photos/0") == "已拍 1 张"


def test_six_are_enough(stage: FormStage) -> None:
    stage.touch.tap("form.next")
    for _ in range(MAX_COUNT):
        take(stage)
    assert stage.touch.find("photos.take.0") is None
    assert "拍满了" in str(stage.touch.wait_for("photos.notice").property("text"))
    stage.photos.take(0)  # a touch that came late
    assert len(stage.draft.photos) == MAX_COUNT


def test_a_camera_that_fails_leads_on(stage: FormStage) -> None:
    touch = stage.touch
    stage.camera.image = None
    touch.tap("form.next")
    touch.tap("photos.take.0")
    assert "没有反应" in touch.text_of("photos.said")
    stage.camera.image = paper()
    touch.tap("photos.again")
    touch.tap("photos.shoot")
    touch.tap("photos.close")
    assert stage.draft.photos == ()
    touch.tap("photos.next")
    touch.wait_for("check.submit")


def test_a_camera_that_shows_nothing_is_given_up(stage: FormStage) -> None:
    stage.touch.tap("form.next")
    stage.camera.blockSignals(True)
    stage.touch.tap("photos.take.0")
    assert not stage.touch.wait_for("photos.shoot").isEnabled()
    stage.tick(6)
    stage.touch.wait_for("photos.again")
    assert not stage.camera.looking


def test_without_a_camera_the_papers_go_to_the_window(qtbot: QtBot) -> None:
    del qtbot
    stage = FormStage(PORTRAIT, CATALOGUE)
    stage.add(PhotosViewModel(stage.shell, stage.draft, None))
    stage.start(TRADER)
    stage.draft.answers |= SAMPLES[TRADER]
    stage.start_page("declaration")
    stage.touch.tap("form.next")
    assert "不能拍照" in str(stage.touch.wait_for("photos.notice").property("text"))
    assert stage.touch.find("photos.take.0") is None
    stage.touch.tap("photos.next")
    stage.touch.wait_for("check.submit")
    stage.close()


@pytest.mark.parametrize("leave", ["footer.home", "footer.back"])
def test_the_camera_does_not_go_on_looking(stage: FormStage, leave: str) -> None:
    stage.touch.tap("form.next")
    stage.touch.tap("photos.take.0")
    stage.touch.tap(leave)
    stage.touch.wait_until(lambda: not stage.camera.looking, "a camera at rest")


def test_a_wipe_leaves_no_picture(stage: FormStage) -> None:
    stage.touch.tap("form.next")
    take(stage)
    stage.touch.tap("photos.take.0")
    stage.shell.leave()
    assert not stage.camera.looking
    assert stage.draft.photos == ()
    assert stage.photos._frame.isNull()
    assert (stage.photos._preview, stage.photos._small) == ("", {})


def test_the_folder_camera_shows_its_pictures_in_turn(tmp_path: Path, qtbot: QtBot) -> None:
    paper("一").save(str(tmp_path / "1.jpg"))
    paper("二", 800, 600).save(str(tmp_path / "2.png"))
    camera = FolderCamera(str(tmp_path))
    seen: list[int] = []
    camera.frame.connect(lambda image: seen.append(image.width()))
    camera.start()
    for _ in range(31):
        camera.look()
    camera.stop()
    assert seen == [1600] * 16 + [800] * 16
    for folder in (tmp_path / "nothing", tmp_path):
        (tmp_path / "1.jpg").write_bytes(b"no picture")
        broken = FolderCamera(str(folder))
        with qtbot.waitSignal(broken.failed):
            broken.start()


def test_the_setting_says_which_camera(tmp_path: Path, qapp: object) -> None:
    del qapp
    assert open_camera("") is None
    assert isinstance(open_camera(f"file:{tmp_path}"), FolderCamera)


# FFmpeg looks for hardware that helps it, and says what it did not find.
@pytest.mark.qt_log_ignore("Couldn't (load|resolve)", extend=True)
def test_a_camera_that_is_not_plugged_in_fails_and_may_be_tried_again(qtbot: QtBot) -> None:
    camera = open_camera("/dev/video-that-is-not-there")
    if camera is None:
        pytest.skip("Qt Multimedia's system libraries are not here")
    for _ in range(2):
        with qtbot.waitSignal(camera.failed):
            camera.start()
    camera.stop()
