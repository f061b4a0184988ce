"""What every screen's model is: frozen state, swapped whole, one notify."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.domain.text import Language, Text
from kiosk.ui.words import Words, load_words

if TYPE_CHECKING:
    from kiosk.ui.shell import Shell


class State(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a screen shows. Subclasses hold str, int, float, bool, tuples and other State only."""


class ViewModel(QObject):
    """Owns one screen's state. Subclasses derive a State in a pure function and hand it to `_show`.

    `screen` is the name by which others go there and of its texts, `qml` the file in qml/Screens,
    `more_words` other texts that its controls show. The shell calls `open`
    when somebody goes to the screen, `refresh` a few times a second while it is shown, and `forget` when
    a session ends.
    """

    screen: ClassVar[str]
    qml: ClassVar[str]
    more_words: ClassVar[tuple[str, ...]] = ()

    stateChanged = Signal()  # noqa: N815 - Qt's naming, seen from QML

    def __init__(self, shell: Shell | None, initial: State) -> None:
        super().__init__()
        self._shell = shell
        self._state: State = initial
        self._words: Words = load_words(self.screen)

    @property
    def language(self) -> Language:
        return self.shell.language

    @property
    def shell(self) -> Shell:
        if self._shell is None:
            raise RuntimeError("the shell has no shell above it")
        return self._shell

    def say(self, key: str, /, **values: object) -> str:
        """One of this screen's phrases in the session's language."""
        return self._words.say(key, self.language, **values)

    def read(self, text: Text) -> str:
        return text.in_(self.language)

    def open(self, arguments: Mapping[str, str]) -> None:
        """Somebody goes to this screen. `arguments` are ids, never a person's data."""

    def back(self) -> bool:
        """Whether 返回 was handled here, as a step back inside the screen."""
        return False

    def type_in(self, digits: str) -> bool:
        """A number was scanned: put it into the field that is being filled. False when none is."""
        del digits
        return False

    @Slot()
    def refresh(self) -> None:
        """Derive again, four times a second while shown and after a change of language. Cheap."""

    def reread(self) -> None:
        """Every two seconds while shown: ask services again for what others may have changed."""

    def forget(self) -> None:
        """Drop everything of the session that ended. What is not dropped here reaches the next citizen."""

    def _show(self, state: State) -> None:
        if state != self._state:
            self._state = state
            self.stateChanged.emit()

    def retell(self) -> None:
        """The language changed: derive again, and let QML read `words` again."""
        self.refresh()
        self.stateChanged.emit()

    def _state_for_qml(self) -> dict[str, Any]:
        # By JSON, not to_builtins: QML cannot look into a tuple, only into a list.
        shown: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self._state))
        return shown

    def _words_for_qml(self) -> dict[str, str]:
        more = (load_words(name).all(self.language) for name in self.more_words)
        return self._words.all(self.language) | {key: text for words in more for key, text in words.items()}

    state = Property("QVariantMap", _state_for_qml, notify=stateChanged)  # type: ignore[arg-type]
    words = Property("QVariantMap", _words_for_qml, notify=stateChanged)  # type: ignore[arg-type]
