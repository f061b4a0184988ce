"""情形引导: an item's few questions, one at a time, on the form's own screen; then the exact list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from kiosk.ui.viewmodels.form import FormViewModel
from kiosk.ui.words import load_words


class SituationViewModel(FormViewModel):
    """A form without a privacy notice: it asks nothing about who somebody is, and files nothing."""

    screen: ClassVar[str] = "situation"
    more_words: ClassVar[tuple[str, ...]] = ("form",)

    def open(self, arguments: Mapping[str, str]) -> None:
        super().open(arguments)
        if self._place() is None:
            self._begin()

    def back(self) -> bool:
        self._put_away()
        place = self._place()
        if place is not None and place.before:
            self._turn_to(place.before)
            return True
        self._draft.page = ""
        return False

    def say(self, key: str, /, **values: object) -> str:
        """This screen's own words before the form's."""
        words = self._words if key in self._words.all(self.language) else load_words("form")
        return words.say(key, self.language, **values)

    def _end(self) -> None:
        if self._draft.item is not None:
            self.shell.go("told", item=self._draft.item.id)
