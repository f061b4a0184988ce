"""The words of screens and pages: assets/translations/<screen>.toml, each key with zh and en."""

import tomllib
from functools import cache

import msgspec

from kiosk.domain.text import Language, Text
from kiosk.settings import ROOT

FOLDER = ROOT / "assets" / "translations"


class Words:
    """One screen's phrases. A key that is not there is a bug and raises KeyError."""

    def __init__(self, phrases: dict[str, Text]) -> None:
        self._phrases = phrases

    def say(self, key: str, language: Language, /, **values: object) -> str:
        """The phrase with its {placeholders} filled."""
        return self._phrases[key].in_(language).format(**values)

    def both(self, key: str) -> Text:
        return self._phrases[key]

    def all(self, language: Language) -> dict[str, str]:
        """Every phrase as it stands, for texts that QML shows unchanged."""
        return {key: text.in_(language) for key, text in self._phrases.items()}


@cache
def load_words(screen: str) -> Words:
    raw = tomllib.loads((FOLDER / f"{screen}.toml").read_text("utf-8"))
    return Words(msgspec.convert(raw, dict[str, Text]))
