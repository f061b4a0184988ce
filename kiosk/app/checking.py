"""Commands that look: the self-check, one backup now."""

from typing import assert_never

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from kiosk.app.answers import refuse
from kiosk.app.visiting import visit
from kiosk.domain.health import Verdict
from kiosk.services.backups import BackupFailed
from kiosk.settings import Settings
from kiosk.store.backup import Backup

_WORDS = {
    Verdict.OK: "[green]正常 ok[/green]",
    Verdict.WARNING: "[yellow]注意 warning[/yellow]",
    Verdict.FAULT: "[red]故障 fault[/red]",
    Verdict.UNKNOWN: "未知 unknown",
}


def check_terminal(settings: Settings) -> int:
    """Print every check in both languages; 1 when something is at fault."""
    titles = ("", "检查项 check", "情况 finding", "怎么办 what to do")
    # Chinese has no spaces to break at: what is not folded is cut off on a narrow console.
    table = Table(*(Column(title, overflow="fold") for title in titles), show_lines=True)
    with visit(settings) as services:
        checks = services.selfcheck.run()
    for check in checks:
        table.add_row(
            _WORDS[check.verdict],
            *(escape(f"{text.zh}\n{text.en}") for text in (check.title, check.finding, check.remedy)),
        )
    Console().print(table)
    return int(any(check.verdict is Verdict.FAULT for check in checks))


def backup_now(settings: Settings) -> int:
    """Make one verified backup; 1 when the environment did not let it."""
    with visit(settings) as services:
        outcome = services.backups.run()
    match outcome:
        case Backup():
            Console().print(f"已备份并校验 · backed up and verified: {outcome.path}", soft_wrap=True)
            return 0
        case BackupFailed():
            return refuse(f"备份失败 · backup failed: {outcome.error} {outcome.detail}")
        case _:
            assert_never(outcome)
