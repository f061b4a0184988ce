"""The network, and what waits for it."""

from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.services.checks.ledger_proof import unproven
from kiosk.services.status import Network
from kiosk.store.repositories.devices import DeviceState

SYNCER_SILENT_MS = 120_000


def network(state: DeviceState | None, configured: bool, now_ms: int) -> Check:
    title = Text("网络", "Network")
    if not configured:
        return Check(
            "network",
            title,
            Verdict.WARNING,
            Text("没有配置区平台地址，申请保存在本机", "No district is configured; cases wait here"),
            Text("在 kiosk.toml 的 [district] 填写 url", "Set url under [district] in kiosk.toml"),
        )
    if state is None:
        return Check("network", title, Verdict.UNKNOWN, Text("还没有连接过", "Not tried yet"))
    if now_ms - state.seen_ms > SYNCER_SILENT_MS:
        return Check(
            "network",
            title,
            Verdict.WARNING,
            Text("上传程序没有运行", "The delivery process is not running"),
            Text("重启终端", "Restart the terminal"),
        )
    match Network(state.state):
        case Network.ONLINE:
            return Check("network", title, Verdict.OK, Text("已连接", "Connected"))
        case Network.OFFLINE | Network.UNKNOWN:
            return Check(
                "network",
                title,
                Verdict.WARNING,
                Text("未连接；取号和申请照常，联网后自动上传", "Offline; all works, cases go out later"),
                Text("若长时间未恢复，检查网线和路由器", "If it lasts, check the cable and the router"),
            )
        case Network.REFUSED:
            return Check(
                "network",
                title,
                Verdict.FAULT,
                Text("区平台拒绝本终端", "The district refuses this terminal"),
                Text("请技术人员核对终端的登记和令牌", "Have a technician check its enrolment and token"),
            )
        case Network.MISCONFIGURED:
            return Check(
                "network",
                title,
                Verdict.FAULT,
                Text(f"设置有误：{state.detail}", f"Wrong settings: {state.detail}"),
                Text("核对 kiosk.toml 的 [district]", "Check [district] in kiosk.toml"),
            )


def ledger(state: DeviceState | None) -> Check:
    """Of a hall with several terminals: whether its numbers come from the shared ledger now."""
    title = Text("大厅叫号", "The hall's ledger")
    match state.state if state else "":
        case "here":
            return Check("ledger", title, Verdict.OK, Text("已连接", "Connected"))
        case "twice":
            label = state.detail if state else ""
            return Check(
                "ledger",
                title,
                Verdict.FAULT,
                Text(
                    f"叫号库恢复过，{label} 发给了两个人", f"It was restored; {label} was given to two people"
                ),
                Text(
                    "窗口上标“待确认”的是后到的一个，请分别叫号",
                    "The one marked 待确认 is the second; call both",
                ),
            )
        case "newer":
            return Check(
                "ledger",
                title,
                Verdict.FAULT,
                Text(
                    "叫号库已由新版程序升级，本机不能使用；取号照常，号码带本机序号",
                    "A newer program has raised it; numbers go on in this terminal's own series",
                ),
                Text(
                    "把本机升级到与其他终端相同的版本",
                    "Update this terminal to the version of the others",
                ),
            )
        case "unproven":
            finding, remedy = unproven(state.detail if state else "")
            return Check("ledger", title, Verdict.FAULT, finding, remedy)
        case "away":
            return Check(
                "ledger",
                title,
                Verdict.WARNING,
                Text("连不上；取号照常，号码带本机序号", "Away; numbers go on in this terminal's own series"),
                Text(
                    "检查叫号电脑和网线；连上后自动并入队伍",
                    "Check its machine and the cable; it joins by itself",
                ),
            )
        case _:
            return Check("ledger", title, Verdict.UNKNOWN, Text("还没有连接过", "Not tried yet"))


def delivery(waiting: int, quarantined: int) -> Check:
    title = Text("待上传", "Delivery")
    if quarantined:
        return Check(
            "delivery",
            title,
            Verdict.FAULT,
            Text(f"{quarantined} 件被区平台退回，{waiting} 件待上传",
                 f"{quarantined} refused by the district, {waiting} waiting"),
            Text("请技术人员运行 kiosk sync status 查看原因，联系区平台处理",
                 "Have a technician run kiosk sync status for the reasons, and tell the district"),
        )  # fmt: skip
    return Check("delivery", title, Verdict.OK, Text(f"{waiting} 件待上传", f"{waiting} waiting"))
