"""Candidates read aloud: on request, in care mode, where somebody can hear it, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kiosk.ui.devices.speech import Speech
from kiosk.ui.input import spoken
from kiosk.ui.input.build_pinyin import table
from kiosk.ui.input.pinyin_table import TABLE_VARIABLE, PinyinTable, open_table
from tests.ui.form_stage import FormStage

CARD = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n"
CHARACTERS = {"zhang": {"张": 900, "章": 50}, "jin": {"紧": 9}, "wen": {"文": 9}, "cheng": {"程": 9}}
WORDS = {"jin'zhang": {"紧张": 70}, "wen'zhang": {"文章": 90}, "zhang'cheng": {"章程": 20}}


@pytest.fixture(autouse=True)
def _small_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "pinyin.table"
    path.write_bytes(table({key: dict(found) for key, found in CHARACTERS.items()}, WORDS))
    monkeypatch.setenv(TABLE_VARIABLE, str(path))


@pytest.fixture
def heard(tmp_path: Path) -> Path:
    """Where the stand-in for espeak-ng writes its arguments and what it was told."""
    program, heard = tmp_path / "espeak", tmp_path / "heard"
    program.write_text(f'#!/bin/sh\necho "$@" > {heard}.part\ncat >> {heard}.part\nmv {heard}.part {heard}\n')
    program.chmod(0o755)
    (tmp_path / "cards").write_text(CARD)
    return heard


@pytest.fixture
def form(qtbot: QtBot, heard: Path) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage()
    stage.start(page="who")
    stage.keyboard._voice = Speech(
        lambda: stage.shell.care,
        stage.shell,
        program=str(heard.with_name("espeak")),
        cards=heard.with_name("cards"),
    )
    yield stage
    stage.close()


def test_candidates_are_told_by_a_word_they_are_known_from() -> None:
    opened = open_table()
    assert isinstance(opened, PinyinTable)
    assert (
        spoken.sentence(opened, ["张", "章", "紧张", "𬭎"])
        == "一，紧张的张。二，文章的章。三，紧张。四，𬭎。"
    )


def test_a_key_reads_what_can_be_chosen_and_not_what_was_typed(form: FormStage, heard: Path) -> None:
    form.shell.toggleCare()
    form.touch.tap("form.field.name")
    for key in ["j", "i", "n", "space", "z", "h", "a", "n", "g"]:
        form.touch.tap(f"key.{key}")
    assert not heard.exists(), "it never speaks by itself"
    form.touch.tap("keyboard.speak")
    form.touch.wait_until(heard.exists, "the voice")
    arguments, told = heard.read_text("utf-8").split("\n", 1)
    assert told == "一，紧张的张。二，文章的章。"
    assert "张" not in arguments


def test_outside_care_mode_there_is_no_such_key(form: FormStage) -> None:
    form.touch.tap("form.field.name")
    for key in "zhang":
        form.touch.tap(f"key.{key}")
    assert form.touch.find("candidate.0") is not None
    assert form.touch.find("keyboard.speak") is None


@pytest.mark.parametrize("cards", ["--- no soundcards ---\n", "", None])
def test_without_a_sound_card_nothing_is_promised(heard: Path, tmp_path: Path, cards: str | None) -> None:
    place = tmp_path / "other"
    if cards is not None:
        place.write_text(cards)
    assert not Speech(lambda: True, program=str(heard.with_name("espeak")), cards=place).offered()


def test_without_the_program_nothing_is_promised(heard: Path) -> None:
    assert not Speech(lambda: True, program="no-such-voice", cards=heard.with_name("cards")).offered()


def test_the_end_of_the_session_is_the_end_of_the_voice(form: FormStage, heard: Path) -> None:
    program = heard.with_name("espeak")
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    form.shell.toggleCare()
    form.touch.tap("form.field.name")
    for key in "zhang":
        form.touch.tap(f"key.{key}")
    form.touch.tap("keyboard.speak")
    voice = form.keyboard._voice
    assert isinstance(voice, Speech)
    assert voice._process is not None
    form.shell.leave()
    assert voice._process is None
