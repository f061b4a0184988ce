"""The display: numbers and windows, nothing of a person, and every word that is not ours escaped."""

import pytest

from kiosk.desk.announcing import Announcing, sentence_of
from kiosk.desk.feed import Moment
from kiosk.desk.lobby_page import board
from kiosk.domain.text import Text
from tests.desk_hall import Browser, DeskHall

NAMES = {"1": Text("1号窗口", "Window 1"), "5": Text("<b>五</b>", "Five")}


def _board(desk: DeskHall) -> str:
    return board(Moment(lobby=desk.hall.calls.lobby()), NAMES)


def test_before_the_first_call_people_are_asked_to_wait(desk: DeskHall) -> None:
    assert "请留意叫号" in _board(desk)
    assert "…" in board(Moment(), NAMES)


def test_the_newest_call_is_large_and_the_others_stay(desk: DeskHall) -> None:
    first, second = desk.take(priority=True), desk.take("insurance")
    desk.hall.calls.call_next("1", "x")
    desk.hall.calls.call_next("5", "x")
    shown = _board(desk)
    assert f'<p class="number">{second}</p>' in shown
    assert "&lt;b&gt;五&lt;/b&gt;" in shown
    assert shown.index(second) < shown.index(first)
    assert shown.count("优先") == 1
    assert "正在叫号" in shown


def test_who_has_just_missed_the_call_still_reads_it(desk: DeskHall) -> None:
    label = desk.take()
    desk.hall.calls.call_next("1", "x")
    held = desk.hall.calls.window("1").now
    assert held is not None
    desk.hall.calls.no_show("1", "x", held.ticket_id)
    assert "刚才叫号" in _board(desk)
    assert label in _board(desk)


def test_yesterday_s_calls_are_gone_in_the_morning(desk: DeskHall) -> None:
    label = desk.take()
    desk.hall.calls.call_next("1", "x")
    desk.world.clock.advance(16 * 3600)
    assert label not in _board(desk)


def test_a_window_that_was_taken_out_of_the_settings_has_a_name(desk: DeskHall) -> None:
    desk.take()
    desk.hall.calls.call_next("2", "x")
    assert "2号窗口" in _board(desk)


def test_nothing_of_a_person_is_there(browser: Browser, desk: DeskHall) -> None:
    desk.take(priority=True)
    desk.hall.calls.call_next("1", "1001")
    page = browser.open("/lobby").text + _board(desk)
    for word in ("李测试", "1001", "token-", "id-0"):
        assert word not in page


@pytest.mark.parametrize(
    ("label", "window", "sentence"),
    [
        ("A001", "5号窗口", "请A零零一号到五号窗口"),
        ("A·2-001", "12号窗口", "请A二，零零一号到十二号窗口"),
        ("B2-010", "二楼东侧", "请B二，零一零号到二楼东侧"),
        ("C030", "20号窗口", "请C零三零号到二十号窗口"),
    ],
)
def test_a_number_is_spoken_digit_by_digit_and_a_window_counted(
    label: str, window: str, sentence: str
) -> None:
    assert sentence_of(label, window) == sentence


def test_a_sound_is_only_made_of_calls_there_were(browser: Browser, desk: DeskHall) -> None:
    for name in ("1.wav", "..%2Fkiosk.db", "9" * 5000 + ".wav", "x.wav", "١.wav", ".wav"):
        assert browser.client.get(f"/sound/{name}").status_code == 404, name
    assert desk.chime.asked == []


def test_without_a_voice_the_chime_sounds_alone() -> None:
    silent = Announcing(program="no-such-program").wav("A001", "5号窗口")
    assert silent == Announcing(spoken=False).wav("B002", "1号窗口")
    assert (silent[:4], silent[8:12]) == (b"RIFF", b"WAVE")


def test_a_broken_voice_costs_no_chime() -> None:
    chime = Announcing(spoken=False).wav("A001", "5号窗口")
    assert Announcing(program="false").wav("A001", "5号窗口") == chime
    assert Announcing(program="true").wav("A001", "5号窗口") == chime


def test_the_voice_says_more_than_the_chime() -> None:
    speaking = Announcing()
    assert speaking.speaks()  # espeak-ng is among the system packages of set-up
    chime = Announcing(spoken=False).wav("A001", "5号窗口")
    assert len(speaking.wav("A001", "5号窗口")) > 1.5 * len(chime)
