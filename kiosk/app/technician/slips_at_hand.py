"""`kiosk printers jobs`, `resolve`, `reprint`: what became of each slip, and what a person knows better."""

import sys

import msgspec
from rich.console import Console
from rich.table import Table

from kiosk.app.answers import refuse, say
from kiosk.app.instance import terminal_runs
from kiosk.app.visiting import visit
from kiosk.domain.printer import JobState, PrintJob
from kiosk.domain.time import from_ms, local
from kiosk.services import Services
from kiosk.settings import Settings

ACTOR = "technician"
_STATES = {
    JobState.QUEUED: "排队 queued",
    JobState.SENDING: "发送中 sending",
    JobState.PRINTED: "已打印 printed",
    JobState.SENT: "已发送，待确认 sent",
    JobState.UNKNOWN: "不明 unknown",
    JobState.BLOCKED: "等待打印机 blocked",
    JobState.GIVEN_UP: "已放弃 given up",
}
_DOUBTFUL = (JobState.SENT, JobState.UNKNOWN)


def jobs(settings: Settings, count: int, as_json: bool) -> int:
    with visit(settings) as services:
        latest = services.printing.jobs(count)
    if as_json:
        say(msgspec.json.encode([_told(job) for job in latest]).decode())
        return 0
    table = Table("编号 id", "时间 time", "内容 kind", "补打 copy", "状态 state", "次数 tries", "原因 reason")
    for job in latest:
        told = _told(job)
        table.add_row(
            job.id,
            told["time"],
            job.kind,
            str(job.copy or ""),
            _STATES[job.state],
            str(job.attempts),
            job.reason,
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    return 0


def resolve(settings: Settings, job_id: str, came_out: bool) -> int:
    """A person has looked: the slip lies there, or it does not and comes again as 补打."""
    with visit(settings) as services:
        job = _known(services, job_id)
        if job is None:
            return _no_such(job_id)
        if job.state not in _DOUBTFUL:
            return refuse(
                f"{job_id} 的状态是“{_STATES[job.state]}”，只有“待确认”和“不明”的需要处理。\n"
                f"{job_id} is {job.state.value}: only sent and unknown ones wait for a person."
            )
        if came_out:
            services.printing.came_out(job_id, ACTOR)
            say(f"{job_id}：记为已打印 · noted as printed")
        elif not terminal_runs(settings.state_dir):
            return _nobody_prints()
        else:
            copy = services.printing.say_missing(job_id, ACTOR)
            say(f"{job_id}：补打已排队 · printed again as {copy.id} (补打 {copy.copy})")
    return 0


def reprint(settings: Settings, job_id: str) -> int:
    if not terminal_runs(settings.state_dir):
        return _nobody_prints()
    with visit(settings) as services:
        job = _known(services, job_id)
        if job is None:
            return _no_such(job_id)
        copy = services.printing.reprint(job.token, job.session, ACTOR) if job.token else None
    if copy is None:
        return refuse(
            f"{job_id} 不能补打：号码已退，或这张小票没有二维码。\n"
            f"{job_id} cannot be printed again: its number was given back, or the slip has no code."
        )
    say(f"{copy.id}（补打 {copy.copy}）：{_STATES[copy.state]}")
    return 0


def _known(services: Services, job_id: str) -> PrintJob | None:
    try:
        return services.printing.job(job_id)
    except KeyError:
        return None


def _nobody_prints() -> int:
    """A start gives up what waited before it, so that nothing prints before a stranger: this copy, too."""
    return refuse(
        "终端没有运行，没有人打印：请先启动终端，再补打。\n"
        "The terminal is not running, so nothing would print: start it, then print again."
    )


def _no_such(job_id: str) -> int:
    return refuse(
        f"没有编号 {job_id}；kiosk printers jobs 查看。There is no {job_id}; see kiosk printers jobs."
    )


def _told(job: PrintJob) -> dict[str, str]:
    """Never what the slip says: it may name a person."""
    return {
        "id": job.id,
        "time": f"{local(from_ms(job.created_ms)):%Y-%m-%d %H:%M:%S}",
        "kind": job.kind,
        "copy": str(job.copy),
        "state": job.state.value,
        "tries": str(job.attempts),
        "reason": job.reason,
    }
