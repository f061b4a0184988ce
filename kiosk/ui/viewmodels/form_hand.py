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

    def __repr__(self) -> str:
        return "Hand()"  # what is typed is nobody's business but the screen's

    def narrowed(self, name: str, letter: str) -> "Hand":
        """By one more first letter of the list `name`; an empty one shows the whole list again."""
        now = self.looking if self.looking.field == name else Looking(name)
        letters = now.letters + letter if letter else ""
        return msgspec.structs.replace(self, looking=msgspec.structs.replace(now, letters=letters))

    def entering(self, name: str, within: str) -> "Hand":
        return msgspec.structs.replace(self, looking=Looking(name, within=within))
