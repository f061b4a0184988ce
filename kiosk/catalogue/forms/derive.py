"""A schema and the answers so far into the pages that a screen shows."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue.forms.fields import called, field, whose, words_of
from kiosk.catalogue.forms.kinds import Kind, Schema, Schemas, first, inside, kind_of, row_schemas
from kiosk.catalogue.forms.shown import Shown, settle, shown, takes_nothing
from kiosk.catalogue.forms.vocabulary import GroupWords, form_words
from kiosk.domain.answer_path import join
from kiosk.domain.form import Answers, Field, Form, Page, Row, Rows, Widget
from kiosk.domain.item import Division
from kiosk.domain.text import Text

_TOGETHER = 4  # room on a page when the author has made no pages
_SHORT_CHOICE = 4  # options that take no more room than an entry
_MEASURE = "项"
Path = tuple[str | int, ...]


def derive(schema: Schema, answers: Answers, divisions: Sequence[Division], today: date) -> Form:
    """The form as it is with these answers; empty pages are left out."""
    now, kept = settle(schema, answers, today)
    title = Text(str(schema.get("title", "")), form_words(schema).en.title)
    return Form(title, tuple(_Layout(divisions, today).pages(now, kept, (), title)))


def in_order(now: Shown) -> list[str]:
    """Every property that applies, in the order of its page and then of itself."""
    return [name for name, _ in _in_order(now)]


class _Layout:
    """Pages of one object: the form itself, a nested object, or a row."""

    def __init__(self, divisions: Sequence[Division], today: date) -> None:
        self._divisions = divisions
        self._today = today

    def pages(self, now: Shown, kept: Answers, at: Path, title: Text, asked: bool = True) -> Iterator[Page]:
        """First the author's pages, then what has none. `asked`: what is required must be given."""
        titles = _pages(now)
        named: dict[str, list[Field]] = {page: [] for page in titles}
        loose = _Loose(at, title)
        for name, words in _in_order(now):
            schemas, path = now.properties[name], (*at, name)
            if (words.only_when_filled or first(schemas, "readOnly") is True) and name not in kept:
                continue
            needed = asked and name in now.required and not takes_nothing(schemas, self._today)
            if kind_of(schemas) is Kind.OBJECT:
                value = kept.get(name)
                within = value if isinstance(value, dict) else {}
                heading = whose(name, schemas, now.properties.values())
                if at and not isinstance(at[-1], int):
                    heading = _inside(title, heading)
                below = list(self._object(schemas, within, path, heading, needed))
                if words.page in named:
                    named[words.page] += [question for page in below for question in page.fields]
                else:
                    loose.add_pages(below)
            elif words.page in named:
                named[words.page].append(self._field(name, schemas, kept.get(name), path, needed))
            else:
                loose.add(self._field(name, schemas, kept.get(name), path, needed))
        for page, fields in named.items():
            if fields:
                yield Page(titles[page], tuple(fields), join((*at, page)) if at else page)
        yield from loose.pages()

    def _object(
        self, schemas: Schemas, kept: dict[str, Any], path: Path, title: Text, needed: bool
    ) -> Iterator[Page]:
        now = shown(inside(schemas), kept, self._today)
        # Of an object that may stay away nothing must be answered, until something in it is.
        return self.pages(now, kept, path, title, asked=needed or bool(kept))

    def _field(self, name: str, schemas: Schemas, value: Any, path: Path, needed: bool) -> Field:
        group = None
        if kind_of(schemas) is Kind.ROWS:
            group = self._rows(name, schemas, value if isinstance(value, list) else [], path)
        return field(join(path), name, schemas, needed, self._divisions, self._today, group)

    def _rows(self, name: str, schemas: Schemas, rows: list[Any], path: Path) -> Rows:
        return Rows(
            one=called(name, schemas),
            measure=words_of(schemas).measure or _MEASURE,
            rows=tuple(self._row(name, schemas, row, (*path, place)) for place, row in enumerate(rows)),
            blank=self._row(name, schemas, None, (*path, len(rows))),
            at_least=first(schemas, "minItems") or 0,
            at_most=first(schemas, "maxItems"),
        )

    def _row(self, name: str, schemas: Schemas, row: Any, path: Path) -> Row:
        items, title = row_schemas(schemas), called(name, schemas)
        if kind_of(items) is Kind.OBJECT:
            kept = row if isinstance(row, dict) else {}
            pages = tuple(self.pages(shown(inside(items), kept, self._today), kept, path, title))
        else:
            alone = field(join(path), name, items, True, self._divisions, self._today)
            if not first(items, "title"):
                alone = msgspec.structs.replace(alone, label=title)
            pages = (Page(title, (alone,), join(path)),)
        return Row(join(path), pages)


class _Loose:
    """Questions without a page of the author's: a few together, a list or an object for itself."""

    def __init__(self, at: Path, title: Text) -> None:
        self._at = at
        self._title = title
        self._done: list[Page] = []
        self._open: list[Field] = []
        self._room = _TOGETHER
        self._made = 0

    def add(self, question: Field) -> None:
        if question.group is not None:
            self._close()
            self._done.append(Page(question.label, (question,), question.name))
            return
        needs = min(_room_of(question), _TOGETHER)
        if needs > self._room:
            self._close()
        self._open.append(question)
        self._room -= needs

    def add_pages(self, pages: list[Page]) -> None:
        self._close()
        self._done += pages

    def pages(self) -> list[Page]:
        self._close()
        return self._done

    def _close(self) -> None:
        if self._open:
            self._made += 1
            name = f"rest-{self._made}"
            self._done.append(Page(self._title, tuple(self._open), join((*self._at, name))))
        self._open, self._room = [], _TOGETHER


def _inside(outer: Text, inner: Text) -> Text:
    """An object within an object: whose address it is."""
    return Text(f"{outer.zh}：{inner.zh}", f"{outer.en or outer.zh}: {inner.en or inner.zh}")


def _room_of(question: Field) -> int:
    """How much of a page a question takes, in short entries."""
    if question.widget is Widget.LONG_TEXT:
        return 2
    if question.widget in (Widget.CHOICE, Widget.MULTI_CHOICE) and len(question.options) > _SHORT_CHOICE:
        return 3
    return _TOGETHER if question.widget is Widget.DIVISION else 1


def _in_order(now: Shown) -> list[tuple[str, GroupWords]]:
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
