"""The page with which a technician sees what a printer really does."""

from datetime import datetime

from kiosk.domain.document import (
    Align,
    Barcode,
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
from kiosk.domain.time import local
from printers.profile import Profile

# Beyond GB 2312, beyond GBK, four-byte codes of Extensions A, E and F; then a private code nobody knows.
RARE = "镕 㛃 䶮 𬭎 𬱖 \ue000"


def technician_page(profile: Profile, device: str, now: datetime) -> Document:
    """A slip that shows width, sizes, repertoire, rare characters, QR and cutter. `now` is an instant."""
    ruler = "".join(str(column % 10) for column in range(1, profile.columns + 1))
    return Document(
        kind=DocumentKind.TEST,
        blocks=(
            Line("打印测试页", Size.LARGE, Align.CENTER, bold=True),
            Line("Printer test page", align=Align.CENTER),
            Rule(),
            Pair("时间 Time", f"{local(now):%Y-%m-%d %H:%M:%S}"),
            Pair("设备 Device", device),
            Pair("宽度 Width", f"{profile.width_dots} 点 / {profile.columns} 列"),
            Pair("字库 Repertoire", profile.repertoire),
            Rule(),
            Line("下一行应从左边到右边排满，不换行："),
            Line(ruler),
            Line("大 Large", Size.LARGE),
            Line("A001", Size.HUGE, Align.CENTER, bold=True),
            Line("中文标点：，。、；：？！“”《》（）——……·"),
            Line(f"生僻字（最后一格为编码框）：{RARE}"),
            QrCode("DAZU-KIOSK-TEST-PAGE", "扫码应得 DAZU-KIOSK-TEST-PAGE"),
            Barcode("DAZU-KIOSK"),
            Line("切纸应在本行之下\nThe cut is below this line", align=Align.CENTER),
            Feed(),
            Cut(),
        ),
    )
