"""Status bytes: what is said, and what is only noise (DOMAIN §6)."""

import pytest

from kiosk.domain.printer import PrinterCondition as Is
from printers.status import condition, is_real_time, is_sensor, sensor_sees_end

WELL = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ({}, Is.READY),
        ({1: 0x16}, Is.READY),  # drawer pin
        ({4: 0x1E}, Is.NEAR_END),
        ({4: 0x7E, 2: 0x32, 1: 0x1A}, Is.PAPER_OUT),
        ({4: 0x72}, Is.PAPER_OUT),
        ({2: 0x16, 1: 0x1A}, Is.COVER_OPEN),
        ({2: 0x36, 1: 0x1A, 4: 0x7E}, Is.COVER_OPEN),  # both: who loads paper opens the cover first
        ({3: 0x1A, 2: 0x52, 1: 0x1A}, Is.CUTTER_ERROR),
        ({3: 0x52, 2: 0x52, 1: 0x1A}, Is.OVERHEATED),
        ({3: 0x32, 1: 0x1A}, Is.ERROR),
        ({3: 0x16}, Is.ERROR),
        ({1: 0x1A}, Is.OFFLINE),
    ],
)
def test_the_condition_that_staff_should_see_to(said: dict[int, int], means: Is) -> None:
    assert condition({**WELL, **said}) is means


@pytest.mark.parametrize("byte", [0x00, 0x03, 0x0C, 0x10, 0x13, 0x92, 0xFF, 0x80, 0x02])
def test_bytes_that_break_the_pattern_are_no_status(byte: int) -> None:
    assert not is_real_time(byte)


def test_the_two_kinds_of_answer_are_never_mistaken_for_each_other() -> None:
    assert [byte for byte in range(256) if is_real_time(byte) and is_sensor(byte)] == []


def test_sensor_bits_come_in_pairs() -> None:
    assert [byte for byte in range(0x20) if is_sensor(byte)] == [0x00, 0x03, 0x0C, 0x0F]
    assert sensor_sees_end(0x0C)
    assert not sensor_sees_end(0x03)
