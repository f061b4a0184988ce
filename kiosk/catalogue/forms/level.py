"""Where in a form something stands: objects within objects, rows within lists."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from kiosk.catalogue.forms.derive import in_order
from kiosk.catalogue.forms.kinds import Kind, Schemas, inside, kind_of, row_schemas
from kiosk.catalogue.forms.shown import Shown, shown

Path = tuple[str | int, ...]


class Level(msgspec.Struct, frozen=True):
    """An object that is being filled (form, nested object or row): what applies in it, and its answers."""

    now: Shown
    given: dict[str, Any]
    today: date

    def at(self, path: Path) -> "Level | None":
        """The object at `path`; None when no question leads there."""
        if not path:
            return self
        schemas, value = self._child(path[0])
        rest = path[1:]
        if kind_of(schemas) is Kind.ROWS and rest and isinstance(value, list):
            schemas, value, rest = row_schemas(schemas), value[int(rest[0])], rest[1:]
        if kind_of(schemas) is not Kind.OBJECT or not isinstance(value, dict):
            return None
        return Level(shown(inside(schemas), value, self.today), value, self.today).at(rest)

    def question(self, path: Path) -> tuple[Path, Schemas]:
        """The question that an error at `path` belongs to: the innermost one that a citizen is asked."""
        schemas, value = self._child(path[0])
        kind, depth = kind_of(schemas), 1
        if kind is Kind.ROWS and len(path) > 1 and isinstance(value, list):
            schemas, value, depth = row_schemas(schemas), value[int(path[1])], 2
            kind = kind_of(schemas)
        if kind is Kind.OBJECT and len(path) > depth and isinstance(value, dict):
            below = Level(shown(inside(schemas), value, self.today), value, self.today)
            inner, found = below.question(path[depth:])
            return (*path[:depth], *inner), found
        return path[:depth], schemas

    def place(self, path: Path) -> tuple[int, ...]:
        """Where the question at `path` stands in the order of the form."""
        if not path:
            return ()
        if isinstance(path[0], int):
            return (path[0],)
        names = in_order(self.now)
        here = names.index(path[0]) if path[0] in names else len(names)
        for length in (1, 2):
            below = self.at(path[:length]) if len(path) > length else None
            if below is not None:
                return (here, *map(int, path[1:length]), *below.place(path[length:]))
        return (here, *(part for part in path[1:] if isinstance(part, int)))

    def missing(self, name: str) -> Iterator[tuple[Path, Schemas]]:
        """The questions to point at when the property `name` has no value; of an object, those in it."""
        schemas = self.now.properties.get(name, ())
        if kind_of(schemas) is not Kind.OBJECT:
            yield (name,), schemas
            return
        below = Level(shown(inside(schemas), {}, self.today), {}, self.today)
        for inner in sorted(below.now.required) or in_order(below.now)[:1]:
            for path, found in below.missing(inner):
                yield (name, *path), found

    def strangers(self) -> set[str]:
        return self.given.keys() - self.now.properties.keys()

    def _child(self, part: str | int) -> tuple[Schemas, Any]:
        return self.now.properties.get(str(part), ()), self.given.get(str(part))
