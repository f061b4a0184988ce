"""A finger that fills a form: for each kind of question the touches that give an answer."""

from datetime import date
from typing import Any

from kiosk.domain.answer_path import look_up
from kiosk.domain.form import Field, Widget
from kiosk.ui.input.dates import Part
from kiosk.ui.viewmodels.form_answers import option_values
from kiosk.ui.viewmodels.journey import place_of
from kiosk.ui.words import load_words
from tests.ui.form_stage import FormStage

TEN = (
    [(0.2, 0.5), (0.35, 0.49), (0.5, 0.5), (0.65, 0.51), (0.8, 0.5)],
    [(0.5, 0.1), (0.5, 0.4), (0.51, 0.7), (0.5, 0.9)],
)


class Finger:
    """Fills `answers` into the form on `stage`, page by page, and ends at the check."""

    def __init__(self, stage: FormStage, answers: dict[str, Any]) -> None:
        self._stage = stage
        self._touch = stage.touch
        self._answers = answers

    def agree(self) -> None:
        self._touch.tap("form.consent")
        if self._stage.draft.sensitive:
            self._touch.tap("form.consent-sensitive")
        self._next("")

    def fill_all(self) -> None:
        while self._stage.state("screen") == "form":
            page = self._stage.draft.page
            self.fill_page(self._answers)
            self._next(page)
        if self._stage.state("screen") == "photos":
            self._touch.tap("photos.next")

    def fill_to(self, page: str) -> None:
        """Fill page after page until `page` is shown."""
        while self._stage.draft.page != page:
            before = self._stage.draft.page
            self.fill_page(self._answers)
            self._next(before)

    def fill_page(self, answers: dict[str, Any]) -> None:
        """Every question of the page that is shown; one may open another, so look again until none is new."""
        done: set[str] = set()
        while fresh := [field for field in self._asked() if field.name not in done]:
            field = fresh[0]
            done.add(field.name)
            value = look_up(self._answers, field.name)
            if value is None and answers is not self._answers:  # of one row, by its own names
                value = answers.get(field.name.rpartition("/")[2])
            if value is not None and self._touch.find(f"form.locked.{field.name}") is None:
                self._fill(field, value)

    def sign(self, name: str) -> None:
        """Two strokes, as in 十, and 签好了."""
        self._touch.tap(f"form.field.{name}")
        for places in TEN:
            self._touch.stroke("form.sign.pad", places)
        self._touch.tap("form.sign.done")
        self._touch.wait_until(lambda: look_up(self._stage.draft.answers, name) is not None, "a signature")

    def _asked(self) -> tuple[Field, ...]:
        place = place_of(self._stage.draft.asked(), self._stage.draft.page)
        return () if place is None else place.page.fields

    def _next(self, page: str) -> None:
        self._touch.tap("form.next")
        self._touch.wait_until(
            lambda: self._stage.state("screen") != "form" or self._stage.draft.page != page, f"after {page}"
        )

    def _fill(self, field: Field, value: Any) -> None:
        match field.widget:
            case Widget.ROWS:
                for row in value:
                    self._add(field, row)
            case Widget.DATE | Widget.MONTH:
                self._choose_date(field.name, value)
            case Widget.SIGNATURE:
                self.sign(field.name)
            case Widget.MULTI_CHOICE:
                for one in value:
                    self._choose(field, one)
            case Widget.CHOICE | Widget.DIVISION | Widget.YES_NO | Widget.CONSENT:
                if look_up(self._stage.draft.answers, field.name) != value:
                    self._choose(field, value)
            case _:
                self._write(field.name, str(value))

    def _add(self, field: Field, row: Any) -> None:
        host = self._stage.draft.page
        self._touch.tap(f"form.add.{field.name}")
        while self._stage.draft.page != host:
            page = self._stage.draft.page
            if isinstance(row, dict):
                self.fill_page(row)
            else:
                self._write(self._asked()[0].name, str(row))
            self._next(page)

    def _choose(self, field: Field, value: Any) -> None:
        index = option_values(field).index(value)
        option = f"form.option.{field.name}.{index}"
        if self._touch.find(option) is None:
            self._touch.tap(f"form.field.{field.name}")
        self._touch.tap(option)

    def _write(self, name: str, text: str) -> None:
        """Digits and other keys one by one; Chinese as the keyboard commits it (its own tests compose it)."""
        self._touch.tap(f"form.field.{name}")
        for _ in str(look_up(self._stage.draft.answers, name) or ""):  # a default that is not wanted
            self._touch.tap("key.erase")
        self._stage.keyboard.inserted.emit(text[:-1])
        if self._stage.keyboard.property("state")["pad"]:
            self._touch.tap(f"key.{text[-1].lower()}")
        else:
            self._stage.keyboard.inserted.emit(text[-1])
        self._touch.tap("key.done")

    def _choose_date(self, name: str, value: str) -> None:
        day = date.fromisoformat(value if len(value) == 10 else f"{value}-01")
        words, language = load_words("keyboard"), self._stage.shell.language
        parts = {words.say(f"choose-{part.value}", language): part for part in Part}
        self._touch.tap(f"form.field.{name}")
        chooser = self._stage.form._chooser
        while (now := chooser._derive()).shown:
            numbers = [key.number for key in now.keys]
            wanted = {
                Part.DECADE: max((n for n in numbers if n <= day.year), default=0),
                Part.YEAR: day.year,
                Part.MONTH: day.month,
                Part.DAY: day.day,
            }[parts[now.question]]
            self._touch.tap(f"date.{wanted}")
