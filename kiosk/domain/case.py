"""Filed applications."""

from datetime import date
from enum import StrEnum

import msgspec


class CaseStage(StrEnum):
    """DOMAIN §2.5's state machine, as far as a terminal can see it."""

    SUBMITTED_LOCAL = "submitted-local"  # 本机已提交(待上传)
    DELIVERED = "delivered"  # the district has it: 已送达
    RECEIVED = "received"  # 收件
    ACCEPTED = "accepted"  # 受理
    SUPPLEMENT = "supplement"  # 补齐补正
    REJECTED = "rejected"  # 不予受理
    RETURNED = "returned"  # 退件
    DONE = "done"  # 办结
    NEEDS_STAFF = "needs-staff"  # refused by the district's machine; 需处理


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """The row a terminal keeps in clear: numbers and a mask, no value of the form."""

    id: str  # also the record's id
    local_number: str
    item: str
    catalogue_version: str
    schema_hash: str
    applicant_masked: str
    token: str
    session: str
    stage: CaseStage
    official_number: str | None
    filed_ms: int
    supplement: str | None = None  # what the district asks for
    parent: str | None = None  # id of the case of the whole, for a part of a bundle (一件事)


def local_number(terminal: str, day: date, count: int) -> str:
    """DZ-<terminal>-<yyyymmdd>-<count>-<check>: a kiosk number, never an official-looking one (DOMAIN §2.5).

    `count` is the terminal's own running count, so uniqueness does not rest on the day being right.
    The check digit (Luhn, over day and count) is against mistyping at a counter.
    """
    digits = f"{day:%Y%m%d}{count:06d}"
    return f"DZ-{terminal}-{day:%Y%m%d}-{count:06d}-{luhn_digit(digits)}"


def luhn_digit(digits: str) -> int:
    """The check digit that makes `digits` + digit pass the Luhn test (ISO/IEC 7812-1)."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return -total % 10
