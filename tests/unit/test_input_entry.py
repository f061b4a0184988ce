"""What is typed with few keys: money, plates, villages, first letters; each rule alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.forms.formats import formats
from kiosk.catalogue.places import codes
from kiosk.domain.form import Field, Option, Widget
from kiosk.domain.text import Language, Text
from kiosk.ui.input import amounts, plates
from kiosk.ui.input.initials import letters_of, matches, next_letters
from kiosk.ui.input.layouts import PROVINCES, Captions, Mode, Offered, rows
from kiosk.ui.viewmodels.form_answers import typed_answer
from kiosk.ui.viewmodels.long_list import Looking, listed
from tests.unit.catalogue_samples import TODAY

CAPTIONS = Captions(**dict.fromkeys(Captions.__struct_fields__, "x"))
IS_PLATE = formats(TODAY)


def heard(said: str) -> int:
    """A number back from its Chinese words, by adding up from the left."""
    total = section = figure = 0
    for character in said:
        if character in "零一二三四五六七八九":
            figure = "零一二三四五六七八九".index(character)
        elif character in "十百千":
            section += (figure or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            figure = 0
        else:
            total = (total + section + figure) * {"万": 10_000, "亿": 100_000_000}[character]
            section = figure = 0
        if character == "亿":
            high, total = total, 0
            return high + heard(said.partition("亿")[2].removeprefix("零"))
    return total + section + figure


@given(st.integers(0, 10**12 - 1))
def test_a_number_read_back_is_the_number(number: int) -> None:
    said = amounts.read_back(str(number))
    assert heard(said) == number
    assert "零零" not in said
    assert amounts.grouped(str(number)).replace(",", "") == str(number)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("10", "十"),
        ("110", "一百一十"),
        ("1001", "一千零一"),
        ("100050000", "一亿零五万"),
        ("12.05", "十二点零五"),
    ],
)
def test_numbers_are_said_as_people_say_them(number: str, said: str) -> None:
    assert amounts.read_back(number) == said


@pytest.mark.parametrize("junk", ["", "x", "nan", "inf", "-1", "1e400", "9" * 400, "."])
def test_what_is_no_sum_is_not_read(junk: str) -> None:
    assert amounts.read_back(junk) == ""


@given(st.text(max_size=40))
def test_whatever_is_typed_an_amount_stays_an_amount(text: str) -> None:
    kept = amounts.clean(text)
    assert amounts.clean(kept) == kept
    assert set(kept) <= set("0123456789.")
    assert kept.count(".") <= 1
    assert len(kept) <= 15
    assert kept in ("", "0") or not kept.startswith("00")


@given(st.text(alphabet=st.sampled_from(PROVINCES + "ABCIOabcio0123挂学-· "), max_size=14))
def test_whatever_is_typed_a_plate_grows_into_a_plate(text: str) -> None:
    plate = plates.clean(text)
    assert plates.clean(plate) == plate
    assert plates.clean(plates.grouped(plate)) == plate
    assert plates.keys(plate) is (Mode.PLATE if plate else Mode.PROVINCES)
    if len(plate) == plates.USUAL:
        assert IS_PLATE.conforms(plate, "plate")


@pytest.mark.parametrize(
    ("plate", "good"),
    [
        *(("渝C12345", True), ("川A0B1C2", True), ("渝C1234挂", True), ("粤Z1234港", True)),
        *(("渝CD12345", True), ("渝C12345F", True), ("渝CDF1234", True)),
        *(("C12345", False), ("渝CI2345", False), ("渝C1234", False), ("渝C1234567", False)),
        *(("渝c12345", False), ("渝CZ12345", False), ("渝C挂2345", False), ("渝C１2345", False)),
    ],
)
def test_plates(plate: str, good: bool) -> None:
    assert IS_PLATE.conforms(plate, "plate") is good


def test_every_province_and_every_letter_but_two_has_a_key() -> None:
    first = {key.text for row in rows(Mode.PROVINCES, False, CAPTIONS, Offered()) for key in row}
    assert first >= set(PROVINCES)
    assert len(PROVINCES) == 31
    rest = {key.text for row in rows(Mode.PLATE, False, CAPTIONS, Offered()) for key in row}
    assert rest >= set("0123456789ABCDEFGHJKLMNPQRSTUVWXYZ挂学警港澳")
    assert not rest & set("IO")


def test_a_town_stands_for_itself_until_its_villages_are_listed() -> None:
    every = ["500111001", "500111002", "500111002001", "500111002002"]
    assert codes("division", every) == ["500111001", "500111002"]
    assert codes("village", every) == ["500111001", "500111002001", "500111002002"]


def test_first_letters_narrow_and_never_lead_into_nothing() -> None:
    read = {"重": frozenset("CZ"), "庆": frozenset("Q"), "四": frozenset("S"), "川": frozenset("C")}
    labels = [letters_of(label, read) for label in ("重庆", "四川")]
    assert next_letters(labels, "") == ("C", "S", "Z")
    assert next_letters(labels, "Z") == ("Q",)
    assert matches(labels[0], "CQ")
    assert not matches(labels[0], "CQC")
    assert [*letters_of("Long Shui", {})] == [frozenset("L"), frozenset("S")]


def test_a_list_without_a_table_of_readings_is_shown_whole() -> None:
    options = [Option(n, Text(f"镇{n}")) for n in range(30)]
    shown = listed("x", options, Looking(), Language.ZH, lambda _: {})
    assert shown.indices == tuple(range(30))
    assert shown.letters == ()


def test_a_town_that_was_entered_stays_entered_in_the_other_language() -> None:
    town = Text("棠香街道", "Tangxiang Subdistrict")
    village = Option("1", Text("一社区", "Community 1"), within=town)
    options = [village, Option("2", Text("龙水镇", "Longshui"))]
    looking = Looking("x", within="棠香街道")
    for language in Language:
        shown = listed("x", options, looking, language, lambda _: {})
        assert (shown.indices, shown.groups, shown.within) == ((0,), (), town.in_(language))


def test_the_letters_of_a_document_number_are_capitals_however_they_are_typed() -> None:
    number = Field(name="n", label=Text("证件号码"), widget=Widget.TEXT, canonical="person.id_number")
    name = Field(name="n", label=Text("姓名"), widget=Widget.TEXT, canonical="person.name")
    assert typed_answer(number, "c01x00t47") == "C01X00T47"
    assert typed_answer(name, "John Smith") == "John Smith"
