"""The four layouts of the 256-byte text block."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.devices import card_text
from kiosk.devices.card_text import Illegible
from kiosk.devices.gb_codes import ETHNICITIES, SEXES
from kiosk.devices.simulator.persons import PERSONS
from kiosk.domain.card import CardKind, IdCard

# DOMAIN §5, “Synthetic text block for tests”.
SAMPLE = bytes.fromhex(
    """
205F4B6DD58B200020002000200020002000200020002000200020002000310030003100310038003900390031003200
33003100CD91865E025E2759B38D3A53E0689999578853904B6DD58BEF8D3100F7532000200020002000200020002000
200020002000200020002000200020002000200020002000200035003000300031003100310031003800390039003100
3200330031003000300031003500CD91865E025E6C51895B405C2759B38D3A530652405C200020002000200032003000
3200300030003100300031007F951F672000200020002000200020002000200020002000200020002000200020002000
20002000200020002000200020002000
"""
)

FOREIGNER_2017 = IdCard(
    kind=CardKind.FOREIGNER_2017,
    name="测试",
    name_en="SAMPLE, TEST PERSON WITH A LONG NAME THAT NEEDS THE SPACE",
    number="XXX501899123101"[:15],
    sex="2",
    birth="18991231",
    valid_from="20180101",
    valid_until="20280101",
)
FOREIGNER_2023 = IdCard(
    kind=CardKind.FOREIGNER_2023,
    name="样本",
    name_en="SAMPLE, TEST PERSON WITH 35 LETTERS.AND ELEVEN",
    number="950840189912310019",
    sex="1",
    birth="18991231",
    valid_from="20240101",
    valid_until="20340101",
)
CARDS = [*PERSONS.values(), FOREIGNER_2017, FOREIGNER_2023]


def test_the_sample_block() -> None:
    assert card_text.decode(SAMPLE) == PERSONS["resident"]
    assert card_text.encode(PERSONS["resident"]) == SAMPLE


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.kind)
def test_every_layout_reads_back(card: IdCard) -> None:
    block = card_text.encode(card)
    assert len(block) == 256
    assert card_text.decode(block) == card


@pytest.mark.parametrize(
    ("card", "offset", "text"),
    [
        (FOREIGNER_2017, 0, "SAMPLE, TEST"),
        (FOREIGNER_2017, 120, "2"),
        (FOREIGNER_2017, 122, FOREIGNER_2017.number),
        (FOREIGNER_2017, 158, "测试"),
        (FOREIGNER_2017, 188, "20180101"),
        (FOREIGNER_2017, 204, "20280101"),
        (FOREIGNER_2017, 220, "18991231"),
        (FOREIGNER_2017, 248, "I"),
        (FOREIGNER_2023, 30, "1"),
        (FOREIGNER_2023, 36, "18991231"),
        (FOREIGNER_2023, 52, FOREIGNER_2023.name_en[:35]),
        (FOREIGNER_2023, 122, FOREIGNER_2023.number),
        (FOREIGNER_2023, 220, FOREIGNER_2023.name_en[35:]),
        (FOREIGNER_2023, 248, "Y"),
        (PERSONS["permit"], 248, "J"),
        (PERSONS["permit"], 122, "810000189912310013"),
        (PERSONS["permit"], 32, "  "),
        (PERSONS["rare-name"], 248, " "),
        (PERSONS["rare-name"], 32, "15"),
    ],
)
def test_places(card: IdCard, offset: int, text: str) -> None:
    raw = text.encode("utf-16-le")
    assert card_text.encode(card)[offset : offset + len(raw)] == raw


def _with(value: str, at: int = 0) -> bytes:
    """The sample's block with `value` written over it at byte `at`."""
    raw = value.encode("utf-16-le", "surrogatepass")
    return SAMPLE[:at] + raw + SAMPLE[at + len(raw) :]


def _named(name: str) -> bytes:
    units = len(name.encode("utf-16-le")) // 2
    return _with(name + " " * (15 - units))


@pytest.mark.parametrize(
    "name",
    ["李样本䶮㛃", "李样本𬭎", "\ue863\uf8ff样本", "测 试", "\u3000测试", "阿卜杜·测试·样本甲乙丙丁", "X"],
)
def test_names_stay_exactly_as_they_are(name: str) -> None:
    card = card_text.decode(_named(name))
    assert isinstance(card, IdCard)
    assert card.name == name


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (SAMPLE[:-1], "length"),
        (SAMPLE + b" ", "length"),
        (_with("Q", 248), "kind"),
        (_with("500111189912310016", 122), "number"),  # wrong check digit
        (_with("50011118991231001x", 122), "number"),
        (_with("５", 122), "number"),  # a full-width digit is none
        (_with("3", 30), "sex"),
        (_with("1899123 ", 36), "birth"),
        (_with("A1", 32), "ethnicity"),
        (_with(" " * 15), "name"),
        (_with("\ud843"), "name"),  # half a surrogate pair
        (bytes(256), "kind"),
        (b"\xff" * 256, "kind"),
    ],
)
def test_a_block_that_no_chip_holds_is_illegible(block: bytes, reason: str) -> None:
    assert card_text.decode(block) == Illegible(reason)


@given(block=st.binary(min_size=256, max_size=256))
def test_no_block_at_all_ends_in_an_exception(block: bytes) -> None:
    for mark in (b" \0", b"I\0", b"J\0", b"Y\0"):
        assert isinstance(card_text.decode(block[:248] + mark + block[250:]), IdCard | Illegible)


# Nothing but padding, NUL too, is no name.
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=7).map(
    lambda name: name.strip().rstrip(" \0")
)


@given(name=NAMES.filter(bool))
@example(name="\0测")
def test_any_name_reads_back_code_point_by_code_point(name: str) -> None:
    card = card_text.decode(_named(name))
    assert isinstance(card, IdCard)
    assert card.name == name.rstrip(" \0")


def test_a_name_too_long_for_its_place_is_refused_by_the_encoder() -> None:
    from msgspec.structs import replace

    with pytest.raises(ValueError, match="name is too long"):
        card_text.encode(replace(PERSONS["resident"], name="测" * 16))


def test_a_card_says_nothing_of_a_person_in_a_log() -> None:
    assert repr(PERSONS["resident"]) == "IdCard(resident)"


def test_the_code_tables() -> None:
    assert len(ETHNICITIES) == 58
    assert [ETHNICITIES[c] for c in ("01", "15", "20", "30", "40", "50", "56", "97")] == (
        ["汉", "土家", "傈僳", "土", "普米", "塔塔尔", "基诺", "其他"]
    )
    assert [SEXES[c].zh for c in "0129"] == ["未知", "男", "女", "未说明"]
