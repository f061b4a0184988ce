"""A long list of choices: first the town, then the village; or by first letters."""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from kiosk.domain.form import Option
from kiosk.domain.text import Language, Text
from kiosk.ui.input.initials import LONG, letters_of, matches, next_letters, readings
from kiosk.ui.input.pinyin_table import PinyinTable, TableMissing, open_table

Read = Callable[[tuple[str, ...]], Mapping[str, frozenset[str]]]


class Looking(msgspec.Struct, frozen=True):
    """How far somebody has come in the list of `field`: the letters touched, the town entered.

    `within` is the town as it was touched, in whichever language the screen had then.
    """

    field: str = ""
    letters: str = ""
    within: str = ""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """What is offered now. `indices` are places in the field's options; `groups` are to be entered first."""

    indices: tuple[int, ...] = ()
    groups: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    typed: str = ""
    within: str = ""


def listed(name: str, options: Sequence[Option], looking: Looking, language: Language, read: Read) -> Listed:
    now = looking if looking.field == name else Looking(name)
    entered = _entered(options, now.within)
    within = "" if entered is None else entered.in_(language)
    here = {
        index: option.label.in_(language) for index, option in enumerate(options) if option.within == entered
    }
    outer = () if entered else dict.fromkeys(o.within.in_(language) for o in options if o.within is not None)
    labels = (*outer, *here.values())
    if len(labels) <= LONG:
        return Listed(indices=tuple(here), groups=tuple(outer), within=within)
    known = read(labels)
    spelt = {label: letters_of(label, known) for label in labels}
    typed = now.letters
    following = next_letters(spelt.values(), typed)
    return Listed(
        indices=tuple(index for index, label in here.items() if matches(spelt[label], typed)),
        groups=tuple(label for label in outer if matches(spelt[label], typed)),
        letters=following if typed or len(following) > 1 else (),  # one letter would narrow nothing
        typed=typed,
        within=within,
    )


def _entered(options: Sequence[Option], within: str) -> Text | None:
    """The town of that name in either language: the language may change while its villages are shown."""
    towns = (option.within for option in options if option.within is not None)
    return next((town for town in towns if within and within in (town.zh, town.en)), None)


class Readings:
    """First letters of catalogues' labels, remembered for each list; nothing of a citizen's is in them."""

    def __init__(self, load: Callable[[], PinyinTable | TableMissing] = open_table) -> None:
        self._load = load
        self._table: PinyinTable | TableMissing | None = None
        self._known: dict[tuple[str, ...], Mapping[str, frozenset[str]]] = {}

    def __call__(self, labels: tuple[str, ...]) -> Mapping[str, frozenset[str]]:
        if labels not in self._known:
            if self._table is None:
                self._table = self._load()
            table = self._table if isinstance(self._table, PinyinTable) else None
            self._known[labels] = readings(labels, table)
        return self._known[labels]
