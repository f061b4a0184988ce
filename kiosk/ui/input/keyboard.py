"""The on-screen keyboard's model: one per screen that has something to type into."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.domain.text import Language
from kiosk.ui.input import layouts
from kiosk.ui.input.candidate_pages import Page, pages
from kiosk.ui.input.composing import Done, Effect, Erase, Insert, Typing, choose, press
from kiosk.ui.input.layouts import PADS, Captions, Mode, Rows
from kiosk.ui.input.pinyin import Candidate, candidates
from kiosk.ui.input.pinyin_table import PinyinTable, TableMissing, open_table
from kiosk.ui.words import load_words

_GRID_ROWS = 4  # the bar and three of the four rows of keys that the grid covers


class KeyboardState(msgspec.Struct, frozen=True, kw_only=True):
    shown: bool
    mode: str
    pad: bool
    upper: bool
    letters: str
    candidates: Page  # what fits: one row, or the whole grid when `expanded`
    expanded: bool
    has_more: bool
    has_less: bool
    # Why there is no pinyin here, for the citizen; empty when there is.
    notice: str = ""


class Keyboard(QObject):
    """Keys go in by `press`, text comes out by `inserted` and `erased`, for whatever field has the focus.

    Keeps what is being composed, and nothing after it has been entered.
    """

    stateChanged = Signal()  # noqa: N815 - Qt's naming, seen from QML
    # Apart from the state: forty keys need not be drawn again for every letter typed.
    rowsChanged = Signal()  # noqa: N815
    inserted = Signal(str)
    erased = Signal()
    done = Signal()

    def __init__(
        self,
        language: Callable[[], Language],
        alive: Callable[[], None],
        load: Callable[[], PinyinTable | TableMissing] = open_table,
        parent: QObject | None = None,
    ) -> None:
        """`alive` is told of every key (typing is a sign of life); `load` is called when first shown."""
        super().__init__(parent)
        self._language = language
        self._alive = alive
        self._load = load
        self._table: PinyinTable | TableMissing | None = None
        self._cells = 40
        self._start()

    def _start(self) -> None:
        self._shown = False
        self._typing = Typing(Mode.PINYIN)
        self._found: tuple[Candidate, ...] = ()
        self._pages: tuple[Page, ...] = ()
        self._page = 0
        self._expanded = False
        self._rows: Rows = ()

    # -- from the screen ---------------------------------------------------------------------------------

    @Slot(str)
    def show(self, wanted: str) -> None:
        """A field for `wanted` took the focus: "text", or a pad's mode."""
        if self._table is None:
            self._table = self._load()
        mode = self._letters_mode() if wanted == "text" else Mode(wanted)
        if not (self._shown and mode is self._typing.mode):
            self._compose(Typing(mode))
        self._shown = True
        self._set_rows()
        self.stateChanged.emit()

    @Slot()
    def hide(self) -> None:
        self.forget()

    @Slot(int)
    def setCells(self, cells: int) -> None:  # noqa: N802 - called from QML
        """The width of the candidate bar, counted in half characters."""
        if cells != self._cells and cells > 0:
            self._cells = cells
            self._lay_out()
            self.stateChanged.emit()

    # -- from the fingers --------------------------------------------------------------------------------

    @Slot(str)
    def press(self, name: str) -> None:
        key = next(key for row in self._rows for key in row if key.name == name)
        self._alive()
        self._act(press(self._typing, key.name, key.text, self._found))

    @Slot(int)
    def choose(self, index: int) -> None:
        self._alive()
        self._act(choose(self._typing, self._found[index]))

    @Slot()
    def more(self) -> None:
        self._turn(1)

    @Slot()
    def less(self) -> None:
        self._turn(-1)

    @Slot()
    def expand(self) -> None:
        """Between the bar and the grid that covers the keys."""
        self._alive()
        self._expanded = not self._expanded
        self._lay_out()
        self.stateChanged.emit()

    def forget(self) -> None:
        """Drop what is being composed and put the keyboard away."""
        self._start()
        self.stateChanged.emit()
        self.rowsChanged.emit()

    def retell(self) -> None:
        """The language changed."""
        if self._shown:
            self._set_rows()
        self.stateChanged.emit()

    # -- inside ------------------------------------------------------------------------------------------

    def _turn(self, by: int) -> None:
        self._alive()
        self._page = max(0, min(len(self._pages) - 1, self._page + by))
        self.stateChanged.emit()

    def _act(self, outcome: tuple[Typing, Effect]) -> None:
        typing, effect = outcome
        self._compose(typing)
        self._set_rows()
        self.stateChanged.emit()
        match effect:
            case Insert(text):
                self.inserted.emit(text)
            case Erase():
                self.erased.emit()
            case Done():
                self.done.emit()
            case None:
                pass

    def _compose(self, typing: Typing) -> None:
        self._typing = typing
        table = self._table
        self._found = ()
        if isinstance(table, PinyinTable) and typing.letters:
            self._found = candidates(table, typing.letters)
        self._expanded = self._expanded and bool(self._found)
        self._lay_out()

    def _lay_out(self) -> None:
        texts = [candidate.text for candidate in self._found]
        self._pages = pages(texts, self._cells, _GRID_ROWS if self._expanded else 1)
        self._page = 0

    def _letters_mode(self) -> Mode:
        english = self._language() is Language.EN or not isinstance(self._table, PinyinTable)
        return Mode.ENGLISH if english else Mode.PINYIN

    def _set_rows(self) -> None:
        words = load_words("keyboard").all(self._language())
        captions = Captions(**{name: words[name] for name in Captions.__struct_fields__})
        laid = layouts.rows(
            self._typing.mode, self._typing.upper, captions, isinstance(self._table, PinyinTable)
        )
        if laid != self._rows:
            self._rows = laid
            self.rowsChanged.emit()

    def _derive(self) -> KeyboardState:
        mode = self._typing.mode
        missing = isinstance(self._table, TableMissing) and mode not in PADS
        return KeyboardState(
            shown=self._shown,
            mode=mode,
            pad=mode in PADS,
            upper=self._typing.upper,
            letters=self._typing.letters,
            candidates=self._pages[self._page] if self._pages else (),
            expanded=self._expanded,
            has_more=self._page < len(self._pages) - 1,
            has_less=self._page > 0,
            notice=load_words("keyboard").say("no-pinyin", self._language()) if missing else "",
        )

    def _state_for_qml(self) -> dict[str, Any]:
        # By JSON, not to_builtins: QML cannot look into tuples.
        state: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self._derive()))
        return state

    def _rows_for_qml(self) -> list[Any]:
        laid: list[Any] = msgspec.json.decode(msgspec.json.encode(self._rows))
        return laid

    def _words_for_qml(self) -> dict[str, str]:
        return load_words("keyboard").all(self._language())

    state = Property("QVariantMap", _state_for_qml, notify=stateChanged)  # type: ignore[arg-type]
    rows = Property("QVariantList", _rows_for_qml, notify=rowsChanged)  # type: ignore[arg-type]
    words = Property("QVariantMap", _words_for_qml, notify=stateChanged)  # type: ignore[arg-type]
