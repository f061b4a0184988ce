"""代办 in a package: what an item says of agents and what its form asks must agree."""

from collections.abc import Iterator
from typing import Any

from kiosk.catalogue.problems import CatalogueFaulty, Problem, Severity
from kiosk.domain.item import Catalogue

_ASKS = "filing.by"


def agent_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Warnings only: the form of such an item can be filled, but one way of filing it is missing or idle."""
    for item in catalogue.items:
        if not item.form:
            continue
        try:
            asks = _asks(catalogue.forms[item.form])
        except (KeyError, CatalogueFaulty):
            continue  # told by those who look for forms and resolve references
        if item.by_agent and not asks:
            yield Problem(
                f"forms/{item.form}",
                "",
                f"never asks who files, though {item.id} may be filed by an agent",
                f"take in the definition of the agent, or set by_agent to false in {item.id}",
                Severity.WARNING,
            )
        elif asks and not item.by_agent:
            yield Problem(
                f"forms/{item.form}",
                "",
                f"asks who files, though {item.id} must be filed in person",
                "drop the question, or set by_agent to true",
                Severity.WARNING,
            )


def _asks(schema: Any) -> bool:
    """Whether some question of the schema is called `filing.by`, wherever it stands."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            words = part.get("x-kiosk")
            if isinstance(words, dict) and words.get("canonical") == _ASKS:
                return True
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return False
