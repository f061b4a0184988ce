"""Frames of DOMAIN §5, byte for byte, and out of any noise."""

import hashlib
from functools import reduce
from operator import xor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.devices import card_text, frames
from kiosk.devices.frames import Answer, FrameDecoder
from kiosk.devices.simulator.persons import PERSONS
from kiosk.devices.status import Blame, Command, Sw3, blame, describe

P = "AA AA AA 96 69 "

REQUESTS = {
    Command.RESET: "00 03 10 FF EC",
    Command.STATUS: "00 03 11 FF ED",
    Command.SAM_ID: "00 03 12 FF EE",
    Command.FIND: "00 03 20 01 22",
    Command.SELECT: "00 03 20 02 21",
    Command.READ: "00 03 30 01 32",
    Command.READ_ADDED_ADDRESS: "00 03 30 03 30",
    Command.READ_WITH_FINGERPRINT: "00 03 30 10 23",
    Command.BAUD_115200: "00 03 60 00 63",
    Command.BAUD_57600: "00 03 60 01 62",
    Command.BAUD_38400: "00 03 60 02 61",
    Command.BAUD_19200: "00 03 60 03 60",
    Command.BAUD_9600: "00 03 60 04 67",
}

ANSWERS = {
    "found": ("00 08 00 00 9F 00 00 00 00 97", Answer(0, 0, Sw3.FOUND, bytes(4))),
    "not found": ("00 04 00 00 80 84", Answer(0, 0, Sw3.FIND_FAILED)),
    "selected": ("00 0C 00 00 90 00 00 00 00 00 00 00 00 9C", Answer(0, 0, Sw3.OK, bytes(8))),
    "select failed": ("00 04 00 00 81 85", Answer(0, 0, Sw3.SELECT_FAILED)),
    "read failed": ("00 04 00 00 41 45", Answer(0, 0, Sw3.READ_FAILED)),
}


def payloads(stream: bytes) -> list[bytes]:
    decoder = FrameDecoder()
    decoder.feed(stream)
    found = []
    while (payload := decoder.take()) is not None:
        found.append(payload)
    while (payload := decoder.flush()) is not None:
        found.append(payload)
    return found


def test_every_command_has_its_frame() -> None:
    assert set(REQUESTS) == set(Command)


@pytest.mark.parametrize(("command", "frame"), REQUESTS.items())
def test_requests(command: Command, frame: str) -> None:
    assert frames.encode(command) == bytes.fromhex(P + frame)


@pytest.mark.parametrize(("frame", "answer"), ANSWERS.values(), ids=ANSWERS)
def test_answers(frame: str, answer: Answer) -> None:
    (payload,) = payloads(bytes.fromhex(P + frame))
    assert frames.parse_answer(payload) == answer
    assert frames.encode(payload) == bytes.fromhex(P + frame)


def test_the_sample_card_is_the_frame_of_the_books() -> None:
    text = card_text.encode(PERSONS["resident"])
    frame = frames.encode(bytes.fromhex("000090 01000400") + text + bytes(1024))
    assert frame.startswith(bytes.fromhex(P + "05 08 00 00 90 01 00 04 00"))
    assert len(frame) == 1295
    assert frame[-1] == 0x9D
    assert hashlib.sha256(frame).hexdigest() == (
        "c935653b89573fbe2fdbd7333b8dd3665993adf5e3825057cf31f12f8fae48ac"
    )


def test_the_longest_answer_fits_and_one_byte_more_does_not() -> None:
    longest = bytes(frames.MAX_LENGTH - 1)
    assert payloads(frames.encode(longest)) == [longest]
    assert longest + b"\0" not in payloads(frames.encode(longest + b"\0"))


@pytest.mark.parametrize("length", [0, 1, 2])
def test_a_frame_too_short_to_say_anything_is_noise(length: int) -> None:
    body = length.to_bytes(2, "big") + bytes(max(length - 1, 0))
    assert payloads(frames.PREAMBLE + body + bytes((length,))) == []


