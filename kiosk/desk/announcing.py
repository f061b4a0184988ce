"""A call as sound: a chime of two tones, then the number and the window in Chinese. Made here, offline.

espeak-ng speaks; without it the chime sounds alone. Made once a sentence and kept: recalls and fifty displays
ask for the same.
"""

import array
import io
import math
import shutil
import subprocess
import threading
import wave
from collections import OrderedDict

PROGRAM = "espeak-ng"
RATE_HZ = 22_050  # what espeak-ng speaks in
KEPT = 48  # some 200 kB each
LONGEST_S = 10.0
_DIGITS = str.maketrans("0123456789", "零一二三四五六七八九")
_WORDS_PER_MINUTE = "130"  # slow: a hall echoes
_TONES = ((659.26, 0.45), (523.25, 0.75))  # e″ and c″, as door bells have it


class Announcing:
    def __init__(self, spoken: bool = True, program: str = PROGRAM) -> None:
        self._spoken = spoken
        self._program = program
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._one_at_a_time = threading.Lock()

    def wav(self, label: str, window: str) -> bytes:
        """Mono, 16 bits. `window`: as it is read, 5号窗口."""
        sentence = sentence_of(label, window)
        with self._one_at_a_time:
            made = self._kept.get(sentence)
            if made is None:
                made = self._kept[sentence] = _file(chime() + self._speech(sentence))
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(sentence)
            return made

    def speaks(self) -> bool:
        return self._spoken and shutil.which(self._program) is not None

    def _speech(self, sentence: str) -> "array.array[int]":
        """Nothing when there is no voice: the chime and the display still call."""
        program = shutil.which(self._program) if self._spoken else None
        if program is None:
            return array.array("h")
        try:
            done = subprocess.run(  # noqa: S603 - no shell, the sentence goes in by stdin
                [program, "-v", "cmn", "-s", _WORDS_PER_MINUTE, "--stdin", "--stdout"],
                input=sentence.encode(),
                capture_output=True,
                timeout=LONGEST_S,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return array.array("h")
        # Written to a pipe, the header cannot know the length: what follows it are the samples.
        start = done.stdout.find(b"data") + 8
        samples = array.array("h")
        samples.frombytes(done.stdout[start : start + (len(done.stdout) - start) // 2 * 2])
        return samples


def sentence_of(label: str, window: str) -> str:
    """请A零零一号到五号窗口. Digits of a number one by one, the window as a number."""
    return f"请{_spelt(label)}号到{_window(window)}"


def chime() -> "array.array[int]":
    samples = array.array("h")
    for pitch_hz, length_s in _TONES:
        count = int(length_s * RATE_HZ)
        for n in range(count):
            t = n / RATE_HZ
            fade = math.exp(-4.0 * t / length_s) * min(1.0, n / 200)  # no click at the beginning
            tone = math.sin(2 * math.pi * pitch_hz * t) + 0.3 * math.sin(4 * math.pi * pitch_hz * t)
            samples.append(int(18_000 / 1.3 * fade * tone))
    return samples


def _spelt(label: str) -> str:
    # A pause where the mark of a restored series stands: A·2-001.
    return label.replace("·", "").replace("-", "，").translate(_DIGITS)


def _window(window: str) -> str:
    digits = "".join(one for one in window if one.isdigit())
    if digits and window.startswith(digits) and len(digits) <= 2:
        return _counted(int(digits)) + window[len(digits) :]
    return window.translate(_DIGITS)


def _counted(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return str(ones).translate(_DIGITS)
    ten = "十" if tens == 1 else f"{str(tens).translate(_DIGITS)}十"
    return ten + (str(ones).translate(_DIGITS) if ones else "")


def _file(samples: "array.array[int]") -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(samples.tobytes())
    return out.getvalue()
