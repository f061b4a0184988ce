"""The on-screen keyboard's model: one per screen that has something to type into."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
from PySide6.QtCore import Property, QObject, Signal, Slot

from kiosk.domain.text import Language
from kiosk.ui.glyphs import can_show
from kiosk.ui.input import code_points, layouts, parts, spoken
from kiosk.ui.input.candidate_pages import CandidateBook, Page
from kiosk.ui.input.composing import Done, Effect, Erase, Insert, Typing, add_stroke, choose, press
from kiosk.ui.input.handwriting import Point, Recognizer, Stroke, open_recognizer
from kiosk.ui.input.headline import headline, prompt
from kiosk.ui.input.layouts import PADS, Captions, Function, Mode, Offered, Rows
from kiosk.ui.input.parts import Asking, Offer
from kiosk.ui.input.parts_table import PartsTable, open_parts
from kiosk.ui.input.pinyin import Candidate, candidates
from kiosk.ui.input.pinyin_table import PinyinTable, TableMissing, open_table
from kiosk.ui.ports import Voice
from kiosk.ui.words import load_words

_GRID_ROWS = 4  # the bar and three of the four rows of keys that the grid covers


@cache
def _shared_recognizer() -> Recognizer | None:
    """One for all keyboards: its model takes 26 MB, and it remembers nothing between two calls."""
    return open_recognizer()


class KeyboardState(msgspec.Struct, frozen=True, kw_only=True):
    shown: bool
    mode: str
    pad: bool
    upper: bool
    letters: str
    candidates: Page  # what fits: one row, or the whole grid when `expanded`
    expanded: bool
    grid: bool  # candidates take four rows: expanded, or found by parts
    has_more: bool
    has_less: bool
    headline: str  # above the candidates: what has been typed, or what is being asked
    prompt: str  # in the bar, while nothing stands there to be chosen
    strokes: tuple[Stroke, ...]  # on the writing pad
    can_speak: bool  # a key reads the candidates aloud
    # Why there is no pinyin here, for the citizen; empty when there is.
    notice: str = ""


class Keyboard(QObject):
    """Keys go in by `press`, text comes out by `inserted` and `erased`, for whatever field has the focus.

    Keeps what is being composed, and nothing after it has been entered.
    """

    stateChanged = Signal()  # noqa: N815 - Qt's naming, seen from QML
    # Apart from the state: forty keys need not be drawn again for every letter typed.
    rowsChanged = Signal()  # noqa: N815
    retold = Signal()  # the language changed, and with it every word
    inserted = Signal(str)
    erased = Signal()
    done = Signal()

    def __init__(
        self,
        language: Callable[[], Language],
        alive: Callable[[], None],
        load: Callable[[], PinyinTable | TableMissing] = open_table,
        parent: QObject | None = None,
        *,
        load_writing: Callable[[], Recognizer | None] = _shared_recognizer,
        load_parts: Callable[[], PartsTable | None] = open_parts,
        voice: Voice | None = None,
    ) -> None:
        """`alive` is told of every key (typing is a sign of life).

        The tables are loaded when first shown, the parts when first asked for. `voice` reads candidates
        aloud, where it says that it may.
        """
        super().__init__(parent)
        self._language = language
        self._alive = alive
        self._load = load
        self._load_writing = load_writing
        self._load_parts = load_parts
        self._voice = voice
        self._table: PinyinTable | TableMissing | None = None
        self._recognizer: Recognizer | None = None
        self._parts: PartsTable | None = None
        self._book = CandidateBook(lambda text: text if can_show(text) else code_points.boxed(text))
        self._start()

    def _start(self) -> None:
        self._shown = False
        self._typing = Typing(Mode.PINYIN)
        self._found: tuple[Candidate, ...] = ()
        self._offers: tuple[Offer, ...] = ()
        self._book.lay((), 1)
        self._expanded = False
        self._rows: Rows = ()

    # -- from the screen ---------------------------------------------------------------------------------

    @Slot(str)
    def show(self, wanted: str) -> None:
        """A field for `wanted` took the focus: "text", or a pad's mode."""
        if self._table is None:
            self._table = self._load()
            self._recognizer = self._load_writing()
        mode = self._letters_mode() if wanted == "text" else Mode(wanted)
        if not (self._shown and mode is self._typing.mode):
            self._compose(Typing(mode))
        self._shown = True
        self._set_rows()
        self.stateChanged.emit()

    def insert(self, digits: str) -> bool:
        """As if typed, into the field this keyboard is open for; False when it is open for none."""
        if self._shown:
            self.inserted.emit(digits)
        return self._shown

    @Slot()
    def hide(self) -> None:
        self.forget()

    @Slot(int)
    def setCells(self, cells: int) -> None:  # noqa: N802 - called from QML
        """The width of the candidate bar, counted in half characters."""
        if cells != self._book.cells and cells > 0:
            self._book.cells = cells
            self._lay_out()
            self.stateChanged.emit()

    # -- from the fingers --------------------------------------------------------------------------------

    @Slot(str)
    def press(self, name: str) -> None:
        key = next(key for row in self._rows for key in row if key.name == name)
        self._alive()
        if key.name in (Function.LESS, Function.MORE):
            self._turn(1 if key.name == Function.MORE else -1)
            return
        if key.name == Function.RARE and self._parts is None:
            self._parts = self._load_parts()
        self._act(press(self._typing, key.name, key.text, self._found, self._parts))

    @Slot()
    def seek(self) -> None:
        """生僻字: the character is not among the candidates."""
        self._alive()
        self._parts = self._parts or self._load_parts()
        self._act(press(self._typing, Function.RARE, "", (), self._parts))

    @Slot("QVariantList")
    def write(self, points: list[Point]) -> None:
        """One stroke, as fractions of the pad."""
        self._alive()
        self._act((add_stroke(self._typing, [(float(x), float(y)) for x, y in points]), None))

    @Slot()
    def speak(self) -> None:
        """Read aloud what can be chosen now, and nothing else: never what is in the field (DOMAIN §8)."""
        self._alive()
        if self._voice is not None and isinstance(self._table, PinyinTable) and self._book.page:
            texts = [self._text_at(one.index) for row in self._book.page for one in row]
            self._voice.say(spoken.sentence(self._table, texts))

    @Slot(int)
    def choose(self, index: int) -> None:
        self._alive()
        if (
            self._typing.mode is Mode.PARTS
            and self._parts
            and self._typing.search.asking is not Asking.CHARACTER
        ):
            search = parts.choose(self._typing.search, self._offers[index])
            self._act((msgspec.structs.replace(self._typing, search=search), None))
        else:
            self._act(choose(self._typing, Candidate(self._text_at(index), self._letters_at(index))))

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
        if self._voice is not None:
            self._voice.hush()
        self._start()
        self.stateChanged.emit()
        self.rowsChanged.emit()

    def retell(self) -> None:
        """The language changed."""
        if self._shown:
            self._set_rows()
        self.retold.emit()
        self.stateChanged.emit()

    # -- inside ------------------------------------------------------------------------------------------

    def _turn(self, by: int) -> None:
        self._alive()
        self._book.turn(by)
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
        self._found, self._offers = (), ()
        match typing.mode:
            case Mode.PINYIN if isinstance(table, PinyinTable) and typing.letters:
                self._found = candidates(table, typing.letters)
            case Mode.WRITING if self._recognizer is not None:
                self._found = tuple(
                    Candidate(text, 0) for text in self._recognizer.candidates(typing.strokes)
                )
            case Mode.CODE if character := code_points.character(typing.letters):
                self._found = (Candidate(character, len(typing.letters)),)
            case Mode.PARTS if self._parts is not None:
                self._offers = parts.offers(self._parts, typing.search)
            case _:
                pass
        self._expanded = self._expanded and bool(self._found)
        self._lay_out()

    def _lay_out(self) -> None:
        texts = [candidate.text for candidate in self._found]
        texts += [offer.text or str(offer.strokes) for offer in self._offers]
        whole = self._typing.mode is Mode.PARTS
        self._book.lay(texts, _GRID_ROWS if self._has_grid() else 1, whole=whole)

    def _has_grid(self) -> bool:
        return self._expanded or self._typing.mode is Mode.PARTS

    def _text_at(self, index: int) -> str:
        """The candidate itself, which may be shown as its code point."""
        if self._found:
            return self._found[index].text
        offer = self._offers[index]
        return offer.text or str(offer.strokes)

    def _letters_at(self, index: int) -> int:
        return self._found[index].letters if self._found else 0

    def _letters_mode(self) -> Mode:
        english = self._language() is Language.EN or not isinstance(self._table, PinyinTable)
        return Mode.ENGLISH if english else Mode.PINYIN

    def _set_rows(self) -> None:
        words = load_words("keyboard").all(self._language())
        captions = Captions(**{name: words[name] for name in Captions.__struct_fields__})
        offered = Offered(
            pinyin=isinstance(self._table, PinyinTable),
            writing=self._recognizer is not None,
            parts=self._parts is not None,
        )
        laid = layouts.rows(self._typing.mode, self._typing.upper, captions, offered)
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
            candidates=self._book.page,
            expanded=self._expanded,
            grid=self._has_grid(),
            headline=headline(self._typing, len(self._offers), self._book.place, self._language()),
            prompt=prompt(self._typing, bool(self._found), self._language()),
            strokes=self._typing.strokes,
            can_speak=self._can_speak(),
            has_more=self._book.has_more,
            has_less=self._book.has_less,
            notice=load_words("keyboard").say("no-pinyin", self._language()) if missing else "",
        )

    def _can_speak(self) -> bool:
        characters = self._found or self._typing.search.asking is Asking.CHARACTER
        return bool(self._book.page and characters and self._voice is not None and self._voice.offered())

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
    words = Property("QVariantMap", _words_for_qml, notify=retold)  # type: ignore[arg-type]
