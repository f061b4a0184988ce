"""A schema and the answers so far into the pages that a screen shows."""

from collections.abc import Sequence
from datetime import date

from kiosk.catalogue.forms.fields import field, words_of
from kiosk.catalogue.forms.shown import Schema, Shown, settle
from kiosk.catalogue.forms.vocabulary import FieldWords, form_words
from kiosk.domain.form import Answers, Field, Form, Page
from kiosk.domain.item import Division
from kiosk.domain.text import Text

_TOGETHER = 4  # questions on a page when the author has made no pages


def derive(schema: Schema, answers: Answers, divisions: Sequence[Division], today: date) -> Form:
    """The form as it is with these answers; empty pages are left out."""
    now, kept = settle(schema, answers, today)
    title = Text(str(schema.get("title", "")), form_words(schema).en.title)
    titles = _pages(now)
    asked: dict[str, list[Field]] = {page: [] for page in titles}
    loose: list[Field] = []
    for name, words in _in_order(now):
        if not words.only_when_filled or name in kept:
            question = field(name, now.properties[name], name in now.required, divisions, today)
            asked.get(words.page, loose).append(question)
    pages = [Page(titles[page], tuple(fields), page) for page, fields in asked.items() if fields]
    for start in range(0, len(loose), _TOGETHER):
        pages.append(Page(title, tuple(loose[start : start + _TOGETHER]), f"rest-{start // _TOGETHER + 1}"))
    return Form(title, tuple(pages))


def in_order(now: Shown) -> list[str]:
    """Every property that applies, in the order of its page and then of itself."""
    return [name for name, _ in _in_order(now)]


def _in_order(now: Shown) -> list[tuple[str, FieldWords]]:
    places = {page: place for place, page in enumerate(_pages(now))}
    words = [(name, words_of(schemas)) for name, schemas in now.properties.items()]
    return sorted(words, key=lambda pair: (places.get(pair[1].page, len(places)), pair[1].order))


def _pages(now: Shown) -> dict[str, Text]:
    """Page id → title, in the order in which the form, then its branches, name them."""
    titles: dict[str, Text] = {}
    for branch in now.branches:
        for page in form_words(branch).pages:
            if not titles.get(page.id, Text("")).zh:
                titles[page.id] = page.title or Text("")
    return titles
