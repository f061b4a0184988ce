"""`kiosk staff`: who may sign in at this terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from kiosk.app.answers import refuse
from kiosk.app.visiting import visit
from kiosk.services.staffing import Role, StaffExists
from kiosk.settings import Settings

LONGEST_NAME = 20

_ROLES = {Role.STAFF: "工作人员 staff", Role.TECHNICIAN: "技术人员 technician"}


def add(settings: Settings, number: str, name: str, role: str) -> int:
    """Add a person and print the PIN, once; the exit code."""
    if not (number.isascii() and number.isdigit() and len(number) <= 8):
        return refuse(f"工号只能用 1–8 位数字：屏幕上的键盘只有数字。{number!r} is not 1–8 digits.")
    name = name.strip()
    if not (name.isprintable() and 0 < len(name) <= LONGEST_NAME):
        return refuse(
            f"--name 要写 1–{LONGEST_NAME} 个字，同事看得懂。"
            f"--name takes 1–{LONGEST_NAME} characters that colleagues can read."
        )
    if role not in tuple(Role):
        return refuse(f"--role 只能是 staff 或 technician。{role!r} is neither staff nor technician.")
    with visit(settings) as services:
        try:
            pin = services.staffing.add(number, name, Role(role))
        except StaffExists:
            return refuse(
                f"工号 {number} 已存在，重置用 kiosk staff reset。{number} exists; see kiosk staff reset."
            )
    return _tell_pin(number, pin)


def show(settings: Settings) -> int:
    table = Table("工号 number", "姓名 name", "角色 role")
    with visit(settings) as services:
        for person in services.staffing.list():
            table.add_row(person.id, escape(person.name), _ROLES[person.role])
    Console().print(table)
    return 0


def reset(settings: Settings, number: str) -> int:
    """A new PIN, which also ends a lockout; the exit code."""
    with visit(settings) as services:
        try:
            pin = services.staffing.reset(number)
        except KeyError:
            return refuse(
                f"没有工号 {number}；kiosk staff list 查看。There is no {number}; see kiosk staff list."
            )
    return _tell_pin(number, pin)


def _tell_pin(number: str, pin: str) -> int:
    Console().print(f"{number} 的密码（只显示这一次）· PIN, shown only now: [bold]{pin}[/bold]")
    return 0
