"""The pinyin engine over the table that set-up builds, and over a small one made here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings import ROOT
from kiosk.ui.input.build_pinyin import build, table
from kiosk.ui.input.pinyin import MAX_LETTERS, candidates
from kiosk.ui.input.pinyin_table import TABLE_VARIABLE, PinyinTable, TableMissing, open_table, table_path
from kiosk.ui.input.syllables import cuts

SYLLABLES = frozenset(["xi", "xian", "an", "fang", "fan", "gan", "zhong", "guo", "lv", "lve", "shi", "a"])


@pytest.fixture(scope="module")
def real() -> Iterator[PinyinTable]:
    path = ROOT / "build" / "pinyin.table"
    if not path.exists():
        build(path)
    opened = open_table(path)
    assert isinstance(opened, PinyinTable)
    yield opened
    opened.close()


@pytest.fixture
def small(tmp_path: Path) -> Iterator[PinyinTable]:
    path = tmp_path / "small.table"
    characters = {"da": {"大": 90, "打": 70}, "zu": {"足": 50, "组": 60}, "dan": {"单": 9}, "yan": {"䶮": 0}}
    path.write_bytes(table(characters, {"da'zu": {"大足": 40, "大组": 4}, "da'dan": {"大胆": 7}}))
    opened = open_table(path)
    assert isinstance(opened, PinyinTable)
    yield opened
    opened.close()


def texts(opened: PinyinTable, typed: str) -> list[str]:
    return [candidate.text for candidate in candidates(opened, typed)]


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("zhongguo", ["zhong guo"]),
        ("xian", ["xian", "xi an"]),
        ("xi'an", ["xi an"]),
        ("fangan", ["fang an", "fan gan"]),
        ("zg", ["z g"]),
        ("zhongg", ["zhong g"]),
        ("lue", ["lve"]),
        ("u", []),
        ("", []),
    ],
)
def test_letters_are_cut_into_syllables(typed: str, cut: list[str]) -> None:
    found = [" ".join(part.text for part in way) for way in cuts(typed, SYLLABLES)]
    assert found[: len(cut)] == cut
    assert bool(found) == bool(cut)


def test_words_come_before_the_characters_of_the_first_syllable(small: PinyinTable) -> None:
    assert texts(small, "dazu") == ["大足", "大组", "大", "打"]
    assert texts(small, "dz") == ["大足", "大组", "大", "打", "单"]
    assert texts(small, "dad") == ["大胆", "大", "打"]
    assert texts(small, "yan") == ["䶮"]


def test_what_no_word_covers_is_put_together(small: PinyinTable) -> None:
    assert texts(small, "dazudan")[:2] == ["大足单", "大足"]


def test_choosing_uses_up_what_was_typed_for_it(small: PinyinTable) -> None:
    assert [(found.text, found.letters) for found in candidates(small, "da'zu")][:3] == [
        ("大足", 5),
        ("大组", 5),
        ("大", 3),
    ]


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("chongqingshidazuqulonggangjiedao", "重庆市大足区龙岗街道"),
        ("zhongguo", "中国"),
        ("sfz", "身份证"),
        ("juzhuzheng", "居住证"),
        ("zhang", "张"),
        ("lv", "吕"),
    ],
)
def test_first_candidate(real: PinyinTable, typed: str, word: str) -> None:
    assert texts(real, typed)[0] == word


@pytest.mark.parametrize(
    ("typed", "character"),
    [
        ("jie", "㛃"),
        ("yan", "䶮"),
        ("hong", "𬭎"),
        ("di", "𬱖"),
        ("kun", "堃"),
        ("shan", "单"),
        ("qiu", "仇"),
    ],
)
def test_rare_characters_of_names_can_be_entered(real: PinyinTable, typed: str, character: str) -> None:
    assert character in texts(real, typed)


def test_every_character_with_a_reading_can_be_entered(real: PinyinTable) -> None:
    from pypinyin.constants import PINYIN_DICT

    reachable = {text for syllable in real.syllables for text in texts(real, syllable)}
    # 呣 嗯 and their like have readings without a vowel only.
    assert len({chr(code) for code in PINYIN_DICT} - reachable) < 10


def test_candidates_never_repeat_and_do_not_remember(real: PinyinTable) -> None:
    before = texts(real, "wang")
    assert len(before) == len(set(before))
    for _ in range(3):
        texts(real, "wangceshi")
    assert texts(real, "wang") == before


@given(typed=st.text("abcdefghijklmnopqrstuvwxyz'", max_size=MAX_LETTERS + 5))
def test_anything_typed_gives_candidates_that_use_up_part_of_it(real: PinyinTable, typed: str) -> None:
    for candidate in candidates(real, typed):
        assert candidate.text
        assert 0 < candidate.letters <= len(typed)


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert isinstance(open_table(tmp_path / "none"), TableMissing)
    for content in (b"", b"something else\n"):
        (tmp_path / "bad").write_bytes(content)
        assert isinstance(open_table(tmp_path / "bad"), TableMissing)


def test_the_environment_can_name_the_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(TABLE_VARIABLE, str(tmp_path / "named"))
    assert table_path() == tmp_path / "named"
