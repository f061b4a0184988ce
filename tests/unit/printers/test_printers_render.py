"""Bytes for the printer, judged by the virtual printer's own decoder and, for codes, by zxing."""

import time

import pytest
import zxingcpp

from kiosk.domain.document import Align, Document, DocumentKind, Line, Pair, QrCode, Rule, Size
from printers.profile import Profile
from printers.qr_size import QrTooLongError, module_dots, modules
from printers.render import escpos, tear_off
from printers.virtual.head import Head
from printers.virtual.machine import Machine
from printers.virtual.paper import CutPaper, Paper
from printers.virtual.rom import Rom

from .conftest import OnPaper

TOKEN = "k7pQ2mX9vR4tL8wZ1cB5nA"

TICKET = Document(
    kind=DocumentKind.TICKET,
    token=TOKEN,
    blocks=(
        Line("大足区 24小时自助服务区（示例）", align=Align.CENTER),
        Line("综合服务", Size.LARGE, Align.CENTER, bold=True),
        Line("A001", Size.HUGE, Align.CENTER, bold=True),
        Rule(),
        Pair("办理窗口", "1—4号"),
        Pair("前面等候", "3 人"),
        QrCode(TOKEN, "扫码查看进度"),
    ),
)


def document(*blocks: Line | Pair | QrCode) -> Document:
    return Document(kind=DocumentKind.TEST, blocks=blocks)


def test_a_ticket_reads_on_paper_as_it_was_written(on_paper: OnPaper) -> None:
    _, paper = on_paper(TICKET)
    assert paper.text == (
        "大足区 24小时自助服务区（示例）",
        "综合服务",
        "A001",
        "办理窗口" + " " * 34 + "1—4号",
        "前面等候" + " " * 36 + "3 人",
        "扫码查看进度",
    )
    assert paper.qr == (TOKEN,)


def test_text_goes_as_gb18030_under_chinese_mode_with_every_size_command() -> None:
    data = escpos(document(Line("综合", Size.LARGE)), Profile()).data
    assert data.startswith(b"\x1b@\x1c&")
    sizes = data.index(b"\x1b!\x30\x1c!\x0c\x1d!\x11")
    assert data.index("综合".encode("gb18030")) > sizes


def test_large_chinese_is_large_on_a_clone_whose_gs_moves_ascii_only(on_paper: OnPaper) -> None:
    large = document(Line("综合A", Size.LARGE))
    _, here = on_paper(large)
    _, there = on_paper(large, gs_scales_kanji=False)
    assert here.image.tobytes() == there.image.tobytes()


def test_huge_chinese_is_drawn_since_fs_only_doubles(on_paper: OnPaper) -> None:
    slip, paper = on_paper(document(Line("A·2-001", Size.HUGE)), gs_scales_kanji=False)
    assert b"\x1dv0" in slip.data
    assert paper.text == ()


@pytest.mark.parametrize("native", [True, False])
@pytest.mark.parametrize("width_dots", [384, 576])
@pytest.mark.parametrize("data", [TOKEN, "https://example.invalid/c?t=" + TOKEN, "进度查询" * 20])
def test_a_decoder_we_did_not_write_reads_the_code(
    on_paper: OnPaper, native: bool, width_dots: int, data: str
) -> None:
    _, paper = on_paper(document(QrCode(data)), Profile(width_dots=width_dots, native_qr=native))
    (found,) = zxingcpp.read_barcodes(paper.image)
    assert found.text == data
    assert paper.qr == ((data,) if native else ())


def test_native_and_drawn_codes_look_the_same(on_paper: OnPaper) -> None:
    code = document(QrCode(TOKEN))
    _, native = on_paper(code, Profile(native_qr=True))
    _, drawn = on_paper(code, Profile(native_qr=False))
    assert native.image.tobytes() == drawn.image.tobytes()


@pytest.mark.parametrize("length", [1, 22, 84, 300, 2331])
def test_a_code_is_never_wider_than_the_paper(length: int) -> None:
    data = b"x" * length
    for width_dots in (384, 512, 576):
        assert modules(data) * module_dots(data, width_dots) <= width_dots


def test_more_than_a_code_takes_is_an_error_of_ours() -> None:
    with pytest.raises(QrTooLongError):
        modules(b"x" * 2332)


@pytest.mark.parametrize("name", ["张㛃", "龚䶮", "李𬭎", "赵𬱖", "葛\U000e0100明", "王\ue863"])
@pytest.mark.parametrize("repertoire", ["gb2312", "gbk"])
def test_rare_names_are_drawn_whole_and_never_replaced(on_paper: OnPaper, name: str, repertoire: str) -> None:
    profile = Profile(repertoire=repertoire)  # type: ignore[arg-type]
    slip, paper = on_paper(document(Line(f"申请人 {name}"), Line("第二行")), profile)
    assert paper.text == ("第二行",)  # the first is dots
    assert slip.boxed == ()
    ink = paper.image.crop((0, 120, 640, 144)).histogram()[0]
    assert ink > 300


def test_a_private_character_is_boxed_and_reported(on_paper: OnPaper) -> None:
    slip, paper = on_paper(document(Line("王\ue000", Size.LARGE)))
    assert slip.boxed == ("\ue000",)
    assert paper.text == ()


def test_a_command_in_a_name_is_boxed_not_obeyed(on_paper: OnPaper) -> None:
    slip, paper = on_paper(document(Line("张\x1b@\x1dV\x00三"), Line("后")))
    assert slip.boxed == ("\x1b", "\x1d", "\x00")
    assert paper.text == ("后",)


def test_nothing_of_the_slip_stays_behind_the_cutter(on_paper: OnPaper) -> None:
    last = "最后一行"
    _, paper = on_paper(document(Line("第一行"), Line(last)))
    assert paper.text[-1] == last
    ink = paper.image.point(lambda grey: 255 - grey).getbbox()
    assert ink is not None
    below = paper.image.height - ink[3]
    assert 40 <= below <= 200  # millimetres times eight: neither cut through nor a waste


@pytest.mark.parametrize("broken_at", range(1, 2400, 97))
def test_a_broken_off_slip_never_leads_or_eats_the_next(broken_at: int) -> None:
    """Whatever the printer waits for when a link breaks, the next slip comes out whole and alone."""
    profile = Profile(native_qr=False)
    broken = escpos(TICKET, profile).data[:broken_at]
    fallen: list[CutPaper] = []
    machine = Machine(Head(Paper(576), Rom("gbk")), lambda paper, _: fallen.append(paper))
    machine.arrive(broken + tear_off(profile) + escpos(document(Line("下一位")), profile).data)
    machine.work()
    assert len(fallen) == 2
    assert fallen[1].text == ("下一位",)
    ink = fallen[1].image.point(lambda grey: 255 - grey).getbbox()
    assert ink is not None
    assert ink[3] - ink[1] <= 24


def test_a_native_slip_renders_in_a_millisecond() -> None:
    escpos(TICKET, Profile())
    times = []
    for _ in range(200):
        begun = time.perf_counter()
        escpos(TICKET, Profile())
        times.append(time.perf_counter() - begun)
    assert sorted(times)[100] < 0.001
