"""Inputs made for fingers, under a finger: money, cards, plates, villages, long lists."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.form_stage import FormStage
from tests.ui.input_forms import INPUTS, VILLAGES, at_page
from tests.unit.catalogue_samples import BANK_CARD


@pytest.fixture
def inputs(qtbot: QtBot) -> Iterator[FormStage]:
    del qtbot
    stage = FormStage(catalogue=INPUTS)
    yield stage
    stage.close()


def press(stage: FormStage, *keys: str) -> None:
    for key in keys:
        stage.touch.tap(f"key.{key}")


def shown(stage: FormStage, field: str) -> str:
    return stage.touch.text_of(f"form.field.{field}")


def test_money_is_grouped_read_back_and_kept_as_a_number(inputs: FormStage) -> None:
    at_page(inputs, "money")
    inputs.touch.tap("form.field.income")
    press(inputs, "0", "1", "2", "0", "0", "0", "point")
    assert shown(inputs, "income") == "12,000."
    press(inputs, "5", "0", "7")
    assert shown(inputs, "income") == "12,000.50"
    assert inputs.touch.text_of("form.echo.income") == "就是：一万二千点五元"
    assert inputs.draft.answers["income"] == 12000.5
    press(inputs, "erase", "erase", "erase", "erase")
    assert shown(inputs, "income") == "1,200"
    press(inputs, "done")
    assert inputs.draft.submission()["income"] == 1200
    inputs.touch.tap("footer.language")
    inputs.touch.wait_text("That is 1,200 yuan")


def test_a_point_that_nothing_follows_is_no_mistake(inputs: FormStage) -> None:
    at_page(inputs, "money")
    inputs.touch.tap("form.field.capital")
    press(inputs, "3", "point", "done")
    assert inputs.draft.answers["capital"] == 3
    assert shown(inputs, "capital") == "3"
    inputs.touch.wait_text("就是：三万元")


def test_a_key_that_is_held_down_grows_no_endless_number(qtbot: QtBot) -> None:
    del qtbot
    stage = FormStage()
    stage.start(page="when")
    stage.touch.tap("form.field.people")
    stage.form.setText("people", "9" * 5000)  # more than int() reads
    stage.touch.wait_until(lambda: len(shown(stage, "people")) == 40, "a number that can be read")
    stage.close()


def test_an_account_number_is_shown_in_fours_and_mended_in_the_middle(inputs: FormStage) -> None:
    at_page(inputs, "money")
    inputs.touch.tap("form.field.card")
    press(inputs, *"62220200000")
    assert shown(inputs, "card") == "6222 0200 000"
    assert inputs.touch.text_of("form.echo.card") == "已填 11 位（银行卡号是 16 至 19 位）"
    entry = inputs.touch.wait_for("form.field.card")
    entry.setProperty("cursorPosition", 5)  # behind the first blank
    press(inputs, "erase")
    assert shown(inputs, "card") == "6220 2000 00"
    assert entry.property("cursorPosition") == 3
    press(inputs, "2")
    assert shown(inputs, "card") == "6222 0200 000"
    for key in "- 7":  # a real keyboard, and what a scanner may send
        QTest.keyClick(inputs.window.view, Qt.Key(ord(key)))
    assert inputs.draft.answers["card"] == "622270200000"


def test_a_whole_account_number_is_filed_without_blanks(inputs: FormStage) -> None:
    at_page(inputs, "money")
    inputs.touch.tap("form.field.card")
    press(inputs, *BANK_CARD, "done")
    assert inputs.draft.submission()["card"] == BANK_CARD
    inputs.draft.check(["card"])
    assert "card" not in inputs.draft.errors
    inputs.shell.go("check")
    assert inputs.touch.text_of("check.answer.card") == " ".join(
        BANK_CARD[at : at + 4] for at in range(0, 16, 4)
    )


def test_a_plate_is_touched_province_letter_and_the_rest(inputs: FormStage) -> None:
    at_page(inputs, "car")
    inputs.touch.tap("form.field.plate")
    press(inputs, "渝", "c", "1", "2", "3", "4")
    assert shown(inputs, "plate") == "渝C·1234"
    assert inputs.touch.text_of("form.echo.plate") == "已填 6 位，还差 1 位"
    press(inputs, "5")
    inputs.touch.wait_text("7 位，已填满")
    press(inputs, "f")
    inputs.touch.wait_text("8 位，新能源车牌")
    press(inputs, "9", "done")
    assert inputs.draft.answers["plate"] == "渝C12345F"
    inputs.draft.check(["plate"])
    assert "plate" not in inputs.draft.errors


def test_an_erased_plate_begins_with_the_province_again(inputs: FormStage) -> None:
    at_page(inputs, "car", plate="渝C")
    inputs.touch.tap("form.field.plate")
    press(inputs, "erase", "erase")
    press(inputs, "川")
    assert inputs.draft.answers["plate"] == "川"


def test_a_large_number_is_read_back(inputs: FormStage) -> None:
    at_page(inputs, "car", mileage=100050)
    inputs.touch.wait_text("就是：十万零五十")


def test_first_the_town_then_the_village(inputs: FormStage) -> None:
    at_page(inputs, "home")
    inputs.touch.tap("form.group.village.0")
    inputs.touch.wait_text("北山社区")
    inputs.touch.tap("form.leave.village")
    inputs.touch.tap("form.group.village.1")
    inputs.touch.tap("form.option.village.41")
    assert inputs.draft.answers["village"] == VILLAGES[16].code
    inputs.touch.wait_text("棠香街道棠丁社区")
    inputs.shell.go("check")
    assert inputs.touch.text_of("check.answer.village") == "棠香街道棠丁社区"


def test_a_town_whose_villages_nobody_listed_stands_for_itself(inputs: FormStage) -> None:
    at_page(inputs, "home")
    inputs.touch.tap("form.option.village.24")
    inputs.touch.wait_text("高坪镇")
    assert inputs.draft.submission()["village"] == "500111127"


def test_a_long_list_is_narrowed_by_first_letters(inputs: FormStage) -> None:
    at_page(inputs, "people")
    inputs.touch.tap("form.letter.people.T")
    assert inputs.touch.find("form.option.people.0") is None
    inputs.touch.tap("form.letters.all.people")
    inputs.touch.tap("form.letter.people.L")
    inputs.touch.tap("form.letter.people.S")
    assert [option.label for option in inputs.form_state().fields[0].options] == ["傈僳族"]
    inputs.touch.tap("form.option.people.19")
    assert inputs.draft.answers["people"] == "20"


def test_every_letter_that_is_offered_leaves_something(inputs: FormStage) -> None:
    at_page(inputs, "people")
    field = inputs.form_state().fields[0]
    assert len(field.letters) > 6
    for letter in field.letters:
        inputs.form.narrow("people", "")
        inputs.form.narrow("people", letter)
        assert inputs.form_state().fields[0].options


def test_nothing_of_what_was_typed_stays_in_hand(inputs: FormStage) -> None:
    at_page(inputs, "money")
    inputs.touch.tap("form.field.card")
    press(inputs, *"6222")
    inputs.shell.leave()
    inputs.touch.wait_for("attract.start")
    assert inputs.form._hand.typed == ""
    assert "6222" not in str(inputs.form._state)
