"""Printer and card reader, as their owners last reported them."""

from kiosk.domain.health import Check, Verdict
from kiosk.domain.printer import PrinterCondition
from kiosk.domain.text import Text
from kiosk.store.repositories.devices import DeviceState

_C = PrinterCondition
_CABLE = Text("检查电源和连接线，打开打印机开关", "Check power and cable, switch the printer on")

_PRINTER: dict[PrinterCondition, tuple[Verdict, Text, Text]] = {
    _C.READY: (Verdict.OK, Text("正常", "Ready"), Text("")),
    _C.NEAR_END: (
        Verdict.WARNING,
        Text("纸快用完，还能打印", "Paper is running low; it still prints"),
        Text("准备一卷新纸，有空时更换", "Have a new roll ready and change it soon"),
    ),
    _C.PAPER_OUT: (
        Verdict.FAULT,
        Text("没有纸", "Out of paper"),
        Text("打开上盖，装入新纸卷，露出纸头后合上", "Open the cover, put in a new roll, close it"),
    ),
    _C.COVER_OPEN: (
        Verdict.FAULT,
        Text("上盖没有合上", "The cover is open"),
        Text("把上盖按到底，听到咔嗒声", "Press the cover down until it clicks"),
    ),
    _C.OFFLINE: (Verdict.FAULT, Text("连接不上", "Cannot be reached"), _CABLE),
    _C.CUTTER_ERROR: (
        Verdict.FAULT,
        Text("切刀卡住", "The cutter is jammed"),
        Text("关闭电源，取出卡住的纸，再开机", "Switch it off, remove the jammed paper, switch it on"),
    ),
    _C.OVERHEATED: (
        Verdict.WARNING,
        Text("打印头过热，正在降温", "The print head is too hot and cooling down"),
        Text("等待几分钟，会自动恢复", "Wait a few minutes; it resumes by itself"),
    ),
    _C.SILENT: (
        Verdict.WARNING,
        Text("已连接，但不回答状态询问", "Connected, but does not answer"),
        Text("打一张测试页确认；若型号不支持状态，请在 printers.toml 设 status = \"silent\"",
             'Print a test page; if this model has no status, set status = "silent" in printers.toml'),
    ),
    _C.ERROR: (
        Verdict.FAULT,
        Text("打印机报告故障", "The printer reports an error"),
        Text("关机再开；仍有故障请联系技术人员", "Switch it off and on; then call a technician"),
    ),
}  # fmt: skip

_READER: dict[str, tuple[Verdict, Text, Text]] = {
    "ready": (Verdict.OK, Text("正常", "Ready"), Text("")),
    "silent": (
        Verdict.FAULT,
        Text("读卡器没有应答", "The reader does not answer"),
        Text("检查连接线；核对 kiosk.toml 的 reader.baud", "Check the cable, and reader.baud in kiosk.toml"),
    ),
    "gone": (
        Verdict.FAULT,
        Text("找不到读卡器", "The reader is not there"),
        Text("检查连接线；核对 kiosk.toml 的 reader.port", "Check the cable, and reader.port in kiosk.toml"),
    ),
    "refused": (
        Verdict.FAULT,
        Text("读卡器内的安全模块报告错误", "The reader's security module reports an error"),
        Text("断电重启读卡器；仍有错误请更换", "Power the reader off and on; replace it if that fails"),
    ),
}

_NOT_LOOKED = Text("还没有检查过", "Not looked at yet")
_LOOKS = Text("启动终端后自动检查", "It is looked at when the terminal runs")


def printer(state: DeviceState | None, configured: bool) -> Check:
    title = Text("打印机", "Printer")
    if not configured:
        return Check(
            "printer",
            title,
            Verdict.WARNING,
            Text("没有配置打印机", "No printer is configured"),
            Text("在 printers.toml 填写 device；在此之前号码和二维码显示在屏幕上",
                 "Set device in printers.toml; until then number and QR stay on the screen"),
        )  # fmt: skip
    if state is None:
        return Check("printer", title, Verdict.UNKNOWN, _NOT_LOOKED, _LOOKS)
    verdict, finding, remedy = _PRINTER[PrinterCondition(state.state)]
    return Check("printer", title, verdict, finding, remedy)


def scanner(state: DeviceState | None) -> Check:
    """A serial scanner only: one that types is a keyboard, of which nobody knows whether it is there."""
    title = Text("扫码器", "Code scanner")
    if state is None:
        return Check("scanner", title, Verdict.UNKNOWN, _NOT_LOOKED, _LOOKS)
    if state.state == "ready":
        return Check("scanner", title, Verdict.OK, Text("正常", "Ready"))
    return Check(
        "scanner",
        title,
        Verdict.WARNING,
        Text("找不到扫码器，可以手工输入", "The scanner is not there; people type instead"),
        Text(
            "检查连接线；核对 kiosk.toml 的 scanner.port", "Check the cable, and scanner.port in kiosk.toml"
        ),
    )


def reader(state: DeviceState | None, configured: bool) -> Check:
    title = Text("身份证读卡器", "ID-card reader")
    if not configured:
        return Check(
            "reader",
            title,
            Verdict.WARNING,
            Text("没有配置读卡器，需手工填写", "No reader is configured; people type instead"),
            Text("在 kiosk.toml 的 [reader] 填写 port", "Set port under [reader] in kiosk.toml"),
        )
    if state is None or state.state not in _READER:
        return Check("reader", title, Verdict.UNKNOWN, _NOT_LOOKED, _LOOKS)
    verdict, finding, remedy = _READER[state.state]
    return Check("reader", title, verdict, finding, remedy)


def camera(is_there: bool) -> Check:
    """A camera that settings name by its place; whether the system's default is there only Qt knows."""
    title = Text("摄像头", "Camera")
    if is_there:
        return Check("camera", title, Verdict.OK, Text("正常", "Ready"))
    return Check(
        "camera",
        title,
        Verdict.WARNING,
        Text("找不到摄像头，材料到窗口再交", "The camera is not there; papers go to the window"),
        Text(
            "检查连接线；核对 kiosk.toml 的 camera.device", "Check the cable, and camera.device in kiosk.toml"
        ),
    )
