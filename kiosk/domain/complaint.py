"""咨询投诉: what somebody says to a unit, and what a terminal can see of its way."""

from enum import StrEnum

import msgspec


class ComplaintKind(StrEnum):
    ENQUIRY = "enquiry"  # 咨询
    COMPLAINT = "complaint"  # 投诉
    SUGGESTION = "suggestion"  # 建议
    REPORT = "report"  # 举报


class ComplaintStage(StrEnum):
    SUBMITTED_LOCAL = "submitted-local"  # 待上传
    DELIVERED = "delivered"  # 已送达
    ANSWERED = "answered"
    NEEDS_STAFF = "needs-staff"  # refused by the district's machine


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """The row a terminal keeps in clear: numbers and the kind; who, about whom and what is sealed."""

    id: str  # also the record's id
    local_number: str
    kind: ComplaintKind
    token: str
    session: str
    stage: ComplaintStage
    filed_ms: int
    answer: str | None = None  # the district's words
