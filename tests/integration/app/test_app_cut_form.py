"""The power goes while somebody fills in a form, has signed and photographed a paper: nothing is left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.street import Street
from kiosk.store.engine import connect
from kiosk.store.key_file import read_key
from tests.integration.app.residue import Canaries
from tests.integration.app.test_app_no_learning import Finger
from tests.strokes import line

ITEM = "sole-trader-registration"  # asks for a signature, and for a paper that may be photographed
TYPED_ID = "11010119491231002X"
PHONE = "13817394562"
CANARIES = Canaries({"typed number": TYPED_ID, "telephone": PHONE})
# How a JPEG begins and a signature's PNG ends, in files and in base64: no picture may lie on the disk.
PICTURES = (b"\xff\xd8\xff\xe0\x00\x10JFIF", b"IEND\xaeB`\x82", b"/9j/4AAQSkZJRg")


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    street = Street(tmp_path / "street", tmp_path / "slips")
    yield street
    street.close()


def test_a_power_cut_in_a_form_loses_that_form_and_leaves_nothing_of_it(
    street: Street, tmp_path: Path
) -> None:
    state, temporary = tmp_path / "state", tmp_path / "temp"
    config = street.write_config(tmp_path / "config", state)
    temporary.mkdir()
    finger = Finger(config, temporary)
    try:
        fill_half(finger)
        in_memory = CANARIES.in_memory(finger.pid)
    finally:
        finger.cut()
    assert {found.canary for found in in_memory} == {"typed number", "telephone"}  # it was there to be lost
    assert_nothing_left(state, temporary)

    again = Finger(config, temporary)
    try:
        again.do("wait", "self-check.go-on")
        again.tap("self-check.go-on", "attract.start", "home.apply", f"items.{ITEM}", "item.start")
        again.do("wait", "form.consent")  # the notice again: the form begins anew
    finally:
        again.cut()
    assert_nothing_left(state, temporary)
    assert CANARIES.in_store(state) == set()
    driver = connect(state / "kiosk.db", read_key(state / "store.key"))
    assert driver.execute('SELECT count(*) FROM "case"').fetchone() == (0,)
    driver.close()


def fill_half(finger: Finger) -> None:
    finger.do("wait", "self-check.go-on")
    finger.tap("self-check.go-on", "attract.start", "home.apply", f"items.{ITEM}", "item.start")
    finger.tap("form.consent", "form.next")
    finger.do("ask", "form", "id_number")
    finger.tap("form.field.id_number")
    finger.press(*TYPED_ID.lower(), "done")
    finger.do("ask", "form", "phone")
    finger.tap("form.field.phone")
    finger.press(*PHONE, "done")
    finger.do("ask", "form", "signature")
    finger.tap("form.field.signature")
    finger.do("write", "form.sign.pad", [line((0.3, 0.5), (1.6, 0.4)), line((1.0, 0.1), (1.0, 0.9))])
    finger.tap("form.sign.done")
    finger.do("ask", "photos", "")
    finger.tap("photos.take.0", "photos.shoot", "photos.use")
    finger.do("wait", "photos.remove.0")


def assert_nothing_left(state: Path, temporary: Path) -> None:
    assert CANARIES.in_files([state, temporary]) == set()
    for path in [*state.rglob("*"), *temporary.rglob("*")]:
        if path.is_file():
            content = path.read_bytes()
            assert [mark for mark in PICTURES if mark in content] == [], path
