"""Who stands at the terminal, and whom they file for: two people whose facts never mix.

Facts have bare names (`name`, `id_number` …). A form calls them `person.…` for whom it is about and `agent.…`
for who files for somebody else, so the same human is `person` in one form and `agent` in the next.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from kiosk.domain.card import IdCard

APPLICANT, AGENT = "person.", "agent."


class Side(StrEnum):
    HERE = "here"  # stands at the terminal
    AWAY = "away"  # is filed for


class People:
    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._facts: dict[Side, dict[str, str]] = {side: {} for side in Side}
        self._from_card: dict[Side, dict[str, str]] = {side: {} for side in Side}

    def facts(self, by_agent: bool) -> dict[str, str]:
        """What a form may be filled with, by canonical name. Cards come before what was typed."""
        return {
            f"{prefix}{name}": value
            for side, prefix in _prefixes(by_agent).items()
            for name, value in {**self._facts[side], **self._from_card[side]}.items()
        }

    def card_facts(self, by_agent: bool) -> frozenset[str]:
        """Canonical names of what cards say. What kind of document it is follows from its number."""
        return frozenset(
            f"{prefix}{name}"
            for side, prefix in _prefixes(by_agent).items()
            if self._from_card[side]
            for name in (*self._from_card[side], "id_type")
        )

    def learn(self, told: Mapping[str, str], by_agent: bool) -> None:
        """Keep what a form was told, each fact with the human it belongs to."""
        for side, prefix in _prefixes(by_agent).items():
            self._facts[side] |= {
                name.removeprefix(prefix): value for name, value in told.items() if name.startswith(prefix)
            }

    def has_card(self, side: Side) -> bool:
        return bool(self._from_card[side])

    def is_card_of(self, card: IdCard, side: Side) -> bool:
        return self._from_card[side].get("id_number") == card.number

    def lay(self, card: IdCard, side: Side) -> None:
        """A card is the better witness, and of one human: what was typed before may be of another."""
        said = facts_on(card)
        if self._facts[side].get("id_number", card.number) != card.number:
            self._facts[side] = {}
        self._from_card[side] = said

    def swap(self) -> None:
        """The cards were laid down the wrong way round."""
        for known in (self._facts, self._from_card):
            known[Side.HERE], known[Side.AWAY] = known[Side.AWAY], known[Side.HERE]


def is_about_people(canonical: str) -> bool:
    return canonical.startswith((APPLICANT, AGENT))


def asks_for_card(canonicals: Iterable[str], prefix: str) -> bool:
    """Whether questions of these names are what a card of that person answers."""
    return any(name.startswith(f"{prefix}id") for name in canonicals)


def facts_on(card: IdCard) -> dict[str, str]:
    """What a card says; dates as YYYYMMDD, as on the chip."""
    facts = {
        "name": card.name,
        "id_number": card.number,
        "sex": card.sex,
        "birth": card.birth,
        "ethnicity": card.ethnicity,
        "address": card.address,
    }
    return {name: value for name, value in facts.items() if value}


def _prefixes(by_agent: bool) -> dict[Side, str]:
    return {Side.HERE: AGENT, Side.AWAY: APPLICANT} if by_agent else {Side.HERE: APPLICANT}
