"""`$ref` put in place, so that a form is one self-contained schema when anybody looks at it.

A package shares definitions between forms by plain relative references
(`../definitions/person.json#/$defs/applicant`). Words beside a `$ref` win over the definition's own; that is
allowed for annotations only (title, description, default, x-kiosk), because JSON Schema would *add* a
constraint there, and a reader must not have to know which of the two was meant.
"""

import posixpath
from collections.abc import Callable
from typing import Any

from kiosk.catalogue.problems import CatalogueFaulty, Problem, pointer

ANNOTATIONS = frozenset({"title", "description", "default", "examples", "$comment", "x-kiosk"})
# These judge together with words beside them, which put in place would be the other schema's.
_LOOKING_ASIDE = frozenset({"additionalProperties", "if", "then", "else"})
Place = tuple[str, str]  # (file in the package, JSON pointer)


class Resolver:
    """Resolves one form. `origin` maps id(node) of the result to the place its text came from.

    `document` gives a package file by its path, decoded; it raises KeyError for a file that is not there.
    """

    def __init__(self, document: Callable[[str], Any]) -> None:
        self._document = document
        self.origin: dict[int, Place] = {}
        self.problems: list[Problem] = []

    def resolve(self, file: str) -> dict[str, Any]:
        """The schema in `file` with every reference in place; raises CatalogueFaulty when one cannot be."""
        schema = self._copy(self._document(file), (file, ""), ())
        if self.problems:
            raise CatalogueFaulty(self.problems)
        if not isinstance(schema, dict):
            raise CatalogueFaulty([Problem(file, "", "is not a JSON object", "make it a JSON Schema object")])
        return schema

    def _copy(self, node: Any, place: Place, open_refs: tuple[Place, ...]) -> Any:
        file, at = place
        if isinstance(node, list):
            return [self._copy(element, (file, at + pointer(i)), open_refs) for i, element in enumerate(node)]
        if not isinstance(node, dict):
            return node
        own = {
            key: self._copy(value, (file, at + pointer(key)), open_refs)
            for key, value in node.items()
            if key not in ("$ref", "$defs") and (at, key) != ("", "definitions")
        }
        if "$ref" in node:
            target = self._target(node["$ref"], place, open_refs)
            if not own and isinstance(target, dict):
                return target  # its own place is where its mistakes are to be corrected
            own = self._merge(target, own, place)
        self.origin[id(own)] = place
        return own

    def _merge(self, target: Any, own: dict[str, Any], place: Place) -> dict[str, Any]:
        if not isinstance(target, dict):
            return own
        merged = dict(target)
        for key, value in own.items():
            if key not in ANNOTATIONS and (key in target or key in _LOOKING_ASIDE):
                self._refuse(place, f"“{key}” stands beside a $ref", "keep both in one place")
            elif key not in ANNOTATIONS and self._ignores_siblings(place[0]):
                self._refuse(place, f"“{key}” beside a $ref counts for nothing in this dialect", "remove it")
            both = isinstance(value, dict) and isinstance(target.get(key), dict) and key == "x-kiosk"
            merged[key] = target[key] | value if both else value
        return merged

    def _ignores_siblings(self, file: str) -> bool:
        document = self._document(file)
        return isinstance(document, dict) and "/draft-0" in str(document.get("$schema", ""))

    def _target(self, ref: Any, place: Place, open_refs: tuple[Place, ...]) -> Any:
        file, _ = place
        if not isinstance(ref, str) or "#/" not in ref or "://" in ref:
            self._refuse(
                place, f"the reference {ref!r} is not FILE#/POINTER", "refer to a file of this package"
            )
            return None
        name, target_pointer = ref.split("#", 1)
        target_file = posixpath.normpath(posixpath.join(posixpath.dirname(file), name)) if name else file
        target = (target_file, target_pointer)
        if target in open_refs:
            self._refuse(place, f"the reference {ref!r} leads back to itself", "break the circle")
            return None
        try:
            node = self._document(target_file)
            for part in target_pointer.split("/")[1:]:
                key = part.replace("~1", "/").replace("~0", "~")
                node = node[int(key)] if isinstance(node, list) else node[key]
        except (KeyError, TypeError, ValueError, IndexError):
            self._refuse(place, f"the reference {ref!r} leads nowhere", "correct the file or the pointer")
            return None
        return self._copy(node, target, (*open_refs, target))

    def _refuse(self, place: Place, what: str, remedy: str) -> None:
        self.problems.append(Problem(*place, what, remedy))
