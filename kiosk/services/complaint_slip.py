"""The slip of 咨询投诉: a number and a code, and not a word of what was said or by whom."""

from kiosk.domain.complaint import Complaint, ComplaintKind
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
from kiosk.services.timekeeping import local_time_text
from kiosk.settings import TerminalSettings

# 举报 and 投诉 are told apart inside the seal only: the paper may lie where others read it.
_TITLES = {
    ComplaintKind.ENQUIRY: ("咨询回执", "Your question's number"),
    ComplaintKind.SUGGESTION: ("建议回执", "Your suggestion's number"),
}


def complaint_slip(
    complaint: Complaint, code: str, place: TerminalSettings, filed_ms: int | None
) -> Document:
    """`code`: what 查进度 asks for beside the number. No time is printed while the clock is suspect."""
    title, english = _TITLES.get(complaint.kind, ("意见回执", "Your message's number"))
    blocks: list[Block] = [
        Line(place.site.zh, align=Align.CENTER),
        Line(title, size=Size.LARGE, align=Align.CENTER, bold=True),
        Line(english, align=Align.CENTER),
        Rule(),
        Pair("编号", complaint.local_number),
        Line("查询码", align=Align.CENTER),
        Line(code, size=Size.LARGE, align=Align.CENTER, bold=True),
    ]
    if filed_ms is not None:
        blocks.append(Pair("提交时间", local_time_text(filed_ms)))
    blocks += [
        Rule(),
        Line("您写的内容已加密保存在本机，联网后自动送达，只有处理单位能看到。"),
        Line("答复可在自助终端“查进度”里看：扫下面的码，或输入编号和查询码。"),
        Line("请收好本单：拿到它的人就能看到答复。"),
        QrCode(complaint.token, "扫码查看答复"),
        Line(f"也可拨打 {place.helper_phone}", align=Align.CENTER),
        Feed(1),
        Cut(),
    ]
    return Document(kind=DocumentKind.COMPLAINT, blocks=tuple(blocks), token=complaint.token)
