"""The store, its backup, its key, and whether applications can be sealed."""

from kiosk.domain.health import Check, Verdict
from kiosk.domain.text import Text
from kiosk.services.filing import IntakeStopped, StopReason
from kiosk.store.repositories.devices import DeviceState

BACKUP_LATE_MS = 30 * 60_000  # three backups in a row are missing
BACKUP_LOST_MS = 24 * 3_600_000


def store(error: str, set_aside: int, epoch: int) -> Check:
    """`error` is empty when the store answers."""
    title = Text("本机数据库", "Store")
    if error:
        return Check(
            "store",
            title,
            Verdict.FAULT,
            Text(f"无法使用：{error}", f"Cannot be used: {error}"),
            Text("重启终端，会自动从备份恢复；仍不行请联系技术人员",
                 "Restart: it restores itself from the backup; then call a technician"),
        )  # fmt: skip
    if set_aside:
        return Check(
            "store",
            title,
            Verdict.WARNING,
            Text(f"正常；曾经损坏并已恢复（第 {epoch} 期），保留损坏文件 {set_aside} 个",
                 f"Works; was damaged and restored (epoch {epoch}), {set_aside} damaged file(s) kept"),
            Text("请技术人员取走损坏文件并更换磁盘", "Have a technician take it and check the disk"),
        )  # fmt: skip
    return Check("store", title, Verdict.OK, Text("正常", "Works"))


def backup(state: DeviceState | None, now_ms: int, same_disk: bool) -> Check:
    title = Text("备份", "Backup")
    if state is None:
        return Check("backup", title, Verdict.UNKNOWN, Text("还没有备份", "No backup yet"))
    repair = Text("检查备份目录所在的磁盘是否插好、有空间", "Check that its disk is there and has room")
    if state.seen_ms == 0:
        never = Text(f"备份从未成功：{state.detail}", f"No backup has ever succeeded: {state.detail}")
        return Check("backup", title, Verdict.FAULT, never, repair)
    age_ms = max(0, now_ms - state.seen_ms)
    ago = _ago(age_ms)
    age = Text(f"上次成功在{ago.zh}前", f"The last one succeeded {ago.en} ago")
    if state.state != "ok" or age_ms > BACKUP_LATE_MS:
        verdict = Verdict.FAULT if age_ms > BACKUP_LOST_MS else Verdict.WARNING
        why = f"；{state.detail}" if state.state != "ok" else ""
        return Check(
            "backup",
            title,
            verdict,
            Text(age.zh + why, age.en + why.replace("；", "; ")),
            repair,
        )
    if same_disk:
        return Check(
            "backup",
            title,
            Verdict.WARNING,
            Text(f"{age.zh}；与数据库在同一磁盘", f"{age.en}; on the same disk as the store"),
            Text(
                "在 kiosk.toml 把 backup_dir 设到另一块磁盘", "Set backup_dir to another disk in kiosk.toml"
            ),
        )
    return Check("backup", title, Verdict.OK, age)


def _ago(age_ms: int) -> Text:
    """As a person would say it: minutes up to two hours, hours up to two days, then days."""
    minutes = age_ms // 60_000
    if minutes < 1:
        return Text("不到 1 分钟", "less than a minute")
    if minutes < 120:
        return Text(f" {minutes} 分钟", f"{minutes} min")
    hours = minutes // 60
    if hours < 48:
        return Text(f" {hours} 小时", f"{hours} h")
    return Text(f" {hours // 24} 天", f"{hours // 24} days")


def store_key(kept_in_file: bool) -> Check:
    title = Text("数据库密钥", "Store key")
    if not kept_in_file:
        return Check("store-key", title, Verdict.OK, Text("由系统保管", "Kept by the system"))
    return Check(
        "store-key",
        title,
        Verdict.WARNING,
        Text("保存在磁盘文件中（权限 0600）", "Kept in a file on the disk (mode 0600)"),
        Text("正式使用时改用 TPM 或 systemd 凭据", "For real use keep it in a TPM or a systemd credential"),
    )


def person_key(file: str, code: str | None) -> Check:
    """`file`: as hall.toml names it; `code`: of the key that was read, None for none."""
    title = Text("大厅一人一号", "One person, one number")
    if code is not None:
        return Check(
            "person-key",
            title,
            Verdict.OK,
            Text(f"各终端共同核对，核对码 {code}，各终端应相同",
                 f"All terminals know one another's; check code {code}, the same at each"),
        )  # fmt: skip
    alone = Text("只在本终端范围内有效，换一台终端可以再取", "Holds at this terminal only, not at the others")
    if not file:
        return Check(
            "person-key",
            title,
            Verdict.WARNING,
            alone,
            Text("运行 kiosk hall key 生成密钥，抄到各终端，写入 hall.toml 的 person_key_file",
                 "Make a key with kiosk hall key, carry it to all, set person_key_file in hall.toml"),
        )  # fmt: skip
    return Check(
        "person-key",
        title,
        Verdict.FAULT,
        Text(f"密钥文件不能用；{alone.zh}", f"The key file is not usable. {alone.en}"),
        Text("把 person_key_file 写的文件从别的终端抄来，权限 0600，然后重启",
             "Bring the file of person_key_file from another terminal, chmod 600 it, and restart"),
    )  # fmt: skip


def sealing(stopped: IntakeStopped | None) -> Check:
    title = Text("申请加密", "Sealing")
    if stopped is None:
        return Check("sealing", title, Verdict.OK, Text("正常", "Ready"))
    match stopped.reason:
        case StopReason.NO_RECIPIENT_KEY:
            return Check(
                "sealing",
                title,
                Verdict.FAULT,
                Text("没有可用的区平台公钥，不能收件", "No key of the district to use: nothing can be filed"),
                Text("在 kiosk.toml 的 [district] 填写 recipient_key_file，并核对这个文件",
                     "Set recipient_key_file under [district] in kiosk.toml, and look at that file"),
            )  # fmt: skip
        case StopReason.FINGERPRINT_CHANGED:
            return Check(
                "sealing",
                title,
                Verdict.FAULT,
                Text("硬件与登记时不同，已停止收件", "Other hardware than was enrolled: intake has stopped"),
                Text("请技术人员重新登记本终端", "Have a technician enrol this terminal again"),
            )
