"""The slips of the hall, as the services write them: numbers with little and much to say, 预约, 咨询投诉."""

from datetime import UTC, date, datetime, time

import msgspec

from kiosk.domain.appointment import Appointment, AppointmentState, Slot
from kiosk.domain.complaint import Complaint, ComplaintKind, ComplaintStage
from kiosk.domain.document import Document
from kiosk.domain.text import Text
from kiosk.domain.ticket import Ticket, TicketState
from kiosk.domain.waiting import WaitRange
from kiosk.services.appointment_outcomes import AppointmentView
from kiosk.services.appointment_slips import appointment_slip
from kiosk.services.complaint_slip import complaint_slip
from kiosk.services.opening_hours import ServiceTime
from kiosk.services.service_day import day_words, where_words
from kiosk.services.slips import ticket_slip
from kiosk.settings import HallSettings, TerminalSettings

PLACE = TerminalSettings()
DAY, AT_MS = date(2026, 11, 23), 1_795_398_060_000
TOMORROW = date(2026, 11, 24)
CODE = "407193"
TOKEN = "k7pQ2mX9vR4tL8wZ1cB5nA"
SERIES = HallSettings().series[1]
LONG = msgspec.structs.replace(
    SERIES, name=Text("社会保险和医疗保障综合业务（含异地就医备案）"), windows="5–6、8、10–12"
)
TICKET = Ticket(
    id="ticket-1",
    series=SERIES.id,
    service_day=DAY,
    epoch_mark=0,
    number=17,
    label="B017",
    priority=False,
    state=TicketState.WAITING,
    token=TOKEN,
    session="s",
    issued=datetime(2026, 11, 23, 1, 41, tzinfo=UTC),
)


def _number() -> Document:
    where = where_words(SERIES.windows, DAY, None)
    return ticket_slip(
        TICKET, SERIES, PLACE, 12, WaitRange(10, 25), day_words(DAY, DAY), where, AT_MS, None, CODE
    )


def _number_with_everything() -> Document:
    """After a restore, with priority, for tomorrow, by appointment, in a hall with long names."""
    ticket = msgspec.structs.replace(TICKET, label="B·2-017", priority=True, service_day=TOMORROW)
    opens = ServiceTime(TOMORROW, time(9, 0), open_now=False)
    words, where = day_words(TOMORROW, DAY, opens), where_words(LONG.windows, DAY, opens)
    return ticket_slip(ticket, LONG, PLACE, 112, None, words, where, AT_MS, Slot(TOMORROW, 600, 630), CODE)


def _number_without_a_date() -> Document:
    where = where_words(SERIES.windows, DAY, None)
    return ticket_slip(TICKET, SERIES, PLACE, 0, None, None, where, None, None, CODE)


def _appointment(*, shared: bool = False) -> Document:
    appointment = Appointment(
        id="appointment-1",
        series=SERIES.id,
        slot=Slot(TOMORROW, 600, 630),
        person="",
        state=AppointmentState.BOOKED,
        token=TOKEN,
        session="s",
        ticket_id="",
        booked_ms=AT_MS,
    )
    view = AppointmentView(
        appointment=appointment,
        name=LONG.name,
        windows=SERIES.windows,
        day_words=None,
        arrival=None,
        opens="09:30",
        ends="10:45",
        bring=Text("身份证原件和所办事项的材料（见“办事指南”）"),
        job_id="",
    )
    return appointment_slip(view, PLACE, AT_MS, shared=shared)


def _complaint() -> Document:
    complaint = Complaint(
        id="complaint-1",
        local_number="DZ-0001-20261123-000002-3",
        kind=ComplaintKind.COMPLAINT,
        token=TOKEN,
        session="s",
        stage=ComplaintStage.SUBMITTED_LOCAL,
        filed_ms=AT_MS,
    )
    return complaint_slip(complaint, "407 193", PLACE, AT_MS)


HALL_SLIPS: dict[str, Document] = {
    "number": _number(),
    "number-with-everything": _number_with_everything(),
    "number-without-a-date": _number_without_a_date(),
    "appointment": _appointment(),
    "appointment-of-a-hall": _appointment(shared=True),
    "complaint": _complaint(),
}
