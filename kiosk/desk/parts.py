"""What every handler works with, made once by `create_desk`."""

from dataclasses import dataclass

from kiosk.desk.feed import Feed
from kiosk.desk.gate import Gate
from kiosk.desk.ports import Access, Hall
from kiosk.desk.sessions import Sessions
from kiosk.domain.text import Text


@dataclass(frozen=True)
class Parts:
    hall: Hall
    access: Access
    sessions: Sessions
    gate: Gate
    feed: Feed
    windows: dict[str, Text]  # the hall's windows by id, with their names
    series: dict[str, Text]  # its series by id
