"""Ratings, complaints and their follow-up: moments worth a picture."""

from collections.abc import Callable

from kiosk.domain.complaint import ComplaintKind, ComplaintStage
from kiosk.domain.printer import JobState
from kiosk.domain.record import DeliveryState
from kiosk.services.progress import ComplaintView
from kiosk.services.ratings import AlreadyRated
from kiosk.ui.viewmodels.complaint import ComplaintForm
from kiosk.ui.viewmodels.progress import ProgressQuery
from kiosk.ui.viewmodels.rating import LEAVE, offer_rating
from tests.ui.fake_day import NOW_MS, TOKEN
from tests.ui.fake_statements import FILED
from tests.ui.scenes import home, sign_in
from tests.ui.stage import Stage

SAID = "昨天下午在办事大厅三号窗口，工作人员说系统坏了，让我明天再来，可是旁边窗口还在办。"


def home_all(stage: Stage) -> None:
    home(stage)
    stage.touch.wait_for("home.rate")


def rating(stage: Stage) -> None:
    home(stage)
    stage.services.ratings.filed = FILED
    offer_rating(stage.shell, LEAVE)
    stage.touch.wait_for("rating.skip")


def rating_why(stage: Stage) -> None:
    rating(stage)
    stage.touch.tap("rating.dissatisfied")
    stage.touch.tap("rating.reason.queued-again")
    stage.touch.tap("rating.reason.stiff-manner")


def rating_words(stage: Stage) -> None:
    rating_why(stage)
    stage.touch.tap("rating.text")
    stage.board("rating").inserted.emit(SAID)


def rating_written(stage: Stage) -> None:
    rating_words(stage)
    stage.board("rating").done.emit()


def rating_done(stage: Stage) -> None:
    rating(stage)
    stage.touch.tap("rating.very-satisfied")
    stage.touch.tap("rating.submit")
    stage.touch.wait_for("rating.done")


def rating_done_bad(stage: Stage) -> None:
    rating_why(stage)
    stage.touch.tap("rating.submit")
    stage.touch.wait_for("rating.done")


def rating_already(stage: Stage) -> None:
    stage.services.ratings.answer = AlreadyRated()
    rating_done(stage)


def rate(stage: Stage) -> None:
    stage.services.ratings.filed = FILED
    home(stage)
    stage.touch.tap("home.rate")
    stage.touch.tap("rate.series.general")
    stage.touch.type("rate.key", "001")


