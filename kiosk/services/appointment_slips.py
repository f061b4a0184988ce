"""The slip of an appointment. Nothing on it says whose it is; its QR holds an opaque token."""

from kiosk.domain.document import (
    Align,
    Block,
    Cut,
    Document,
    DocumentKind,
    Feed,
    Line,
    Pair,
    QrCode,
    Rule,
    Size,
)
from kiosk.services.appointment_outcomes import AppointmentView
from kiosk.services.timekeeping import local_time_text
from kiosk.settings import TerminalSettings

_WEEKDAYS = "一二三四五六日"


def appointment_slip(
    view: AppointmentView, place: TerminalSettings, booked_ms: int, *, shared: bool = False
) -> Document:
    """`shared`: any terminal of the hall checks in; the one that booked it does so without the others too."""
    slot = view.appointment.slot
    day = slot.day
    words = f"{day.month}月{day.day}日 周{_WEEKDAYS[day.weekday()]}"
    blocks: list[Block] = [
        Line(place.site.zh, align=Align.CENTER),
        Line("预约凭条", size=Size.LARGE, align=Align.CENTER, bold=True),
        Line("Appointment", align=Align.CENTER),
        Rule(),
        Line(words, size=Size.LARGE, align=Align.CENTER, bold=True),
        Line(slot.words, size=Size.LARGE, align=Align.CENTER, bold=True),
        Line(view.name.zh, size=Size.LARGE, align=Align.CENTER),
        Rule(),
        Pair("办理窗口", f"{view.windows} 号窗口"),
        Pair("签到时间", f"{view.opens}–{view.ends}"),
        *_where(place, shared=shared),
        Line(f"{slot.end_words} 以前签到，按预约时间排队；到 {view.ends} 为止，按先后排队；再晚请取号。"),
        Line(f"请带：{view.bring.zh}"),
        QrCode(view.appointment.token, "凭此码签到、改约、取消"),
        Pair("预约办理于", local_time_text(booked_ms)),
        Line(f"咨询电话 {place.helper_phone}", align=Align.CENTER),
        Feed(1),
        Cut(),
    ]
    return Document(kind=DocumentKind.APPOINTMENT, blocks=tuple(blocks), token=view.appointment.token)


def _where(place: TerminalSettings, *, shared: bool) -> tuple[Block, ...]:
    if not shared:
        return (Line("当天到本机扫下面的码签到，领排队号。"),)
    return (
        Pair("预约终端", place.id),
        Line("当天到大厅任一台终端扫下面的码签到，领排队号；终端说连不上时，请到上面这台预约终端。"),
    )
