"""The whole walk, as `make run` does it, judged by decoders that we did not write."""

import io
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image, ImageFilter

from kiosk.app.process import command

# The walk takes half a minute: one worker judges all of it.
pytestmark = pytest.mark.xdist_group("walk")


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    out = tmp_path_factory.mktemp("walk") / "demo"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    walk = subprocess.run(
        command("demo", "--out", str(out)),
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert walk.returncode == 0, walk.stdout + walk.stderr
    # A QML warning, a traceback of a thread: nothing of the kind may hide behind a walk that went well.
    assert walk.stderr == ""
    story: dict[str, Any] = json.loads((out / "walkthrough.json").read_text())
    return out, story


def test_what_was_typed_is_what_the_district_opened(walked: tuple[Path, dict[str, Any]]) -> None:
    _, story = walked
    assert story["offline_at_submit"] is True
    assert story["delivered"] is True
    assert story["district_copy"] == {"record_id": story["case"]["record_id"], "answers": story["answers"]}
    assert story["answers"]["name"] == "李样本䶮𬭎"


def test_every_screen_has_its_picture(walked: tuple[Path, dict[str, Any]]) -> None:
    out, story = walked
    names = {screen["name"] for screen in story["screens"]}
    assert {
        "attract", "home", "take-number", "number", "items-search", "item-guide", "form-identity",
        "check-answers", "filed", "progress-found", "idle-warning", "printer-trouble",
        "self-check-at-start", "self-check", "staff-menu",
    } <= names  # fmt: skip
    for screen in story["screens"]:
        with Image.open(out / screen["png"]) as picture:
            assert picture.size == (1080, 1920), screen["name"]


def test_other_decoders_read_the_slips(walked: tuple[Path, dict[str, Any]]) -> None:
    out, story = walked
    wanted = {"ticket": story["ticket"]["number"], "receipt": story["case"]["local_number"]}
    for kind, words in wanted.items():
        slip = next(slip for slip in story["slips"] if slip["kind"] == kind)
        with Image.open(out / slip["png"]) as paper:
            codes = zxingcpp.read_barcodes(paper.convert("L"))
            assert [len(code.text) for code in codes] == [22], kind  # 128 bits, and nothing of a person
            assert words in read_by_eye(paper.convert("L")), kind
        assert (out / slip["bin"]).stat().st_size > 0


def read_by_eye(paper: Image.Image) -> str:
    """What tesseract reads from near, and from far, where the dots of the large letters blur into strokes."""
    size = (paper.width // 2, paper.height // 2)
    far = paper.filter(ImageFilter.GaussianBlur(2)).resize(size, Image.Resampling.LANCZOS)
    return tesseract(paper, "6") + tesseract(far, "11")


def tesseract(picture: Image.Image, page_mode: str) -> str:
    png = io.BytesIO()
    picture.save(png, "PNG")
    read = subprocess.run(
        ["tesseract", "-", "-", "--psm", page_mode],
        input=png.getvalue(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    return read.stdout.decode()


def test_nothing_typed_lies_readable_on_the_terminals_disk(walked: tuple[Path, dict[str, Any]]) -> None:
    out, story = walked
    canaries = [
        story["answers"][name] for name in ("name", "id_number", "phone", "registered_address", "work")
    ]
    files = [path for path in (out / "state").rglob("*") if path.is_file()]
    assert any(path.name == "kiosk.db" for path in files)
    for path in files:
        data = path.read_bytes()
        for canary in canaries:
            assert canary.encode() not in data, (path, canary)
            assert canary.encode("gb18030") not in data, (path, canary)
