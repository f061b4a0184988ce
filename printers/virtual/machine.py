"""The printer without its socket: bytes arrive, answers leave, slips fall."""

import itertools
from collections.abc import Callable

from printers.virtual.decoder import Ignored, Incomplete, PaperQuery, next_command
from printers.virtual.faults import State, buffered_answer, real_time_answer
from printers.virtual.head import Head
from printers.virtual.paper import CutPaper

SlipFell = Callable[[CutPaper, bytes], None]

_REQUESTS = tuple(bytes((0x10, 0x04, n)) for n in (1, 2, 3, 4))
_WINDOW = 2048  # bytes copied per command; a longer one is looked at as a whole


class Machine:
    """`fell` is called with every slip and the bytes carried out for it. Not safe between threads."""

    def __init__(self, head: Head, fell: SlipFell) -> None:
        self.state = State.READY
        self.after_dots = 0
        self._head = head
        self._fell = fell
        self._buffer = bytearray()
        self._done = bytearray()
        self._tail = b""  # the beginning of what may become a real-time request
        self._job_bytes = 0

    @property
    def job_bytes(self) -> int:
        """Bytes that have arrived since `count_anew`, real-time requests left out."""
        return self._job_bytes - len(self._tail)

    @property
    def waiting(self) -> int:
        """Bytes in the buffer that have not been carried out."""
        return len(self._buffer)

    @property
    def begun(self) -> bool:
        """Whether anything of the next slip has arrived."""
        return bool(self._done or self._buffer)

    @property
    def hanging(self) -> bool:
        """Whether paper with ink on it has not been cut off."""
        return self._head.paper.inked

    def count_anew(self) -> None:
        self._job_bytes = len(self._tail)

    def power_cycle(self) -> None:
        """Off and on: the buffer and the modes are gone, the paper stays as it is."""
        self._buffer.clear()
        self._tail = b""
        self._head = Head(self._head.paper, self._head.rom, self._head.gs_scales_kanji)

    def arrive(self, data: bytes) -> bytes:
        """Take bytes into the buffer; the answers to real-time requests among them come back at once.

        A real printer looks for them in everything that arrives, pictures included.
        """
        self._buffer += data
        self._job_bytes += len(data)
        seen = self._tail + data
        answers = b""
        at = seen.find(b"\x10")
        while at >= 0:
            if seen[at : at + 3] in _REQUESTS:
                answers += real_time_answer(self.state, seen[at + 2])
                self._job_bytes -= 3
                at += 2
            at = seen.find(b"\x10", at + 1)
        self._tail = next((seen[-n:] for n in (2, 1) if seen[-n:] == b"\x10\x04"[:n]), b"")
        return answers

    def work(self, max_commands: int | None = None) -> bytes:
        """Carry out what is in the buffer, as far as state and bytes allow. Returns the buffered answers."""
        answers = b""
        for _ in itertools.count() if max_commands is None else range(max_commands):
            if self.state.halted or not self._buffer:
                break
            found = next_command(bytes(self._buffer[:_WINDOW]), self._head.kanji)
            if isinstance(found, Incomplete) and len(self._buffer) > _WINDOW:
                found = next_command(bytes(self._buffer), self._head.kanji)
            if isinstance(found, Incomplete):
                break
            command, length = found
            # Zeros, status requests and questions between two slips belong to neither.
            if self._done or not isinstance(command, Ignored | PaperQuery):
                self._done += self._buffer[:length]
            del self._buffer[:length]
            result = self._head.carry_out(command)
            if isinstance(result, CutPaper):
                self._fell(result, bytes(self._done))
                self._done.clear()
            elif result:
                answers += buffered_answer(self.state, result)
            self._use_up_paper()
        return answers

    def _use_up_paper(self) -> None:
        paper = self._head.paper
        if (
            self.state is State.PAPER_OUT_MID_SLIP
            and paper.inked
            and paper.length_since_cut >= self.after_dots
        ):
            self.state = State.PAPER_OUT
