"""Schemas written for other renderers (foreign_schemas/README.md), put into a package as they are."""

import json
import shutil
from copy import deepcopy
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for

from kiosk.catalogue.forms.formats import formats
from tests.unit.catalogue_samples import PACKAGE, TODAY

FOLDER = Path(__file__).parent / "foreign_schemas"
# What is refused, where, and the word that the refusal names.
REFUSED = {
    "any-kind-of-value": ("/properties/answer/type", "boolean"),
    "appointment-with-hour": ("/properties/at/format", "date-time"),
    "calendar-entry": ("/properties/geo", "geographical-location"),
    "family-tree": ("/definitions/node/properties/children/items", "back to itself"),
    "file-upload": ("/properties/photo/format", "data-url"),
    "fixed-places": ("/properties/point/additionalItems", "additionalItems"),
    "fixed-places-2020": ("/properties/point/prefixItems", "prefixItems"),
    "free-properties": ("/additionalProperties", "additionalProperties"),
    "grid-of-numbers": ("/properties/rows/items", "row of this list"),
    "one-of-several-objects": ("/oneOf", "oneOf"),
    "pets-by-dependencies": ("/dependencies", "dependencies"),
    "phones-by-pattern": ("/patternProperties", "patternProperties"),
    "sign-in": ("/properties/password/format", "password"),
}
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
SHOWN = [name for name in NAMES if name not in REFUSED]


def schema(name: str) -> dict[str, Any]:
    """As it was written."""
    document: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return document


def answers(name: str, kind: str) -> list[dict[str, Any]]:
    """`good` or `bad`, written by hand."""
    given: list[dict[str, Any]] = json.loads((FOLDER / "answers" / f"{name}.json").read_text("utf-8"))[kind]
    return given


def judge(name: str) -> Validator:
    """The library's own word on the schema as it was written, by the rules of its own dialect."""
    document = schema(name)
    return validator_for(document, default=Draft202012Validator)(document, format_checker=formats(TODAY))


def package(folder: Path) -> Path:
    """A package with an item for each of the schemas."""
    for name in ("manifest.json", "divisions.json", "calendar.json"):
        shutil.copy(PACKAGE / name, folder / name)
    (folder / "items").mkdir()
    (folder / "forms").mkdir()
    like = json.loads(next((PACKAGE / "items").glob("12-*.json")).read_text("utf-8"))
    for number, name in enumerate(NAMES, start=1):
        item = deepcopy(like) | {"id": name, "number": number, "form": f"{name}.json", "materials": []}
        item |= {"name": {"zh": name, "en": name}, "plain_name": {"zh": name, "en": name}}
        (folder / "items" / f"{name}.json").write_text(json.dumps(item, ensure_ascii=False), "utf-8")
        shutil.copy(FOLDER / f"{name}.json", folder / "forms" / f"{name}.json")
    return folder
