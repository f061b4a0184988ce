"""好差评: it comes by itself after a service, presses nobody, and takes each level with its own reasons."""

import pytest

from kiosk.devices.code_scanner import CodeScanned
from kiosk.domain.rating import REASONS, FollowUp, Level
from kiosk.domain.text import Language
from kiosk.ui.viewmodels.rating import RatingScreen, RatingState
from kiosk.ui.words import load_words
from tests.ui.fake_statements import FILED, TICKET_TOKEN
from tests.ui.scenes import home
from tests.ui.stage import Stage
from tests.ui.statement_scenes import follow_ups, rate, rating, rating_why, rating_words


def screen(stage: Stage) -> RatingScreen:
    found = stage.shell.model("rating")
    assert isinstance(found, RatingScreen)
    return found


def test_nothing_is_chosen_beforehand_and_skipping_is_one_touch(stage: Stage) -> None:
    rating(stage)
    state = screen(stage)._state
    assert isinstance(state, RatingState)
    assert [line.level for line in state.levels] == [level.value for level in Level]
    assert (state.chosen, state.reasons, state.text) == ("", (), "")
    stage.touch.tap("rating.skip")
    stage.touch.wait_for("attract.start")
    assert stage.services.ratings.given == []


@pytest.mark.parametrize("level", Level)
def test_each_level_asks_for_its_own_reasons(stage: Stage, level: Level) -> None:
    rating(stage)
    stage.touch.tap(f"rating.{level.value}")
    words = load_words("rating")
    for reason in REASONS[level]:
        stage.touch.wait_text(words.say(f"reason-{reason}", Language.ZH))
    stage.touch.tap(f"rating.reason.{REASONS[level][0]}")
    stage.touch.tap("rating.submit")
    stage.touch.wait_for("rating.done")
    assert stage.services.ratings.given == [("c1", level, (REASONS[level][0],), "")]
    stage.touch.tap("rating.done")
    stage.touch.wait_for("attract.start")


def test_another_level_takes_the_reasons_and_words_of_the_first_back(stage: Stage) -> None:
    rating_words(stage)
    stage.touch.tap("key.done")
    stage.touch.tap("rating.change")
    stage.touch.tap("rating.satisfied")
    stage.touch.tap("rating.submit")
    stage.touch.wait_for("rating.done")
    assert stage.services.ratings.given == [("c1", Level.SATISFIED, (), "")]


def test_the_way_past_stays_while_somebody_types(stage: Stage) -> None:
    rating_words(stage)
    stage.touch.tap("rating.skip")
    stage.touch.wait_for("attract.start")
    assert stage.services.ratings.given == []


def test_a_bad_rating_hears_by_when_it_is_followed_up(stage: Stage) -> None:
    rating_why(stage)
    stage.touch.tap("rating.submit")
    stage.touch.wait_text("11月30日")


def test_who_has_skipped_is_not_asked_again_and_may_still_come_by_the_tile(stage: Stage) -> None:
    home(stage)
    stage.services.ratings.filed = FILED
    assert screen(stage).offer("home")
    stage.touch.tap("rating.skip")
    stage.touch.wait_for("home.rate")
    assert not screen(stage).offer("home")
    stage.touch.tap("home.rate")
    stage.touch.tap("rate.filed")
    stage.touch.wait_for("rating.very-satisfied")


def test_back_leads_to_the_five_and_then_to_where_one_was(stage: Stage) -> None:
    rating_why(stage)
    stage.touch.tap("footer.back")
    stage.touch.tap("rating.satisfied")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("rating.satisfied")
    stage.touch.tap("footer.back")
    stage.touch.wait_for("home.take-number")


def test_the_tile_is_there_only_when_something_can_be_rated(stage: Stage) -> None:
    stage.services.ratings.served = False
    home(stage)
    stage.touch.wait_for("home.complaint")
    assert stage.touch.find("home.rate") is None
    stage.services.ratings.served = True
    stage.home.reread()
    stage.touch.wait_for("home.rate")


def test_a_served_number_is_rated_as_it_reads(stage: Stage) -> None:
    rate(stage)
    stage.touch.tap("rate.ask")
    stage.touch.wait_text("A001 号 · 综合服务")
    stage.touch.tap("rating.satisfied")
    stage.touch.tap("rating.submit")
    stage.touch.tap("rating.done")
    stage.touch.wait_for("home.take-number")
    assert stage.services.ratings.given == [("t1", Level.SATISFIED, (), "")]
    stage.services.ratings.filed = None
    stage.home.reread()
    stage.touch.wait_until(lambda: stage.touch.find("home.rate") is None, "the tile is gone")


def test_a_number_that_was_not_served_is_told_and_can_be_mended(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("home.rate")
    stage.touch.tap("rate.series.general")
    stage.touch.type("rate.key", "12")
    stage.touch.tap("rate.ask")
    stage.touch.wait_text("今天还没有办完")
    stage.touch.tap("rate.key.erase")
    stage.touch.tap("rate.ask")
    stage.touch.wait_for("rating.skip")


@pytest.mark.parametrize(
    ("english", "told"), [(False, "试的次数太多了"), (True, "Too many tries")], ids=["zh", "en"]
)
def test_whoever_tries_too_many_numbers_is_sent_to_the_slip_or_the_counter(
    stage: Stage, english: bool, told: str
) -> None:
    stage.services.ratings.tries = 0
    home(stage)
    if english:
        stage.shell.toggleLanguage()
    stage.touch.tap("home.rate")
    stage.touch.tap("rate.series.general")
    stage.touch.type("rate.key", "1")
    stage.touch.tap("rate.ask")
    assert told in stage.touch.text_of("rate.message")


def test_the_slip_of_a_served_number_leads_to_its_rating(stage: Stage) -> None:
    home(stage)
    stage.scans.take(CodeScanned(TICKET_TOKEN))
    stage.touch.wait_text("A001 号 · 综合服务")


def test_the_idle_wipe_leaves_nothing(stage: Stage) -> None:
    rating_words(stage)
    stage.tick(61)
    stage.tick(21)
    stage.touch.wait_for("attract.start")
    assert screen(stage)._state == RatingState()
    assert (screen(stage)._text, screen(stage)._reasons, screen(stage)._skipped) == ("", frozenset(), set())


def test_staff_end_a_follow_up_with_a_word(stage: Stage) -> None:
    follow_ups(stage)
    stage.touch.wait_text("已超期")
    stage.touch.tap("follow-ups.0")
    stage.touch.tap("follow-ups.outcome.explained")
    stage.touch.wait_text("已记下")
    assert stage.services.ratings.ended == [("dz01", "f1", FollowUp.EXPLAINED)]
    stage.touch.tap("footer.back")
    stage.touch.wait_for("staff.follow-ups")
    for _ in range(8):  # screens ask services again every eighth tick
        stage.tick()
    stage.touch.wait_text("差评跟进：2 件")


def test_nobody_gets_to_the_follow_ups_without_signing_in(stage: Stage) -> None:
    home(stage)
    with pytest.raises(RuntimeError, match="signed in"):
        stage.shell.go("follow-ups")
