"""What the store asks: one file of statements per repository, in SQLAlchemy's words.

`from kiosk.store.statements import tickets as sql` gives the declarations themselves, or the same statements
as set-up compiled them, and then nobody imports SQLAlchemy: at a terminal's start that takes longer than all
the rest until a number can be taken (README). Types are those of the declarations either way.
"""

import importlib
from types import ModuleType, SimpleNamespace

from kiosk.store.statement_table import PREPARED


def __getattr__(name: str) -> ModuleType | SimpleNamespace:
    if name in PREPARED:
        return SimpleNamespace(**PREPARED[name])
    try:
        return importlib.import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        raise AttributeError(f"{__name__} has no {name}") from error
