"""What the district reads when it opens a rating or a complaint. Times are ISO 8601 with their offset."""

import msgspec

from kiosk.domain.complaint import ComplaintKind
from kiosk.domain.rating import INDICATORS, Level, RatedAt, ServiceKind
from kiosk.records import canonical


class FiledRating(msgspec.Struct, frozen=True, kw_only=True):
    """`service_id`: a case's record id or a ticket's id; `reasons`: names, as in kiosk.domain.rating."""

    record_id: str
    service_kind: ServiceKind
    service_id: str
    service_number: int
    item: str
    level: Level
    reasons: tuple[str, ...]
    text: str
    rated_at: str
    due: str = ""  # day of the follow-up, for a bad one
    indicators: str = INDICATORS
    at: RatedAt = RatedAt.TERMINAL

    def __repr__(self) -> str:
        return f"FiledRating({self.record_id})"

    def to_bytes(self) -> bytes:
        return canonical.dumps(msgspec.to_builtins(self))


class FiledComplaint(msgspec.Struct, frozen=True, kw_only=True):
    """`unit`: the name of a department or town, empty when the citizen did not know it.

    `title` is made of kind and unit. `name` is empty when it is anonymous, `phone` when no call is wanted.
    """

    record_id: str
    kind: ComplaintKind
    unit: str
    title: str
    content: str
    named: bool
    name: str
    answer_wanted: bool
    phone: str
    local_number: str
    catalogue_version: str
    filed_at: str

    def __repr__(self) -> str:
        return f"FiledComplaint({self.record_id})"

    def to_bytes(self) -> bytes:
        return canonical.dumps(msgspec.to_builtins(self))
