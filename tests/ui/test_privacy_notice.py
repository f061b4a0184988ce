"""Before a form: the notice, the tick, the separate tick for sensitive data, and the way for who declines."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk.catalogue import forms
from kiosk.domain.privacy import Consent, Sensitive
from kiosk.ui import screens
from kiosk.ui.viewmodels.privacy_notice import notice_version
from kiosk.ui.words import load_words
from tests.ui.form_scenes import CATALOGUE, RELIEF, TRADER
from tests.ui.form_stage import FormStage
from tests.ui.stage import LANDSCAPE
from tests.unit.catalogue_samples import SAMPLES


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[FormStage]:
    """Landscape has the least room for ticks and keys."""
    del qtbot
    stage = FormStage(LANDSCAPE, CATALOGUE)
    stage.begin()
    yield stage
    stage.close()


def start(stage: FormStage, item: str) -> None:
    stage.shell.go("form", item=item)
    stage.touch.wait_for("form.consent")


def test_the_notice_says_who_why_what_how_long_which_rights_and_whom_to_ask(stage: FormStage) -> None:
    start(stage, TRADER)
    item = CATALOGUE.item(TRADER)
    assert item is not None
    for words in (
        item.department.zh, item.privacy_purpose.zh, "证件号码", "放身份证的", "材料照片", "申请人签名",
        "提交前不保存", "查询、更正、删除", item.telephone.text.zh,
        notice_version(stage.draft, load_words("form")),
    ):  # fmt: skip
        stage.touch.wait_text(words)


def test_sensitive_data_wants_a_tick_of_its_own(stage: FormStage) -> None:
    touch = stage.touch
    start(stage, RELIEF)
    assert "医疗健康信息、银行账户、不满14周岁" in str(
        touch.wait_for("form.consent-sensitive").property("text")
    )
    touch.tap("form.consent")
    touch.tap("form.next")
    assert stage.draft.page == ""
    touch.wait_text("请单独勾选")
    touch.tap("form.consent-sensitive")
    touch.tap("form.next")
    touch.wait_until(lambda: stage.draft.page != "", "the first page")


def test_the_separate_tick_alone_is_not_enough(stage: FormStage) -> None:
    start(stage, RELIEF)
    stage.touch.tap("form.consent-sensitive")
    stage.touch.tap("form.next")
    assert stage.draft.page == ""
    stage.touch.wait_text("才能开始填写")


def test_a_form_without_sensitive_data_asks_one_tick(stage: FormStage) -> None:
    start(stage, TRADER)
    assert stage.touch.find("form.consent-sensitive") is None


def test_what_was_agreed_to_goes_with_the_case(stage: FormStage) -> None:
    touch = stage.touch
    start(stage, RELIEF)
    version = notice_version(stage.draft, load_words("form"))
    touch.tap("form.consent")
    touch.tap("form.consent-sensitive")
    touch.tap("form.next")
    stage.draft.answers |= SAMPLES[RELIEF]  # opens questions that the notice could not know of
    stage.shell.go("check")
    touch.tap("check.submit")
    touch.wait_for("filed.finish")
    kinds = (Sensitive.MEDICAL, Sensitive.FINANCIAL, Sensitive.MINOR)
    assert stage.post.consent == Consent(notice=version, kinds=kinds)


def test_nothing_is_submitted_without_the_separate_consent(stage: FormStage) -> None:
    start(stage, RELIEF)
    stage.draft.answers |= SAMPLES[RELIEF]
    stage.draft.consented = True
    stage.shell.go("check")
    stage.check.submit()
    assert stage.post.filed == []


def test_who_declines_is_served_in_another_way(stage: FormStage) -> None:
    screens.add_number_screens(
        stage.shell, stage.services.queue, stage.services.printing, stage.services.giving_back
    )
    start(stage, RELIEF)
    assert stage.touch.wait_for("form.decline").property("text") == "不同意，取号到窗口办"
    stage.touch.tap("form.decline")
    stage.touch.wait_for("take-number.general")
    assert stage.draft.item is None
    stage.touch.tap("footer.back")
    stage.touch.wait_until(lambda: stage.state("screen") == "home", "home")


def test_where_no_numbers_are_given_declining_leads_home(stage: FormStage) -> None:
    start(stage, RELIEF)
    assert stage.touch.wait_for("form.decline").property("text") == "不同意，返回首页"
    stage.touch.tap("form.decline")
    stage.touch.wait_until(lambda: stage.state("screen") == "home", "home")
    assert stage.draft.item is None


def test_agreeing_is_forgotten_with_the_session(stage: FormStage) -> None:
    start(stage, RELIEF)
    stage.touch.tap("form.consent")
    stage.touch.tap("form.consent-sensitive")
    stage.shell.leave()
    assert not stage.draft.consented
    assert not stage.draft.consented_sensitive


def test_another_text_is_another_version(stage: FormStage) -> None:
    versions = set()
    for item in (RELIEF, TRADER):
        start(stage, item)
        versions.add(notice_version(stage.draft, load_words("form")))
        stage.touch.tap("footer.language")  # the version names the text, not the language it was read in
        versions.add(notice_version(stage.draft, load_words("form")))
    assert len(versions) == 2


def test_the_shipped_forms_say_what_of_them_is_sensitive() -> None:
    asked = {
        item.id: set(forms.sensitive_kinds(CATALOGUE.forms[item.form]))
        for item in CATALOGUE.items
        if item.form
    }
    medical, financial, minor = Sensitive.MEDICAL, Sensitive.FINANCIAL, Sensitive.MINOR
    assert {name: kinds for name, kinds in asked.items() if kinds} == {
        "resident-medical-insurance": {minor},
        "remote-medical-filing": {medical},
        "property-search": {minor},
        "old-age-allowance": {financial},
        "elder-care-subsidy": {medical, financial},
        "disability-certificate": {medical, minor},
        "temporary-relief": {medical, financial, minor},
        "unemployment-registration": {medical},
        "birth-registration": {medical, minor},
        "residence-permit": {minor},
        "insurance-subsidy": {medical, financial},
        "newborn": {medical, minor},
        "flexible-work": {medical, financial},
    }


def test_the_notice_says_whose_name_and_what_is_asked_of_each_person(stage: FormStage) -> None:
    """Bare labels in one row said “姓名” once for two people, and “您是” of nothing."""
    start(stage, "birth-registration")
    stage.touch.wait_text("要办事的人是谁？姓名、证件类型、证件号码")
    stage.touch.wait_text("孩子的另一位家长是谁？姓名、身份证号码")
    assert not any(text.endswith("您是") or "、您是" in text for text in stage.touch.texts())
    stage.touch.tap("footer.language")
    stage.touch.wait_text("Who is this for? Name, Kind of document, Document number")