def rate_not_served(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("home.rate")
    stage.touch.tap("rate.series.insurance")
    stage.touch.type("rate.key", "17")
    stage.touch.tap("rate.ask")
    stage.touch.wait_for("rate.message")


def rate_too_often(stage: Stage) -> None:
    stage.services.ratings.tries = 0
    rate_not_served(stage)


def complaint_notice(stage: Stage) -> None:
    home(stage)
    stage.touch.tap("home.complaint")
    stage.touch.wait_for("form.consent")


def complaint_kind(stage: Stage) -> None:
    complaint_notice(stage)
    stage.touch.tap("form.consent")
    stage.touch.tap("form.next")
    stage.touch.wait_for("form.option.kind.1")


def complaint_unit(stage: Stage) -> None:
    complaint_kind(stage)
    stage.touch.tap("form.option.kind.1")
    stage.touch.tap("form.next")
    stage.touch.wait_for("form.option.unit.0")


def complaint_content(stage: Stage) -> None:
    complaint_unit(stage)
    stage.touch.tap("form.option.unit.0")
    stage.touch.tap("form.next")
    stage.touch.wait_for("form.field.content")


def complaint_typing(stage: Stage) -> None:
    complaint_content(stage)
    stage.touch.tap("form.field.content")
    stage.touch.wait_for("key.done")
    form = stage.shell.model("complaint")
    assert isinstance(form, ComplaintForm)
    form.setText("content", SAID)


def complaint_empty(stage: Stage) -> None:
    complaint_content(stage)
    stage.touch.tap("form.next")
    stage.touch.wait_for("form.error.content")


def complaint_who(stage: Stage) -> None:
    complaint_typing(stage)
    stage.touch.tap("key.done")
    stage.touch.tap("form.next")
    stage.touch.tap("form.option.named.1")
    stage.touch.wait_for("form.field.name")


def complaint_check(stage: Stage) -> None:
    complaint_typing(stage)
    stage.touch.tap("key.done")
    stage.touch.tap("form.next")
    stage.touch.tap("form.option.named.0")
    stage.touch.tap("form.next")
    stage.touch.tap("form.option.answer_wanted.1")
    stage.touch.tap("form.next")
    stage.touch.wait_for("check.submit")


def complaint_filed(stage: Stage) -> None:
    complaint_check(stage)
    stage.touch.tap("check.submit")
    stage.touch.wait_for("complaint-filed.number")


def complaint_filed_no_paper(stage: Stage) -> None:
    complaint_filed(stage)
    stage.services.printing.put("said-1", JobState.BLOCKED, reason="paper-out", kind="complaint")
    stage.tick()


def _found(stage: Stage, stage_of_it: ComplaintStage, answer: str = "") -> None:
    home(stage)
    screen = stage.shell.model("progress")
    assert isinstance(screen, ProgressQuery)
    stage.shell.go("progress")
    screen.present(
        ComplaintView(
            local_number="DZ-0001-20261123-000002-3",
            kind=ComplaintKind.COMPLAINT,
            stage=stage_of_it,
            delivery=DeliveryState.WAITING,
            answer=answer,
            filed_ms=NOW_MS,
            token=TOKEN,
        )
    )


def said_waiting(stage: Stage) -> None:
    _found(stage, ComplaintStage.SUBMITTED_LOCAL)


def said_answered(stage: Stage) -> None:
    words = (
        "您好，经核实，三号窗口当天系统故障，工作人员没有引导您到旁边窗口，已批评教育并整改。感谢您的监督。"
    )
    _found(stage, ComplaintStage.ANSWERED, words)


def staff_follow_ups(stage: Stage) -> None:
    stage.services.ratings.open_some()
    sign_in(stage)
    stage.touch.wait_for("staff.follow-ups")


def follow_ups(stage: Stage) -> None:
    staff_follow_ups(stage)
    stage.touch.tap("staff.follow-ups")
    stage.touch.wait_for("follow-ups.0")


def follow_ups_ending(stage: Stage) -> None:
    follow_ups(stage)
    stage.touch.tap("follow-ups.0")
    stage.touch.wait_for("follow-ups.cancel")


def follow_ups_none(stage: Stage) -> None:
    sign_in(stage)
    stage.touch.tap("staff.follow-ups")
    stage.touch.wait_for("follow-ups.none")


STATEMENT_SCENES: dict[str, Callable[[Stage], None]] = {
    "home-all": home_all,
    "rating": rating,
    "rating-why": rating_why,
    "rating-words": rating_words,
    "rating-written": rating_written,
    "rating-done": rating_done,
    "rating-done-bad": rating_done_bad,
    "rating-already": rating_already,
    "rate-number": rate,
    "rate-not-served": rate_not_served,
    "rate-too-often": rate_too_often,
    "complaint-notice": complaint_notice,
    "complaint-kind": complaint_kind,
    "complaint-unit": complaint_unit,
    "complaint-content": complaint_content,
    "complaint-typing": complaint_typing,
    "complaint-empty": complaint_empty,
    "complaint-who": complaint_who,
    "complaint-check": complaint_check,
    "complaint-filed": complaint_filed,
    "complaint-filed-no-paper": complaint_filed_no_paper,
    "said-waiting": said_waiting,
    "said-answered": said_answered,
    "staff-follow-ups": staff_follow_ups,
    "follow-ups": follow_ups,
    "follow-ups-ending": follow_ups_ending,
    "follow-ups-none": follow_ups_none,
}
