"""The self-check's answers: a thing, how it is, and what to do, in words."""

from enum import StrEnum

import msgspec

from kiosk.domain.text import Text


class Verdict(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"
    UNKNOWN = "unknown"


class Check(msgspec.Struct, frozen=True):
    name: str  # stable key: printer, reader, disk, clock, store, backup, store-key, network, catalogue …
    title: Text
    verdict: Verdict
    finding: Text
    remedy: Text = Text("")  # what a person should do; empty when nothing
