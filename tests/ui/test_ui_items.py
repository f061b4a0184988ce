"""Item list, search on the on-screen keyboard, and the guide."""

import msgspec

from kiosk.domain.item import Fact, ItemKind, Material, MaterialNeed, Offline, TimeLimit, TimeUnit
from kiosk.domain.text import Language, Text
from kiosk.ui.viewmodels.item import derive_item
from kiosk.ui.words import load_words
from tests.ui.fakes import config_items
from tests.ui.stage import Stage


def _say(key: str, **values: object) -> str:
    return load_words("item").say(key, Language.ZH, **values)


def _open(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.apply")


def test_the_last_item_is_reached_by_swiping(stage: Stage) -> None:
    _open(stage)
    last = [item for item in stage.catalogue.items if item.form][-1]
    stage.touch.tap(f"items.{last.id}")
    stage.touch.wait_text(last.plain_name.zh)
    stage.touch.wait_for("item.queue")


def test_more_below_is_a_key_not_only_a_swipe(stage: Stage) -> None:
    _open(stage)
    stage.touch.tap("scroller.down")
    stage.touch.wait_until(lambda: _usable(stage, "scroller.up"), "up is usable")


def _usable(stage: Stage, name: str) -> bool:
    item = stage.touch.find(name)
    return item is not None and item.isEnabled()


def test_pinyin_initials_find_an_item(stage: Stage) -> None:
    _open(stage)
    stage.touch.tap("items.search")
    stage.touch.wait_for("key.q")
    board = stage.shell.model("items").property("board")  # type: ignore[union-attr]
    board.inserted.emit("失业")
    stage.touch.wait_text("失业登记")
    rows = [name for name in stage.touch.names() if name.startswith("items.") and name != "items.search"]
    assert "items.unemployment-registration" in rows
    assert len(rows) < 5


def test_nothing_found_says_what_to_do(stage: Stage) -> None:
    _open(stage)
    stage.touch.tap("items.search")
    board = stage.shell.model("items").property("board")  # type: ignore[union-attr]
    board.inserted.emit("龘龘")
    assert "12345" in stage.touch.text_of("items.nothing")
    stage.touch.tap("items.clear")
    stage.touch.wait_until(lambda: stage.touch.find("items.nothing") is None, "list is back")


def test_back_puts_the_keyboard_away_first(stage: Stage) -> None:
    _open(stage)
    stage.touch.tap("items.search")
    stage.touch.wait_for("key.q")
    stage.touch.tap("footer.back")
    stage.touch.wait_until(lambda: stage.touch.find("key.q") is None, "keyboard away")
    assert stage.state("screen") == "items"


def test_a_new_session_does_not_see_the_last_search(stage: Stage) -> None:
    _open(stage)
    stage.touch.tap("items.search")
    stage.shell.model("items").property("board").inserted.emit("高龄")  # type: ignore[union-attr]
    stage.shell.leave()
    stage.touch.wait_for("attract.start")
    model = stage.shell.model("items")
    assert model is not None
    assert "高龄" not in str(model.property("state"))


def test_guide_marks_what_nobody_verified_and_says_zero_materials() -> None:
    item = msgspec.structs.replace(
        config_items()[0],
        materials=(),
        fee=Fact(Text("不收费")),
        time_limit=TimeLimit(TimeUnit.WORKDAY, 5),
        time_limit_verified=True,
    )
    state = derive_item(item, True, True, False, Language.ZH, _say)
    assert state.no_materials
    facts = {fact.label: fact for fact in state.facts}
    assert facts["费用"].example == "示例"
    assert facts["多久办好"].example == ""
    assert facts["多久办好"].text.startswith("5 个工作日")


def test_what_the_state_holds_is_never_asked_for() -> None:
    held = Material(name=Text("户口簿"), need=MaterialNeed.HELD_BY_STATE)
    bring = Material(name=Text("身份证"), need=MaterialNeed.BRING)
    item = msgspec.structs.replace(config_items()[0], materials=(held, bring))
    state = derive_item(item, False, False, False, Language.ZH, _say)
    assert [line.label for line in state.materials] == ["请带上", "不用带，联网核验"]


def test_a_request_says_that_the_result_needs_the_network() -> None:
    item = msgspec.structs.replace(config_items()[0], offline=Offline.REQUEST, offline_note=Text(""))
    assert "联网" in derive_item(item, True, True, False, Language.ZH, _say).notice


def test_an_item_without_a_form_is_told_and_queued_for_but_not_applied_for(stage: Stage) -> None:
    first, *rest = stage.catalogue.items
    guided = msgspec.structs.replace(first, kind=ItemKind.GUIDE, form="")
    stage.catalogue = msgspec.structs.replace(stage.catalogue, items=(guided, *rest))
    stage.serve()
    stage.begin()
    stage.touch.tap("home.apply")
    stage.touch.wait_for(f"items.{rest[0].id}")
    assert stage.touch.find(f"items.{guided.id}") is None
    stage.shell.goHome()
    stage.touch.tap("home.guide")
    stage.touch.tap(f"items.{guided.id}")
    stage.touch.wait_for("item.queue")
    assert stage.touch.find("item.start") is None
