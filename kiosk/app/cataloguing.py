"""Commands about catalogue packages: check, show, compare, import, install."""

import errno
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kiosk.app.answers import refuse, say
from kiosk.app.clock import SystemClock
from kiosk.app.shelving import shelf_of
from kiosk.app.stock import Stock
from kiosk.catalogue import CatalogueFaulty, Problem, Severity, load, open_parts
from kiosk.catalogue.chinese import in_chinese, problem_in_chinese
from kiosk.catalogue.parts import FOLDERS, Parts, in_folder
from kiosk.catalogue.refusals import PackageRefused
from kiosk.catalogue.signed_file import SignedFile
from kiosk.catalogue.trust import key_id
from kiosk.domain.item import Catalogue
from kiosk.domain.text import Language, Text
from kiosk.domain.time import local
from kiosk.services.checks import catalogue as words
from kiosk.settings import Settings

NICENESS = 10  # judging must not take the processor from the screen


def check_package(path: Path) -> int:
    """Print every mistake of a package as `file#/pointer: what; remedy`; 1 when one makes it unusable."""
    from kiosk.catalogue.check import check

    try:
        parts = _opened(path)
        problems = check(parts)
    except (CatalogueFaulty, OSError) as fault:
        return fail(fault)
    errors = say_problems(problems)
    say(f"{errors} 处错误 errors, {len(problems) - errors} 处提醒 warnings")
    return int(errors > 0)


def say_problems(problems: Iterable[Problem]) -> int:
    """Print each; how many of them are errors."""
    errors = 0
    for problem in problems:
        say(str(problem) if problem.severity is Severity.ERROR else f"{problem} (warning)")
        if chinese := problem_in_chinese(problem):
            say(f"    {chinese}")
        errors += problem.severity is Severity.ERROR
    return errors


def show_package(path: Path) -> int:
    try:
        parts = _opened(path)
        _show(load(parts), parts, _today())
    except (CatalogueFaulty, OSError) as fault:
        return fail(fault)
    return 0


def show_terminal(settings: Settings) -> int:
    """The package this terminal uses, or would use when it starts, and what became of others."""
    try:
        stock = Stock(shelf_of(settings))
        catalogue = stock()
        parts = next(stock.shelf.packages())
        _show(catalogue, parts, _today())
    except (CatalogueFaulty, OSError) as fault:
        return fail(fault)
    update = words.update(stock.shelved())
    for text in (update.finding, update.remedy):
        if text.zh:
            say(f"{text.zh} · {text.en}")
    return 0


def show_changes(old: Path, new: Path, language: str) -> int:
    """What changes for citizens; `language`: zh, en or both."""
    from kiosk.catalogue.changes import compare

    try:
        found = compare(load(_opened(old)), load(_opened(new)))
    except (CatalogueFaulty, OSError) as fault:
        return fail(fault)
    for changed in found:
        say(_in(changed.about, language))
        for change in changed.changes:
            say(f"  · {_in(change, language)}")
    if not found:
        say(_in(Text("对群众没有变化", "Nothing changes for citizens"), language))
    return 0


def import_items(source: Path, folder: Path) -> int:
    """Write what `source` holds into `folder`, and report what it does not say; 1 when nothing was taken."""
    from kiosk.catalogue.imports.found import Unreadable
    from kiosk.catalogue.imports.reading import read_source
    from kiosk.catalogue.imports.writing import write_items

    try:
        imported = write_items(read_source(source), folder)
    except (Unreadable, OSError) as fault:
        return fail(fault)
    say_problems(imported.report)
    say(
        f"已导入 {len(imported.written)} 项，{len(imported.report)} 处待补充；全部未核实，请逐项核对 · "
        f"{len(imported.written)} items, {len(imported.report)} to find out; all unverified"
    )
    say(f"kiosk catalogue check {folder}")
    return 0 if imported.written else 1


def install_package(settings: Settings, file: Path) -> int:
    from kiosk.catalogue.installing import install

    try:
        version = install(shelf_of(settings), file)
    except (PackageRefused, OSError) as fault:
        return fail(fault)
    say(f"版本 {version} 已安装；终端无人使用时切换 · installed; the terminal switches when nobody is there")
    return 0


def install_waiting(settings: Settings) -> int:
    """What the running terminal has done for it; refusals are on the shelf, for the self-check."""
    from kiosk.catalogue.installing import take_waiting

    os.nice(NICENESS)
    try:
        taken = take_waiting(shelf_of(settings))
    except OSError as fault:
        return fail(fault)
    say("\n".join(taken))
    return 0


def _opened(path: Path) -> Parts:
    """A package to look at: one that nobody has signed yet may be looked at too."""
    if not path.exists():  # an empty package is another mistake: it would name every file that it lacks
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return SignedFile(path, unsigned_too=True) if path.is_file() else open_parts(path)


def _show(catalogue: Catalogue, parts: Parts, today: date) -> None:
    info = catalogue.info
    age = words.age_words((today - info.published).days)
    table = Table.grid(padding=(0, 2))
    table.add_row("版本 version", info.version)
    table.add_row("发布 published", f"{info.published}，{age.zh} · {age.en}")
    late = "  [yellow]已过期 out of date[/yellow]" if today > info.stale_after else ""
    table.add_row("有效期到 valid until", f"{info.stale_after}{late}")
    table.add_row("发布部门 publisher", f"{info.publisher.zh}\n{info.publisher.en}")
    table.add_row("签名 signed by", _signer(parts))
    for one in info.rotations:
        table.add_row("换钥 key rotation", f"{key_id(one.old)} → {key_id(one.new)}")
    for folder in sorted(FOLDERS):
        table.add_row(folder, str(len(in_folder(parts, folder))))
    table.add_row("镇街 divisions", str(len(catalogue.divisions)))
    table.add_row("工作日历 calendar", f"{catalogue.calendar.first} – {catalogue.calendar.last}")
    Console(soft_wrap=True).print(table)


def _signer(parts: Parts) -> str:
    if not isinstance(parts, SignedFile):
        return "文件夹，没有签名 · a folder, which nobody signs"
    return key_id(parts.key) if parts.key else "[yellow]尚未签名 not signed yet[/yellow]"


def _in(text: Text, language: str) -> str:
    if language == "both":
        return f"{text.zh} · {text.en}" if text.en and text.en != text.zh else text.zh
    return text.in_(Language(language))


def _today() -> date:
    return local(SystemClock().now()).date()


def _why(fault: OSError) -> str:
    match fault:
        case FileNotFoundError():
            return "没有这个文件或文件夹，请检查路径 · there is no such file or folder; check the path"
        case PermissionError():
            return "没有权限，请换有权限的账号执行 · not permitted; run it as a user who may"
        case _:
            return f"不能读写 · cannot be read or written ({fault.strerror})"


def fail(fault: Exception | str) -> int:
    """Say it on stderr in both languages, with a remedy where there is one; 1."""
    if isinstance(fault, PackageRefused):
        finding, remedy = fault.words()
        text = f"{fault.file}: {finding.zh}。{remedy.zh}。\n{fault.file}: {finding.en}. {remedy.en}."
    elif isinstance(fault, OSError):
        text = f"{fault.filename}: {_why(fault)}"
    elif isinstance(fault, CatalogueFaulty):
        text = "\n".join(f"{problem}\n    {problem_in_chinese(problem)}" for problem in fault.problems)
    else:
        text = "\n".join(filter(None, (in_chinese(str(fault)), str(fault))))
    return refuse(text)
