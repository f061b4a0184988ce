"""差评跟进 at the desk: what is open, due first, ended with a word. Never who rated, nor what they wrote."""

from collections.abc import Sequence
from html import escape

from kiosk.desk.html import frame, hidden, two
from kiosk.domain.rating import FollowUp
from kiosk.domain.text import Language, Text
from kiosk.services.ratings import FollowUpView
from kiosk.words import load_words

OUTCOMES = (FollowUp.FIXED, FollowUp.EXPLAINED, FollowUp.PASSED_ON, FollowUp.EXCLUDED)


def page(found: Sequence[FollowUpView], elsewhere: Sequence[Text], form: str, said: str = "") -> str:
    """`elsewhere`: a line for each terminal that has some of its own; `said`: what the last act came to."""
    words = load_words("follow-ups")
    cards = "".join(_card(one, form) for one in found) or f"<p>{two(words.both('none'))}</p>"
    others = "".join(f"<li>{two(line)}</li>" for line in elsewhere)
    body = (
        f'<body class="cards"><header><h1>{two(words.both("title"))}</h1>'
        '<nav><a href="/window">返回叫号 Calling</a></nav></header>'
        f"<main><p>{two(words.both('lead'))}</p>{said}{cards}"
        f"{f'<ul>{others}</ul>' if others else ''}</main></body>"
    )
    return frame(words.both("title").zh, body, style="desk")


def _card(one: FollowUpView, form: str) -> str:
    words, rating = load_words("follow-ups"), load_words("rating")
    level = rating.both(f"level-{one.level.value}")
    reasons = "".join(f"<li>{two(rating.both(f'reason-{reason}'))}</li>" for reason in one.reasons)
    outcomes = {outcome.value: two(words.both(f"outcome-{outcome.value}")) for outcome in OUTCOMES}
    buttons = "".join(
        f'<button name="outcome" value="{outcome}">{told}</button>' for outcome, told in outcomes.items()
    )
    return (
        f"<section{' class=overdue' if one.overdue else ''}>"
        f"<h2>{two(Text(f'{one.name.zh}：{level.zh}', f'{one.name.en}: {level.en}'))}</h2>"
        f'<p class="due">{_due(one)}</p>'
        f"<p>{two(_said('rated-on', f'{one.day:%m-%d}'))}</p><ul>{reasons}</ul>"
        f"<details><summary>{two(words.both('question'))}</summary>"
        f'<form method="post" action="/follow-ups">{hidden(form)}'
        f'<input type="hidden" name="rating" value="{escape(one.id)}">{buttons}</form></details></section>'
    )


def _due(one: FollowUpView) -> str:
    if one.due is None:
        return two(load_words("follow-ups").both("no-due"))
    due = _said("due", f"{one.due:%m-%d}")
    if not one.overdue:
        return two(due)
    words = load_words("follow-ups")
    return two(
        Text(
            words.say("overdue", Language.ZH, due=due.zh),
            words.say("overdue", Language.EN, due=due.en),
        )
    )


def _said(key: str, day: str) -> Text:
    words = load_words("follow-ups")
    return Text(words.say(key, Language.ZH, day=day), words.say(key, Language.EN, day=day))
