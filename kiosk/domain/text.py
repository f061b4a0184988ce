"""Words in the terminal's two languages."""

from enum import StrEnum

import msgspec


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """One phrase, Chinese first. A missing English wording falls back to the Chinese one."""

    zh: str
    en: str = ""

    def in_(self, language: Language) -> str:
        return self.en if language is Language.EN and self.en else self.zh
