"""A case's way through the district, as steps a citizen follows."""

from kiosk.domain.case import CaseStage
from kiosk.domain.complaint import ComplaintStage
from kiosk.domain.record import DeliveryState
from kiosk.ui.viewmodel import State
from kiosk.ui.viewmodels.bars import Say

_WAY = (
    CaseStage.SUBMITTED_LOCAL,
    CaseStage.DELIVERED,
    CaseStage.RECEIVED,
    CaseStage.ACCEPTED,
    CaseStage.DONE,
)

# How far along _WAY a case is that has left it.
_ASIDE = {
    CaseStage.NEEDS_STAFF: CaseStage.SUBMITTED_LOCAL,
    CaseStage.RETURNED: CaseStage.DELIVERED,
    CaseStage.SUPPLEMENT: CaseStage.RECEIVED,
    CaseStage.REJECTED: CaseStage.RECEIVED,
}


class StepLine(State, frozen=True):
    text: str
    reached: bool
    current: bool


def _stage(stage: CaseStage, delivery: DeliveryState) -> CaseStage:
    """The feed may lag behind the delivery's own word."""
    if stage is CaseStage.SUBMITTED_LOCAL and delivery is DeliveryState.DELIVERED:
        return CaseStage.DELIVERED
    if stage is CaseStage.SUBMITTED_LOCAL and delivery is DeliveryState.QUARANTINED:
        return CaseStage.NEEDS_STAFF
    return stage


def headline_key(stage: CaseStage, delivery: DeliveryState) -> str:
    return _stage(stage, delivery).value


def steps(stage: CaseStage, delivery: DeliveryState, say: Say) -> tuple[StepLine, ...]:
    seen = _stage(stage, delivery)
    at = _WAY.index(_ASIDE.get(seen, seen))
    return tuple(
        StepLine(text=say(f"step-{step.value}"), reached=i <= at, current=i == at)
        for i, step in enumerate(_WAY)
    )


_SAID_WAY = (ComplaintStage.SUBMITTED_LOCAL, ComplaintStage.DELIVERED, ComplaintStage.ANSWERED)


def complaint_key(stage: ComplaintStage, delivery: DeliveryState) -> str:
    """The stage in whose words a complaint is told."""
    return _said_stage(stage, delivery).value


def complaint_steps(stage: ComplaintStage, delivery: DeliveryState, say: Say) -> tuple[StepLine, ...]:
    seen = _said_stage(stage, delivery)
    at = 0 if seen is ComplaintStage.NEEDS_STAFF else _SAID_WAY.index(seen)
    return tuple(
        StepLine(text=say(f"said-step-{step.value}"), reached=i <= at, current=i == at)
        for i, step in enumerate(_SAID_WAY)
    )


def _said_stage(stage: ComplaintStage, delivery: DeliveryState) -> ComplaintStage:
    if stage is ComplaintStage.SUBMITTED_LOCAL and delivery is DeliveryState.DELIVERED:
        return ComplaintStage.DELIVERED
    return stage
