"""The lobby's display: numbers, windows, how many wait. No name, no reason, nothing about a person."""

from collections.abc import Mapping
from html import escape

from kiosk.desk.feed import Moment
from kiosk.desk.html import frame, two
from kiosk.domain.calling import CallEvent, LobbyView
from kiosk.domain.text import Text
from kiosk.domain.time import from_ms, local

SHOWN = 5  # below the newest; more would be too small to read from ten metres
LONG = 5  # characters from which a number is set smaller: A·2-001
# Names wider than these are set smaller, in widths of a Chinese character.
WINDOW_WIDE, WINDOW_WIDER, BUSINESS_WIDE = 5, 7, 7
_NO_SOUND = Text("本屏还没有声音：请点一下屏幕", "No sound yet: touch the screen")


def page(site: Text, board: str, beat_s: float) -> str:
    body = (
        f'<body class="lobby" data-live="/lobby/live" data-beat="{beat_s}">'
        f'<header><h1>{two(site)}</h1><p id="link" role="status"></p><p id="clock"></p></header>'
        f'<main id="board">{board}</main>'
        f'<button id="mute" hidden>{two(_NO_SOUND)}</button></body>'
    )
    return frame(f"叫号 {site.zh}", body, style="lobby", scripts=("live", "lobby"))


def board(moment: Moment, windows: Mapping[str, Text]) -> str:
    """What the display shows of one moment."""
    lobby = moment.lobby
    if lobby is None:
        return '<section class="now idle"><p class="number">…</p></section>'
    today = local(from_ms(lobby.now_ms)).date()
    last = [one for one in lobby.last if local(from_ms(one.at_ms)).date() == today]
    return (
        _now(lobby, last[0] if last else None, windows)
        + _last(last[1 : SHOWN + 1], windows)
        + _lines(lobby, windows)
    )


def _now(lobby: LobbyView, call: CallEvent | None, windows: Mapping[str, Text]) -> str:
    if call is None:
        return (
            '<section class="now idle"><h2>叫号 <small lang="en">Calls</small></h2>'
            '<p class="rest">请留意叫号</p>'
            '<p class="rest" lang="en">Please wait for your number</p></section>'
        )
    held = any(one.label == call.label for one in lobby.now)
    title = Text("正在叫号", "Now calling") if held else Text("刚才叫号", "Last call")
    return (
        f'<section class="now{" long" if len(call.label) > LONG else ""}"><h2>{two(title)}{_mark(call)}</h2>'
        f'<p class="number">{escape(call.label)}</p>'
        f'<p class="to{_wide(_name(call.window, windows).zh)}"><span>请到</span> '
        f"{two(_name(call.window, windows))}</p></section>"
    )


def _last(calls: list[CallEvent], windows: Mapping[str, Text]) -> str:
    rows = "".join(
        f"<li{' class=long' if len(one.label) > LONG else ''}><b>{escape(one.label)}</b>"
        f'<span class="to{_wide(_name(one.window, windows).zh)}">'
        f"{escape(_name(one.window, windows).zh)}{_mark(one)}</span></li>"
        for one in calls
    )
    return f'<section class="last"><h2>{two(Text("刚才叫过", "Called before"))}</h2><ol>{rows}</ol></section>'


def _lines(lobby: LobbyView, windows: Mapping[str, Text]) -> str:
    rows = "".join(
        f"<li><b>{escape(one.prefix)}</b> <span>{escape(one.name.zh)}</span> "
        f'<b class="count">{one.waiting}</b></li>'
        for one in lobby.waiting
    )
    paused = "、".join(_name(one, windows).zh for one in lobby.paused)
    note = f'<span class="paused">暂停：{escape(paused)}</span>' if paused else ""
    suspect = ' data-suspect="1"' if lobby.clock_suspect else ""
    title = two(Text("等候人数", "People waiting"))
    wide = any(_width(one.name.zh) > BUSINESS_WIDE for one in lobby.waiting)
    list_ = f"<ul{' class=wide' if wide else ''}>{rows}</ul>"
    return f'<section class="lines"{suspect}><h2>{title}{note}</h2>{list_}</section>'


def _width(name: str) -> float:
    """In widths of a Chinese character."""
    return sum(0.6 if character.isascii() else 1 for character in name)


def _wide(name: str) -> str:
    width = _width(name)
    return " wider" if width > WINDOW_WIDER else " wide" if width > WINDOW_WIDE else ""


def _name(window: str, windows: Mapping[str, Text]) -> Text:
    # A window that hall.toml no longer has may still stand among the last calls.
    return windows.get(window, Text(f"{window}号窗口", f"Window {window}"))


def _mark(call: CallEvent) -> str:
    return '<em class="first">优先</em>' if call.priority else ""
