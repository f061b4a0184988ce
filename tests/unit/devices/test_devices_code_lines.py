"""Codes out of bytes, and a scan told apart from typing: garbage does nothing, nothing is lost."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.devices.code_lines import CodeLines
from kiosk.devices.code_scanner import LONGEST, CodeScanned, NotACode
from kiosk.devices.wedge import SHORTEST, Burst, Typed, Wedge

FAST_S, SLOW_S = 0.005, 0.2
CODE = "q3vJ8sYtN0aKc2WmRzXf1A"


def taken(codes: CodeLines) -> list[CodeScanned | NotACode]:
    return list(iter(codes.take, None))


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t"])
def test_every_usual_line_end_ends_a_code(end: bytes) -> None:
    codes = CodeLines()
    codes.feed(CODE.encode() + end + b"500111189912310015" + end)
    assert taken(codes) == [CodeScanned(CODE), CodeScanned("500111189912310015")]


def test_a_code_in_pieces_is_one_and_silence_ends_it() -> None:
    codes = CodeLines()
    for byte in CODE.encode():
        codes.feed(bytes((byte,)))
    assert taken(codes) == []
    codes.silent()
    assert taken(codes) == [CodeScanned(CODE)]


@pytest.mark.parametrize(
    ("garbage", "reason"),
    [
        (b"A" * 4096, "too long"),
        (b"\x00\x01\x02", "control characters"),
        (b"abc\x1b[2J", "control characters"),
        (b"\xff\xff\xff", "no text"),
        (b"   ", "empty"),
        ("张\u202e三".encode(), "control characters"),
    ],
)
def test_garbage_is_named_and_the_next_code_is_read(garbage: bytes, reason: str) -> None:
    codes = CodeLines()
    codes.feed(garbage + b"\n" + CODE.encode() + b"\n")
    assert taken(codes) == [NotACode(reason), CodeScanned(CODE)]


def test_chinese_scanners_send_gb18030() -> None:
    codes = CodeLines()
    codes.feed("大足区".encode("gb18030") + b"\r")
    assert taken(codes) == [CodeScanned("大足区")]


@given(chunks=st.lists(st.binary(max_size=700), max_size=20))
def test_whatever_comes_only_printable_codes_of_bounded_length_go_on(chunks: list[bytes]) -> None:
    codes = CodeLines()
    for chunk in chunks:
        codes.feed(chunk)
        assert len(codes._line) <= LONGEST
    codes.silent()
    for scan in taken(codes):
        if isinstance(scan, CodeScanned):
            assert scan.code.isprintable()
            assert 0 < len(scan.code) <= LONGEST
            assert len(scan.code) < 9 or scan.code not in repr(scan)


# -- the keyboard wedge ------------------------------------------------------------------------------------


class Typist:
    """Types on a wedge with a clock of its own; `out` is what was decided, in order."""

    def __init__(self, prefix: str = "") -> None:
        self.now = 0.0
        self.wedge: Wedge[str] = Wedge(lambda: self.now, prefix=prefix)
        self.out: list[Burst | Typed[str]] = []

    def type(self, text: str, pause_s: float) -> "Typist":
        for character in text:
            self.now += pause_s
            act: Callable[[], tuple[Burst | Typed[str], ...]] = (
                (lambda: self.wedge.end("\n"))
                if character == "\n"
                else (lambda c=character: self.wedge.stroke(c, c))  # type: ignore[misc]
            )
            self.out += act()
        return self

    def rest(self) -> "Typist":
        self.now += SLOW_S
        self.out += self.wedge.passed()
        return self

    @property
    def typed(self) -> str:
        return "".join("".join(one.strokes) for one in self.out if isinstance(one, Typed))

    @property
    def scanned(self) -> list[str]:
        return [one.code for one in self.out if isinstance(one, Burst)]


def test_a_machines_burst_is_a_scan_and_reaches_no_field() -> None:
    typist = Typist().type(CODE + "\n", FAST_S)
    assert (typist.scanned, typist.typed) == ([CODE], "")


def test_a_persons_typing_reaches_the_field_whole_and_in_order() -> None:
    typist = Typist().type("13800138000\n", SLOW_S)
    assert (typist.scanned, typist.typed) == ([], "13800138000\n")


def test_a_scan_in_the_middle_of_typing_leaves_the_typing_alone() -> None:
    typist = Typist().type("138", SLOW_S).rest().type(CODE + "\n", FAST_S).type("00", SLOW_S).rest()
    assert (typist.scanned, typist.typed) == ([CODE], "13800")


def test_a_burst_that_breaks_off_is_given_back() -> None:
    typist = Typist().type("abcdefgh", FAST_S).rest()
    assert (typist.scanned, typist.typed) == ([], "abcdefgh")


def test_a_short_burst_is_no_scan() -> None:
    typist = Typist().type("1" * (SHORTEST - 1) + "\n", FAST_S)
    assert typist.scanned == []


def test_with_a_prefix_nothing_else_is_taken() -> None:
    typist = Typist(prefix="~").type(CODE + "\n", FAST_S).rest().type("~" + CODE + "\n", FAST_S)
    assert (typist.scanned, typist.typed) == ([CODE], CODE + "\n")


@given(
    strokes=st.lists(st.tuples(st.sampled_from("1aX-\n"), st.sampled_from([FAST_S, SLOW_S])), max_size=700)
)
def test_no_stroke_is_lost_doubled_or_reordered(strokes: list[tuple[str, float]]) -> None:
    typist = Typist()
    for character, pause_s in strokes:
        typist.type(character, pause_s)
        assert len(typist.wedge._held) <= LONGEST
    typist.rest()
    whole = "".join(one.code + "\n" if isinstance(one, Burst) else "".join(one.strokes) for one in typist.out)
    assert whole == "".join(character for character, _ in strokes)
