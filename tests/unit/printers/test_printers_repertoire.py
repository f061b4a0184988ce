"""Which characters go as bytes; the others are drawn, never replaced."""

import pytest

from printers.gb18030_private import standard_meaning
from printers.profile import Repertoire
from printers.repertoire import encode

SETS: tuple[Repertoire, ...] = ("gb2312", "gbk", "gb18030")


@pytest.mark.parametrize("repertoire", SETS)
@pytest.mark.parametrize(
    ("char", "code"),
    [("大", b"\xb4\xf3"), ("·", b"\xa1\xa4"), ("—", b"\xa1\xaa"), ("A", b"A"), ("。", b"\xa1\xa3")],
)
def test_common_characters_are_native_everywhere(char: str, code: bytes, repertoire: Repertoire) -> None:
    assert encode(char, repertoire) == code


@pytest.mark.parametrize(
    ("char", "native_in"),
    [
        ("镕", {"gbk", "gb18030"}),  # a prime minister's name, beyond GB 2312
        ("€", {"gb18030"}),
        ("䶮", {"gb18030"}),  # FE9F
        ("㛃", set()),  # 8230B731: four bytes
        ("𬭎", set()),
        ("𬱖", set()),
        ("\ue000", set()),
        ("\ue863", set()),
        ("\ue81e", set()),  # two bytes in Python's codec, and still private use
        ("\U000f1234", set()),
        ("\x1b", set()),  # a command, if it ever got through
        ("\x00", set()),
        ("\x7f", set()),
        ("\x85", set()),
        ("\ud800", set()),
        ("葛\U000e0100", set()),
        ("é", {"gb2312", "gbk", "gb18030"}),
    ],
)
def test_each_set_holds_what_it_holds(char: str, native_in: set[str]) -> None:
    assert {name for name in SETS if encode(char, name) is not None} == native_in


def test_private_codes_mean_what_the_standard_says() -> None:
    assert standard_meaning("\ue863") == "䶮"
    assert standard_meaning("\ue81e") == "\u9fb4"
    assert standard_meaning("\ue816") == "𠂇"
    assert standard_meaning("\ue000") is None
    assert standard_meaning("大") is None
    real = [standard_meaning(chr(code)) for code in range(0xE815, 0xE865)]
    assert len(set(real)) == 80
    assert not any(char and "\ue000" <= char <= "\uf8ff" for char in real)
