"""Nothing of a citizen is learned or left: canaries go by touch into a terminal's process, and are sought."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.overwriting import overwriting
from kiosk.app.street import Street
from kiosk.devices.simulator.persons import PERSONS
from kiosk.settings import ROOT
from kiosk.ui.input.handwriting import open_recognizer
from kiosk.ui.input.parts_table import open_parts
from tests.integration.app.residue import Canaries, Found, family
from tests.strokes import WRITTEN

PERSON = "rare-name"
CARD = PERSONS[PERSON]
NOTICED_S = 20.0

# Pinyin, then handwriting, then a code point: what each of them holds must go.
TYPED_NAME = ("zhangceshi", "张测试王𬱖")
TYPED_ID = "11010119491231002X"
PHONE = "13817394562"
STREET = ("qushuiliushang", "取水流觞")
CANARIES = Canaries(
    {
        "letters of the name": TYPED_NAME[0],
        "letters of the street": STREET[0],
        "typed name": TYPED_NAME[1],
        "typed number": TYPED_ID,
        "telephone": PHONE,
        "street": STREET[1],
        "card's name": CARD.name,
        "card's number": CARD.number,
        "card's address": "龙岗街道样本巷2号",
    }
)


class Finger:
    """Touches a terminal in a process of its own, one key at a time."""

    def __init__(self, config: Path, temporary: Path) -> None:
        self.log = temporary / "terminal.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.integration.app.remote_finger", str(config)],
                cwd=ROOT,
                env=overwriting(
                    {
                        **os.environ,
                        "QT_QPA_PLATFORM": "offscreen",
                        "QT_QUICK_BACKEND": "software",
                        "TMPDIR": str(temporary),
                    }
                ),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self.pid = int(self._answer()["ready"])

    def do(self, *words: object) -> Any:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(words).encode() + b"\n")
        self._process.stdin.flush()
        return self._answer()["ok"]

    def tap(self, *names: str) -> None:
        for name in names:
            self.do("tap", name)

    def press(self, *keys: str) -> None:
        self.tap(*(f"key.{key}" for key in keys))

    def pick(self, group: str, text: str) -> None:
        deadline = time.monotonic() + NOTICED_S
        while True:
            read = {text: name for name, text in self.do("group", group)}
            if text in read:
                return self.tap(read[text])
            assert time.monotonic() < deadline, f"{text} did not come among {read}"

    def close(self) -> None:
        self._process.stdin.close()  # type: ignore[union-attr]
        self._process.wait(30)
        self._process.stdout.close()  # type: ignore[union-attr]

    def cut(self) -> None:
        """The power is gone."""
        self._process.kill()
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, self.log.read_text()
        answer: dict[str, Any] = json.loads(line)
        assert "failed" not in answer, answer
        return answer


@pytest.fixture
def street(tmp_path: Path) -> Iterator[Street]:
    street = Street(tmp_path / "street", tmp_path / "slips")
    yield street
    street.close()


def test_nothing_of_a_citizen_is_learned_or_left(street: Street, tmp_path: Path) -> None:
    state, temporary = tmp_path / "state", tmp_path / "temporary"
    temporary.mkdir()
    finger = Finger(street.write_config(tmp_path / "config", state), temporary)
    try:
        fill(finger, street)
        assert {found.canary for found in in_memory(finger)} > {"card's name", "telephone"}
        street.lift_card()  # which asks whether the session goes on
        finger.tap("idle.leave")
        finger.do("wait", "attract.start")
        # The next citizen begins, and reaches the same form.
        finger.tap("attract.start", "home.apply", "items.flexible-employment")
        assert in_memory(finger) == set()
        assert CANARIES.in_files([state, temporary]) == set()
    finally:
        finger.close()
    assert CANARIES.in_store(state) == set()


def in_memory(finger: Finger) -> set[Found]:
    return set().union(*(CANARIES.in_memory(pid) for pid in family(finger.pid)))


def fill(finger: Finger, street: Street) -> None:
    """A whole application: first typed, then put right by the card, filed and printed."""
    finger.do("wait", "self-check.go-on")
    finger.tap("self-check.go-on", "attract.start", "home.apply", "items.flexible-employment")
    finger.tap("item.start", "form.consent", "form.next", "form.next", "form.field.name")
    finger.press(*TYPED_NAME[0])
    finger.pick("candidate", TYPED_NAME[1][:3])
    if open_recognizer() is not None:
        finger.press("write")
        finger.do("write", "keyboard.pad", WRITTEN[TYPED_NAME[1][3]])
        finger.pick("candidate", TYPED_NAME[1][3])
    finger.press("rare", *(["code"] if open_parts() else []), *f"{ord(TYPED_NAME[1][4]):x}", "done")
    finger.do("wait", "key.q")  # the letters are back where the search was
    finger.press("done")
    finger.do("wait", "form.next")
    finger.tap("form.field.id_number")
    finger.press(*TYPED_ID.lower(), "done")
    assert {found.canary for found in in_memory(finger)} >= {"typed name", "typed number"}, "the search sees"
    street.lay_card(PERSON)
    finger.do("wait", "form.locked.name")
    finger.tap("form.next", "form.field.phone")
    finger.press(*PHONE, "done")
    finger.tap("form.next")
    finger.pick("form.option.town", "棠香街道")
    finger.tap("form.field.community")
    finger.press(*"shequ")
    finger.pick("candidate", "社区")
    finger.press("done")
    finger.tap("form.field.address_detail")
    finger.press(*STREET[0])
    finger.pick("candidate", STREET[1])
    finger.press("done")
    finger.tap("form.next")
    finger.pick("form.option.employment_form", "新就业形态（外卖、网约车、直播等）")
    finger.tap("form.field.work")
    finger.press(*"kaiche", "space", "done")
    finger.tap("form.next")
    finger.pick("form.option.work_town", "龙岗街道")
    finger.tap("form.field.since", "date.2020", "date.2026", "date.3", "date.16", "form.next")
    finger.pick("form.option.subsidy_filing", "否")
    finger.tap("form.next")
    finger.pick("form.option.declaration", "我承诺填写的内容真实")
    finger.tap("form.next", "check.submit")
    finger.do("wait", "filed.number")
    finger.do("wait_text", "已打印")
