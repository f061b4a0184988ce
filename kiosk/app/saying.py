"""What a command says when the store, its key or the catalogue cannot be used: what is wrong, what to do."""

from kiosk.app.answers import refuse
from kiosk.catalogue import CatalogueFaulty
from kiosk.domain.text import Text
from kiosk.store import errors
from kiosk.store.key_file import KeyFileError

UNUSABLE = (errors.StoreError, KeyFileError, CatalogueFaulty)

_FOLDER = Text(
    "请用运行终端的账号执行，并检查 kiosk.toml 里 terminal.state_dir 这个文件夹和它的权限。",
    "Run it as the user that runs the terminal; check terminal.state_dir in kiosk.toml and its permissions.",
)
_REMEDIES: tuple[tuple[type[Exception], Text], ...] = (
    (errors.DiskFull, Text("请腾出磁盘空间，再试一次。", "Free some space on the disk and try again.")),
    (errors.Busy, Text("终端正忙，请稍后再试。", "The terminal is busy; try again in a moment.")),
    (
        errors.Damaged,
        Text(
            "请重新启动终端：它会保留坏文件并从备份恢复。",
            "Restart the terminal: it keeps the damaged file and restores the newest backup.",
        ),
    ),
    (
        errors.WrongKey,
        Text("请放回原来的密钥文件，不要新建。", "Put the old key file back; do not make a new one."),
    ),
    (
        KeyFileError,
        Text(
            "请放回原来的密钥文件（权限 0600）；从未启动过的终端先运行一次 kiosk run 或 kiosk check。",
            "Put the old key file back (mode 0600); where no terminal has run yet, run one, or kiosk check.",
        ),
    ),
    (
        errors.TooNew,
        Text("数据属于更新的版本，请安装新版本。", "The data is a later version's: install that version."),
    ),
    (
        errors.LedgerNewer,
        Text(
            "叫号库已由新版程序升级，请安装与其他终端相同的版本。",
            "A later version has raised the hall's ledger: install the version of the other terminals.",
        ),
    ),
    (
        errors.LedgerUnproven,
        Text(
            "叫号库的加密连接核对不上：请看 kiosk check 的“大厅叫号”一项；终端照常取号。",
            "The ledger did not prove who it is: see “The hall's ledger” in kiosk check; numbers go on.",
        ),
    ),
    (
        errors.LedgerAway,
        Text(
            "连不上叫号库：请检查叫号电脑和网线，再试一次；终端照常取号。",
            "The hall's ledger is away: check its machine and the cable, and try again; numbers go on.",
        ),
    ),
    (errors.StoreError, _FOLDER),
    (
        CatalogueFaulty,
        Text(
            "请核对 kiosk.toml 的 catalogue_dir；对那个文件夹运行 kiosk catalogue check 可查看全部错误。",
            "Look at catalogue_dir in kiosk.toml; kiosk catalogue check FOLDER names every mistake in it.",
        ),
    ),
)


def say_unusable(error: Exception) -> int:
    """Say one of UNUSABLE on stderr with its remedy in both languages; the command's exit code, 1."""
    remedy = next(text for kind, text in _REMEDIES if isinstance(error, kind))
    return refuse(f"{type(error).__name__}: {error}\n{remedy.zh}\n{remedy.en}")
