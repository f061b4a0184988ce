"""`kiosk report hall`: a month of the hall as a page and a table in a folder."""

from datetime import date
from pathlib import Path

from kiosk.app.answers import refuse, say
from kiosk.app.visiting import visit
from kiosk.desk.hall_csv import render_csv
from kiosk.desk.hall_page import render_page
from kiosk.desk.hall_table import parts
from kiosk.settings import Settings


def report_hall(settings: Settings, month: date, out: Path) -> int:
    """Write hall-YYYY-MM.html and .csv into `out`, made if need be; the exit code.

    A month without numbers is written too, and says so. Older files of the same month are replaced.
    """
    with visit(settings) as services:
        report = services.hall_reports.month(month)
    names = {series.id: f"{series.prefix} {series.name.zh}" for series in settings.hall.series}
    told = parts(report, names)
    try:
        out.mkdir(parents=True, exist_ok=True)
        page, table = (out / f"hall-{month:%Y-%m}.{ending}" for ending in ("html", "csv"))
        page.write_text(render_page(report, told, settings.kiosk.terminal.site.zh), encoding="utf-8")
        table.write_text(render_csv(told), encoding="utf-8", newline="")
    except OSError as error:
        return refuse(
            f"写不进 {out}：请换一个能写的文件夹。{out} cannot be written; name another folder. {error}",
        )
    say(f"{page}\n{table}")
    return 0
