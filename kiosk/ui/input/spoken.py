"""What is said of candidates when somebody asks: each by a word it is known from. Pure.

张 alone could be any of a hundred zhāng; “紧张的张” is one character. The words come from the pinyin table.
"""

from collections.abc import Sequence

from kiosk.ui.input.pinyin_table import PinyinTable

MOST = 10  # more than these nobody keeps in mind


def sentence(table: PinyinTable, texts: Sequence[str]) -> str:
    """For a Mandarin voice: 一，紧张的张。二，文章的章。"""
    told = [_told(table, text) for text in texts[:MOST]]
    return "".join(f"{_NUMBERS[number]}，{one}。" for number, one in enumerate(told))


_NUMBERS = "一二三四五六七八九十"


def _told(table: PinyinTable, text: str) -> str:
    if len(text) > 1:
        return text
    word = table.word_with(text)
    return f"{word}的{text}" if word else text
