"""Home: stands before the services, shows only what works, says offline in words."""

from kiosk.domain.printer import PrinterCondition
from kiosk.ui import screens
from tests.ui.stage import Stage


def test_home_stands_before_the_services(stage: Stage) -> None:
    stage.begin()
    assert stage.touch.sees("正在准备")
    stage.serve()
    stage.touch.wait_for("home.take-number")
    assert not stage.touch.sees("正在准备")


def test_a_tile_appears_only_when_its_screen_works(stage: Stage) -> None:
    screens.add_number_screens(
        stage.shell, stage.services.queue, stage.services.printing, stage.services.giving_back
    )
    stage.begin()
    tiles = [name for name in stage.touch.names() if name.startswith("home.")]
    assert tiles == ["home.take-number"]


def test_offline_is_said_with_what_waits(stage: Stage) -> None:
    stage.services.status.go_offline(3)
    stage.serve()
    stage.begin()
    assert stage.touch.sees("3 件等待上传")
    assert stage.touch.sees("本机已有 3 件申请等待上传")


def test_header_names_the_printer_s_trouble_and_its_end(stage: Stage) -> None:
    stage.services.status.break_printer(PrinterCondition.PAPER_OUT)
    stage.serve()
    stage.begin()
    assert stage.touch.sees("打印机缺纸")
    stage.services.status.break_printer(PrinterCondition.READY)
    stage.shell.look()
    stage.touch.wait_text("打印机正常")


def test_a_shortcut_leads_to_its_guide(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    item = stage.catalogue.items[0]
    stage.touch.tap(f"home.item.{item.id}")
    stage.touch.wait_text(item.plain_name.zh)
    stage.touch.wait_for("item.queue")


def test_calling_for_help_is_recorded_with_the_screen(stage: Stage) -> None:
    stage.serve()
    stage.begin()
    stage.touch.tap("home.progress")
    stage.touch.tap("footer.call-staff")
    stage.touch.wait_text("已在本机记下")
    assert stage.services.assistance.calls == [(stage.shell.session_id, "progress")]
