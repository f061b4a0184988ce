"""What a printer's status bytes mean, and which bytes are status at all (DOMAIN §6)."""

from collections.abc import Mapping

from kiosk.domain.printer import PrinterCondition

REQUESTS = (1, 2, 3, 4)  # DLE EOT n: printer, cause of offline, error, paper


def is_real_time(byte: int) -> bool:
    """Whether a byte can be an answer to DLE EOT: bits 1 and 4 set, 0 and 7 clear. Anything else is noise."""
    return byte & 0x93 == 0x12


def is_sensor(byte: int) -> bool:
    """Whether a byte can be the buffered answer to GS r 1: bits 4, 7 clear, each sensor's two bits alike.

    A line that breaks, or a printer that is switched off, gives 0x00, which passes here as "paper is there".
    Whoever takes this as proof must ask the printer once more afterwards.
    """
    return byte & 0x90 == 0 and byte & 0x03 in (0x00, 0x03) and byte & 0x0C in (0x00, 0x0C)


def sensor_sees_end(byte: int) -> bool:
    return byte & 0x0C == 0x0C


def condition(answers: Mapping[int, int]) -> PrinterCondition:
    """The one condition that staff should see to first. `answers`: a valid byte for each of REQUESTS."""
    printer, cause, error, paper = (answers[n] for n in REQUESTS)
    if cause & 0x04:
        return PrinterCondition.COVER_OPEN
    if cause & 0x20 or paper & 0x60 == 0x60:
        return PrinterCondition.PAPER_OUT
    if error & 0x08:
        return PrinterCondition.CUTTER_ERROR
    if error & 0x40:
        return PrinterCondition.OVERHEATED
    if error & 0x24 or cause & 0x40:
        return PrinterCondition.ERROR
    if printer & 0x08:
        return PrinterCondition.OFFLINE
    return PrinterCondition.NEAR_END if paper & 0x0C else PrinterCondition.READY
