"""What a walk saw, as walkthrough.json tells it. Paths are relative to the folder the file lies in."""

from typing import Any

import msgspec


class SeenTicket(msgspec.Struct, frozen=True):
    number: str
    service_day: str


class SeenCase(msgspec.Struct, frozen=True):
    local_number: str
    record_id: str
    item: str


class DistrictCopy(msgspec.Struct, frozen=True):
    record_id: str
    answers: dict[str, Any]


class SeenScreen(msgspec.Struct, frozen=True):
    name: str
    png: str


class SeenSlip(msgspec.Struct, frozen=True):
    kind: str
    png: str
    bin: str


class SeenStep(msgspec.Struct, frozen=True):
    name: str
    ms: int


class Walkthrough(msgspec.Struct, kw_only=True):
    """`answers`: as typed, chosen and read from the card; `district_copy`: as the district opened it."""

    ticket: SeenTicket | None = None
    case: SeenCase | None = None
    answers: dict[str, Any] = {}
    offline_at_submit: bool = False
    delivered: bool = False
    district_copy: DistrictCopy | None = None
    screens: list[SeenScreen] = []
    slips: list[SeenSlip] = []
    steps: list[SeenStep] = []
