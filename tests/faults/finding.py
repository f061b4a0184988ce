"""What a rig found: how often it tried, from which seed, and every promise it saw broken."""

import random

import msgspec


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    count: int
    seed: int
    problems: tuple[str, ...]  # empty: every promise held
    facts: dict[str, int] = {}  # how much was really put at stake

    @property
    def summary(self) -> str:
        facts = ", ".join(f"{key} {value}" for key, value in self.facts.items())
        verdict = "; ".join(self.problems) or "held"
        return f"{self.name}: {self.count} times, seed {self.seed}, {facts}: {verdict}"


def new_seed() -> int:
    """Printed with every finding, so that a failure can be run again."""
    return random.SystemRandom().randrange(2**32)
