"""一件事: several items asked for on one form, as the district publishes them (DOMAIN §9)."""

from typing import Any

import msgspec

from kiosk.domain.item import Fact
from kiosk.domain.text import Text


class Child(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item of a bundle, and how its form is answered from the bundle's.

    A property of the child's form is answered by `say`, else by the bundle's answer that `take` names for it
    (empty: by none), else by the bundle's answer of its own name. `when` is a JSON Schema over the bundle's
    answers; without it the child is always filed.
    """

    item: str
    take: dict[str, str] = {}
    say: dict[str, Any] = {}
    when: dict[str, Any] | None = None


class AtWindow(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the one thing that this terminal has no application for: said, and done at a window."""

    name: Text
    department: Text
    note: Text = Text("")
    verified: bool = False
    source: str = ""


class Bundle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`lead` is the 牵头部门. `form` and `situation` name schemas in forms/, as an item's do."""

    id: str
    number: int
    name: Text
    plain_name: Text
    synonyms: tuple[str, ...] = ()
    lead: Text
    children: tuple[Child, ...]
    at_window: tuple[AtWindow, ...] = ()
    conditions: tuple[Fact, ...] = ()
    telephone: Fact
    supervision: Fact
    offline_note: Text = Text("")
    by_agent: bool = True  # as an item's
    by_agent_note: Text = Text("")
    privacy_purpose: Text = Text("")
    form: str
    situation: str = ""
