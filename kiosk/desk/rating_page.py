"""The lobby's page for ratings: made for fingers, works without scripts, goes back to its start by itself."""

from collections.abc import Callable, Sequence
from html import escape
from typing import assert_never

from kiosk.desk.html import build, frame, said, two
from kiosk.desk.visits import Visit
from kiosk.domain.rating import MAX_TEXT, REASONS, Level, Rating
from kiosk.domain.text import Text
from kiosk.services.filing import IntakeStopped
from kiosk.services.ratings import AlreadyRated, Ratable, Rate, Rated
from kiosk.words import load_words

IDLE_S = 60
DONE_S = 12
SLOW = 2  # so much longer without scripts, where typing is no sign of life
_LEAD = Text(
    "按小票上的号码，先字母后数字；或把小票上的码对准扫码器。",
    "Enter the number on your slip, letter first, or hold its code before the scanner.",
)
_AWAY = Text("连不上，请稍等再按一次。", "No connection: wait a moment and touch it again.")

Say = Callable[[str], Text]
Prefixes = Sequence[tuple[str, Text]]  # the letters of the hall's numbers, each with its business


def page(site: Text, visit: Visit, prefixes: Prefixes, form: str) -> str:
    say = load_words("rating").both
    if visit.what is None:
        idle = IDLE_S if visit.typed or visit.trouble else 0
        return _frame(site, _number(visit, prefixes, form), "number", idle)
    what = f'<p class="what">{two(_what(visit.what, say))}</p>'
    if visit.outcome is not None:
        return _frame(site, what + _done(visit.outcome, form, say), "done", DONE_S)
    if visit.level is None:
        return _frame(site, what + _levels(form, say), "levels", IDLE_S)
    return _frame(site, what + _why(visit.level, form, say), "why", IDLE_S)


def _frame(site: Text, body: str, kind: str, idle_s: int) -> str:
    slow = f'<meta http-equiv="refresh" content="{idle_s * SLOW};url=/rate/over">'
    return frame(
        f"评价 {site.zh}",
        f'<body class="{kind}" data-idle="{idle_s}" data-build="{build()}"><header>{two(site)}</header>'
        f"<main>{body}</main>"
        f'<p class="away" role="alert" hidden>{two(_AWAY)}</p></body>',
        style="rate",
        scripts=("rate",),
        head=f"<noscript>{slow}</noscript>" if idle_s else "",
    )


def _number(visit: Visit, prefixes: Prefixes, form: str) -> str:
    words, title = load_words("rate"), load_words("rating").both("title")
    letters = "".join(
        f'<button name="key" value="{escape(prefix)}"><b>{escape(prefix)}</b>'
        f"<span>{two(name)}</span></button>"
        for prefix, name in prefixes
    )
    digits = "".join(f'<button name="key" value="{one}">{one}</button>' for one in "1234567890")
    trouble = said(visit.trouble.zh, visit.trouble.en, "alarm") if visit.trouble else ""
    return (
        f"<h1>{two(title)}</h1>"
        # What went wrong takes the place of what to do: both would push the keys out of sight.
        f"{trouble or f'<p class=lead>{two(_LEAD)}</p>'}"
        f'<form method="post" action="/rate" autocomplete="off" class="entry">{form}'
        # Enter, which a scanner sends too, presses the first button of a form.
        '<button class="default" name="act" value="look" tabindex="-1" aria-hidden="true"></button>'
        f'<label for="number">{two(words.both("number"))}</label>'
        f'<input id="number" name="number" value="{escape(visit.typed)}" maxlength="64" inputmode="none"'
        ' autocapitalize="characters" spellcheck="false" lang="en" autofocus>'
        f'<div class="letters">{letters}</div><div class="digits">{digits}'
        f'<button name="key" value="erase" class="wide">{two(words.both("erase"))}</button></div>'
        f'<button class="main" name="act" value="look">{two(words.both("ask"))}</button></form>'
    )


def _levels(form: str, say: Say) -> str:
    levels = "".join(
        f'<button name="level" value="{one.value}">{two(say(f"level-{one.value}"))}</button>' for one in Level
    )
    return (
        f'<h1>{two(say("title"))}</h1><p class="lead">{two(say("lead"))}</p>'
        f'<form method="post" action="/rate">{form}<input type="hidden" name="act" value="level">'
        f'<div class="five">{levels}</div></form>{_skip(form, say)}'
    )


def _why(level: Level, form: str, say: Say) -> str:
    chosen, name = say("chosen"), say(f"level-{level.value}")
    heading = Text(chosen.zh.format(level=name.zh), chosen.en.format(level=name.en))
    reasons = "".join(
        f'<label><input type="checkbox" name="{one}" value="1">'
        f"<span>{two(say(f'reason-{one}'))}</span></label>"
        for one in REASONS[level]
    )
    return (
        f'<form method="post" action="/rate" class="chosen">{form}<h1>{two(heading)}</h1>'
        f'<button name="act" value="change">{two(say("change"))}</button></form>'
        f'<form method="post" action="/rate" autocomplete="off" class="because">{form}'
        f'<p class="lead">{two(say("why"))}</p>'
        f'<div class="reasons">{reasons}</div>'
        f'<label class="words" for="text">{two(say("text"))}</label>'
        f'<textarea id="text" name="text" rows="2" maxlength="{MAX_TEXT}" spellcheck="false"></textarea>'
        f'<button class="main" name="act" value="submit">{two(say("submit"))}</button>'
        # Of another form: whoever skips sends nothing of what was written.
        f'<button form="leave" class="skip" name="act" value="skip">{two(say("skip"))}</button></form>'
        f'<form method="post" action="/rate" id="leave">{form}</form>'
    )


def _done(outcome: Rate, form: str, say: Say) -> str:
    match outcome:
        case Rated(rating):
            body = f'<h1>{two(say("thanks"))}</h1><p class="lead">{two(_thanks(rating, say))}</p>'
        case AlreadyRated():
            body = f"<h1>{two(say('already'))}</h1>"
        case IntakeStopped():
            body = f'<h1 class="alarm">{two(say("stopped"))}</h1>'
        case _:
            assert_never(outcome)
    return body + (
        f'<form method="post" action="/rate">{form}'
        f'<button class="main" name="act" value="over">{two(say("done"))}</button></form>'
    )


def _thanks(rating: Rating, say: Say) -> Text:
    lead = say("thanks-lead")
    if not rating.level.is_bad:
        return lead
    bad = say("thanks-bad-no-date")
    if rating.due is not None:
        bad = say("thanks-bad")
        zh, en = f"{rating.due.month}月{rating.due.day}日", f"{rating.due.day} {rating.due:%B}"
        bad = Text(bad.zh.format(due=zh), bad.en.format(due=en))
    return Text(bad.zh + lead.zh, bad.en + lead.en)


def _what(what: Ratable, say: Say) -> Text:
    if not what.label:
        return what.name
    shown, name = say("of-number"), what.name
    return Text(
        shown.zh.format(label=what.label, name=name.zh),
        shown.en.format(label=what.label, name=name.en or name.zh),
    )


def _skip(form: str, say: Say) -> str:
    return (
        f'<form method="post" action="/rate" class="skip">{form}'
        f'<button name="act" value="skip">{two(say("skip"))}</button></form>'
    )
