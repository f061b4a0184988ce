"""What a finger has in hand on a page: the open question, what is being typed, the place in a list."""

import msgspec

from kiosk.ui.viewmodels.long_list import Looking, Read, Readings


class Hand(msgspec.Struct, frozen=True):
    """`typed` is the text of `typing` while the keyboard is up: 12. and 0.50 are on their way."""

    opened: str = ""
    typing: str = ""
    typed: str = ""
    looking: Looking = Looking()
    read: Read = msgspec.field(default_factory=Readings)
