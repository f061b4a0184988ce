"""What the bench shows, derived from what the simulators said."""

from pathlib import Path
from typing import Literal

import msgspec

from kiosk.devices.simulator.persons import PERSONS
from kiosk.domain.card import CardKind
from kiosk.domain.text import Text
from kiosk.ui.words import Words

PRINTER_STATES = ("ready", "near-end", "paper-out", "cover-open", "offline")
_KINDS = {CardKind.RESIDENT: "resident", CardKind.PERMIT: "permit"}
Network = Literal["none", "online", "offline", "changing"]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known: file names of the slips in the order they fell, states as the simulators name them."""

    slips: tuple[str, ...] = ()
    printer: str = ""
    person: str | None = None
    network: Network = "none"
    notice: Text | None = None


class SlipView(msgspec.Struct, frozen=True):
    label: Text
    source: str  # URL of the picture


class ChoiceView(msgspec.Struct, frozen=True):
    key: str
    label: Text
    chosen: bool


class CardView(msgspec.Struct, frozen=True):
    person: str
    name: str
    number: str
    kind: Text
    lying: bool
    act: Text


class NetworkView(msgspec.Struct, frozen=True):
    shown: bool
    online: bool
    changing: bool
    label: Text
    act: Text


class BenchState(msgspec.Struct, frozen=True):
    slips: tuple[SlipView, ...]  # newest first
    printer: tuple[ChoiceView, ...]
    cards: tuple[CardView, ...]
    network: NetworkView
    notice: Text


def derive_bench(facts: Facts, folder: Path, words: Words) -> BenchState:
    numbered = list(enumerate(facts.slips, start=1))
    return BenchState(
        slips=tuple(
            SlipView(_filled(words.both("slip"), n=n), (folder / png).absolute().as_uri())
            for n, png in reversed(numbered)
        ),
        printer=tuple(
            ChoiceView(state, words.both(state), state == facts.printer) for state in PRINTER_STATES
        ),
        cards=tuple(
            CardView(
                person,
                card.name,
                card.number,
                words.both(_KINDS.get(card.kind, "foreigner")),
                person == facts.person,
                words.both("lift" if person == facts.person else "lay"),
            )
            for person, card in PERSONS.items()
        ),
        network=_network(facts.network, words),
        notice=facts.notice or Text(""),
    )


def _network(network: Network, words: Words) -> NetworkView:
    online = network == "online"
    label = {"online": "online", "changing": "changing"}.get(network, "no-network")
    return NetworkView(
        shown=network != "none",
        online=online,
        changing=network == "changing",
        label=words.both(label),
        act=words.both("disconnect" if online else "connect"),
    )


def _filled(text: Text, **values: object) -> Text:
    return Text(text.zh.format(**values), text.en.format(**values))


def notice(words: Words, key: str, **values: object) -> Text:
    return _filled(words.both(key), **values)
