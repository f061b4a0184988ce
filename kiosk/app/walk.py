"""A person in front of the terminal: finds what is on the screen, touches it, and keeps what was seen.

Knows no service and no store: what it reports was seen on the screen, on paper, or told by the street.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.app.answers import say
from kiosk.app.street import Street
from kiosk.app.walkthrough import SeenScreen, SeenSlip, SeenStep, Walkthrough
from kiosk.ui.touch import Touch

SLIP_S = 10.0


class Walk:
    """One walk. Pictures and slips go below `out`; `seen` is the story so far."""

    def __init__(self, touch: Touch, street: Street, out: Path) -> None:
        self.touch = touch
        self.street = street
        self.out = out
        self.seen = Walkthrough()

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """One thing a person does. Raises what its body raises, with the step's name said first."""
        begun = time.monotonic()
        try:
            yield
        except Exception as error:
            error.add_note(f"in the step “{name}”")
            raise
        taken_ms = round((time.monotonic() - begun) * 1000)
        self.seen.steps.append(SeenStep(name, taken_ms))
        say(f"{taken_ms:6d} ms  {name}")

    def picture(self, name: str) -> None:
        """Keep what the screen looks like now."""
        png = Path("screens") / f"{len(self.seen.screens) + 1:02d}-{name}.png"
        self.touch.grab(self.out / png)
        self.seen.screens.append(SeenScreen(name, str(png)))

    def slip(self, kind: str, *expected: str) -> dict[str, Any]:
        """Wait for the next slip on paper, and find the expected words on it.

        Raises AssertionError when it says something else: what is on paper is not what the screen said.
        """
        n = len(self.seen.slips) + 1
        self.touch.wait_until(lambda: len(self.street.slips()) >= n, f"slip {n}", SLIP_S)
        fallen = self.street.slips()[n - 1]
        text = "\n".join(fallen["text"])
        for words in expected:
            if words not in text:
                raise AssertionError(f"{words!r} is not on slip {n}, which says:\n{text}")
        folder = Path("slips")
        self.seen.slips.append(SeenSlip(kind, str(folder / fallen["png"]), str(folder / fallen["bin"])))
        return fallen

    # -- filling a form ----------------------------------------------------------------------------------

    def press(self, characters: str) -> None:
        """One key of the on-screen keyboard after the other."""
        for character in characters:
            self.touch.tap(f"key.{character}")

    def fill(self, field: str, characters: str) -> None:
        """Type into a field whose pad has these characters."""
        self.touch.tap(f"form.field.{field}")
        self.press(characters)
        self.touch.tap("key.done")
        self.seen.answers[field] = characters

    def compose(self, field: str, *words: tuple[str, str]) -> None:
        """Write Chinese: each word as its pinyin and the candidate to choose."""
        self.touch.tap(f"form.field.{field}")
        for pinyin, word in words:
            self.press(pinyin)
            self.tap_reading("candidate", word)
        self.touch.tap("key.done")
        self.seen.answers[field] = "".join(word for _, word in words)

    def choose(self, field: str, label: str, value: Any) -> None:
        """Touch the option that reads `label` and stands for `value`; a closed grid is opened first."""
        if self._reading("form.option." + field, label) is None:
            self.touch.tap(f"form.field.{field}")
        self.tap_reading("form.option." + field, label)
        self.seen.answers[field] = value

    def choose_date(self, field: str, choices: tuple[int, int, int, int]) -> None:
        """Decade, year, month, day, as the chooser asks for them."""
        self.touch.tap(f"form.field.{field}")
        for number in choices:
            self.touch.tap(f"date.{number}")
        _, year, month, day = choices
        self.seen.answers[field] = f"{year:04d}-{month:02d}-{day:02d}"

    def tap_reading(self, group: str, text: str) -> None:
        """Touch the item of a group (candidates, options) that reads `text`, once it is there."""
        self.touch.wait_until(lambda: self._reading(group, text) is not None, f"{group} reading {text}")
        self.touch.tap(self._reading(group, text) or "")

    def _reading(self, group: str, text: str) -> str | None:
        """Object name of the visible item of `group` that reads `text`."""
        for item in self.touch.items():
            if item.objectName().startswith(group + ".") and text in (
                item.property("text"),
                item.property("caption"),
            ):
                return item.objectName()
        return None