def test_a_wrong_check_byte_is_noise_and_counted() -> None:
    frame = bytearray(frames.encode(Command.FIND))
    frame[-1] ^= 1
    decoder = FrameDecoder()
    decoder.feed(bytes(frame))
    assert decoder.take() is None
    assert decoder.flush() is None
    assert decoder.noise == len(frame)


def test_a_preamble_behind_one_more_aa_is_found() -> None:
    assert payloads(b"\xaa\xaa" + frames.encode(Command.FIND)) == [Command.FIND]


def test_a_frame_that_never_ends_hides_the_next_one_only_until_the_line_is_silent() -> None:
    unfinished = frames.PREAMBLE + b"\x05\x08\x00"
    decoder = FrameDecoder()
    decoder.feed(unfinished + frames.encode(Command.FIND))
    assert decoder.take() is None
    assert decoder.unfinished
    assert decoder.flush() == Command.FIND


def intact(stream: bytes) -> list[bytes]:
    """The slow and obvious decoder: try every position, go on behind what was found."""
    found, at = [], 0
    while at < len(stream):
        length = int.from_bytes(stream[at + 5 : at + 7], "big")
        body = stream[at + 5 : at + 7 + length]
        whole = stream.startswith(frames.PREAMBLE, at) and len(body) == 2 + length
        if whole and 3 <= length <= 0x090A and reduce(xor, body) == 0:
            found.append(body[2:-1])
            at += 7 + length
        else:
            at += 1
    return found


OUR_BYTES = [b"\xaa", b"\xaa\xaa\xaa\x96\x69", b"\xaa\x96\x69", b"\0\3", b"\0\5", b"\5\x08", b"\0", b"\3"]
NOISE = st.binary(max_size=40) | st.lists(st.sampled_from(OUR_BYTES), max_size=12).map(b"".join)
FRAMES = st.binary(min_size=2, max_size=30).map(frames.encode)


@given(stream=st.lists(NOISE | FRAMES, max_size=6).map(b"".join))
def test_out_of_any_noise_come_exactly_the_intact_frames(stream: bytes) -> None:
    assert payloads(stream) == intact(stream)


@given(before=NOISE, payload=st.binary(min_size=2, max_size=60), after=NOISE)
def test_a_frame_is_found_in_noise(before: bytes, payload: bytes, after: bytes) -> None:
    assume(frames.PREAMBLE not in before)  # else the noise may itself be a frame that holds this one
    assert payloads(before + frames.encode(payload) + after)[0] == payload


@given(parts=st.lists(st.binary(min_size=2, max_size=30), max_size=5), cuts=st.data())
def test_how_the_bytes_are_cut_into_chunks_changes_nothing(parts: list[bytes], cuts: st.DataObject) -> None:
    stream = b"".join(map(frames.encode, parts))
    decoder, found = FrameDecoder(), []
    while stream:
        size = cuts.draw(st.integers(1, len(stream)))
        decoder.feed(stream[:size])
        stream = stream[size:]
        while (payload := decoder.take()) is not None:
            found.append(payload)
    assert found == parts
    assert decoder.noise == 0


@given(stream=st.lists(st.sampled_from([b"\xaa", b"\x96", b"\x69", b"\x00", b"\x03", b"\x05"]), max_size=60))
def test_noise_made_of_our_own_bytes_ends(stream: list[bytes]) -> None:
    decoder = FrameDecoder()
    for chunk in stream:
        decoder.feed(chunk)
        decoder.take()
    while decoder.flush() is not None:
        pass
    assert not decoder.unfinished


def test_a_request_that_the_line_echoes_is_no_answer() -> None:
    assert frames.parse_answer(Command.FIND) is None


def test_an_answer_says_nothing_of_a_person_in_a_log() -> None:
    text = card_text.encode(PERSONS["resident"])
    assert repr(Answer(0, 0, Sw3.OK, text)) == "Answer(00 00 90, 256 bytes)"


def test_every_status_blames_somebody_and_has_words() -> None:
    for sw3 in range(256):
        assert f"({sw3:02X})" in describe(sw3)
        assert (blame(sw3) is Blame.NOBODY) == (sw3 in (0x90, 0x9F))
        if sw3 not in list(Sw3):
            assert blame(sw3) is Blame.READER
