"""Builds the pinyin table at set-up: `python -m kiosk.ui.input.build_pinyin [OUT]`.

Readings come from pypinyin, words and their frequencies from jieba's dictionary, both MIT; loaded at run time
they would cost 55 MB and half a second, so the terminal ships only what this writes (see pinyin_table).
"""

import math
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from kiosk.settings import ROOT
from kiosk.ui.input.pinyin_table import MAGIC, WEIGHT_ZERO

MIN_OCCURRENCES = 5
MAX_WORD_CHARACTERS = 8
WORDS_PER_INITIALS = 400

# 嗯 呣 哼 have readings without a vowel; nobody types them, and they would cut other input in two.
_NOT_TYPED = {"m", "n", "ng", "hm", "hng"}

Weighted = dict[str, dict[str, int]]  # key → candidate → occurrences


def build(out: Path) -> int:
    """Writes the table to `out`, whole or not at all, and returns its size in bytes."""
    characters, words = _readings(), _local_words()
    for word, occurrences, syllables in _dictionary_words():
        for character, syllable in zip(word, syllables, strict=True):
            if syllable in characters and character in characters[syllable]:
                characters[syllable][character] += occurrences
        if len(word) > 1:
            key = "'".join(syllables)
            words[key][word] = max(words[key].get(word, 0), occurrences)
    for surnames, syllable, lift in (fields for fields in _local_lines() if "'" not in fields[1]):
        for surname in surnames:
            characters[syllable][surname] += int(lift)
    data = table(characters, words)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=out.parent, delete=False) as file:
        file.write(data)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(out)
    return len(data)


def _readings() -> Weighted:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    characters: Weighted = defaultdict(dict)
    for code_point, readings in PINYIN_DICT.items():
        for reading in readings.split(","):
            syllable = to_normal(reading).replace("ê", "e")
            if syllable not in _NOT_TYPED:
                characters[syllable][chr(code_point)] = 0
    return characters


def _dictionary_words() -> Iterator[tuple[str, int, list[str]]]:
    from pypinyin import lazy_pinyin
    from pypinyin.constants import PINYIN_DICT

    with _jieba_dictionary().open(encoding="utf-8") as lines:
        for line in lines:
            word, occurrences, _kind = line.split()
            if int(occurrences) < MIN_OCCURRENCES or len(word) > MAX_WORD_CHARACTERS:
                continue
            if all(ord(character) in PINYIN_DICT for character in word):
                syllables = lazy_pinyin(word)
                if len(syllables) == len(word):
                    yield word, int(occurrences), syllables


def _jieba_dictionary() -> Path:
    # Found, not imported: its import compiles regular expressions and sets up logging for nothing.
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed: pip install 'dazu-kiosk[setup]'")
    return Path(spec.origin).with_name("dict.txt")


def _local_lines() -> Iterator[list[str]]:
    for line in (Path(__file__).parent / "local_words.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def _local_words() -> Weighted:
    words: Weighted = defaultdict(dict)
    for word, key, occurrences in (fields for fields in _local_lines() if "'" in fields[1]):
        words[key][word] = int(occurrences)
    return words


def table(characters: Weighted, words: Weighted) -> bytes:
    """The file's bytes for given characters (by syllable) and words (by syllables joined by apostrophes)."""
    initials: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, candidates in words.items():
        first_letters = "".join(syllable[0] for syllable in key.split("'"))
        for word, occurrences in candidates.items():
            initials[first_letters].append((occurrences, f"{key}:{word}"))
    sections = [
        _section((key, _ranked(found.items())) for key, found in characters.items()),
        _section((key, _ranked(found.items())) for key, found in words.items()),
        _section(
            (key, _ranked((text, count) for count, text in sorted(found, reverse=True)[:WORDS_PER_INITIALS]))
            for key, found in initials.items()
        ),
    ]
    return _header(characters, sections) + b"".join(sections)


def _header(characters: Mapping[str, object], sections: list[bytes]) -> bytes:
    syllables = " ".join(sorted(characters)).encode() + b"\n"
    # Offsets of a fixed width, so that the header's own length is known before they are.
    first = len(MAGIC) + 3 * 10 + 3 + len(syllables)
    second = first + len(sections[0])
    return MAGIC + f"{first:10} {second:10} {second + len(sections[1]):10}\n".encode() + syllables


def _section(lines: Iterable[tuple[str, str]]) -> bytes:
    return b"".join(f"{key}\t{line}\n".encode() for key, line in sorted(lines))


def _ranked(candidates: Iterable[tuple[str, int]]) -> str:
    ranked = sorted(candidates, key=lambda pair: (-pair[1], pair[0]))
    return " ".join(chr(WEIGHT_ZERO + _weight(occurrences)) + text for text, occurrences in ranked)


def _weight(occurrences: int) -> int:
    return min(93, int(4 * math.log2(occurrences + 1)))


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "pinyin.table"
    sys.stdout.write(f"{target}: {build(target)} bytes\n")
