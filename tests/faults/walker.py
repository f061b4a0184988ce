"""One life of a terminal beside a street that outlives it: start, take a number, file a case, end.

Its own process, so that it can be killed: `python -m tests.faults.walker PLACE`, where PLACE is the JSON of
`Place`. Every step that was seen on the screen is said on stdout.
"""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from kiosk.app import story
from kiosk.app.control import Control
from kiosk.app.run import run_terminal
from kiosk.app.terminal import Terminal
from kiosk.app.walk import Walk
from kiosk.devices.simulator.persons import PERSONS
from kiosk.domain.card import IdCard
from kiosk.settings import load
from kiosk.ui.touch import Touch

SLIP_S = 30.0


class Place(msgspec.Struct, frozen=True):
    """Where the devices of the street answer, and the terminal's settings."""

    config: str
    printer: int
    reader: int


class Devices:
    """The part of kiosk.app.street.Street that a walk uses, with the street in another process."""

    def __init__(self, place: Place) -> None:
        self.printer = Control(place.printer)
        self.reader = Control(place.reader)

    def slips(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.printer.ask("slips")["slips"]
        return found

    def lay_card(self, person: str) -> IdCard:
        self.reader.ask("insert", person=person)
        return PERSONS[person]

    def lift_card(self) -> None:
        self.reader.ask("remove")


class HastyWalk(Walk):
    """Takes no pictures, and finds its slip among those that earlier lives left in the printer."""

    def picture(self, name: str) -> None:
        pass

    def slip(self, _kind: str, *expected: str) -> dict[str, Any]:
        def mine() -> list[dict[str, Any]]:
            return [
                slip
                for slip in self.street.slips()
                if all(words in "\n".join(slip["text"]) for words in expected)
            ]

        self.touch.wait_until(lambda: bool(mine()), f"the slip of {expected}", SLIP_S)
        return mine()[0]


def walk(terminal: Terminal, place: Place, end: Callable[[int], None]) -> None:
    devices = Devices(place)
    devices.lift_card()
    walked = HastyWalk(Touch(terminal.window.view), devices, Path())  # type: ignore[arg-type]
    try:
        story.look_at_start(walked)
        walked.touch.tap("attract.start")
        story.take_number(walked)
        walked.touch.tap("footer.home")
        story.file_case(walked)
        end(0)
    except Exception:
        traceback.print_exc()
        end(1)


def main(place: Place) -> int:
    config = Path(place.config)
    return run_terminal(
        load(config),
        config,
        showing="panel",
        again=False,
        companion=lambda terminal, end: walk(terminal, place, end),
    )


if __name__ == "__main__":
    sys.exit(main(msgspec.json.decode(sys.argv[1], type=Place)))
