"""The slips people take home, on both rolls: the code is read by zxing, nothing is boxed or cut off."""

import pytest
import zxingcpp

from printers.columns import columns
from tests.unit.printers.slip_papers import RARE, SLIPS, TOKEN, WIDTHS, printed

MUST_SAY = {
    "receipt": ("事项", "DZ-0001-20261123-000001-7", "本回执不是受理通知书。"),
    "receipt-parts": ("2. 居民医保参保", "DZ-0001-20261123-000003-5", "还要到窗口办"),
    "receipt-again": ("DZ-0001-20261123-000001-7", "本回执不是受理通知书。"),
    "notice": ("要准备什么", "谁可以办", "办理依据", "咨询和监督", "凭此码可补打本告知书"),
    "number": ("B017", "社保医保", "前面等候", "12人", "大约 10–25 分钟", "5–6号窗口", "请留意叫号"),
    "number-with-everything": ("优先", "异地就医备案", "明日 11月24日", "10:00–10:30", "112人"),
    "number-without-a-date": ("B017", "0人", "扫此码可查看"),
    "appointment": ("预约凭条", "11月24日 周二", "10:00–10:30", "09:30–10:45", "凭此码签到"),
    "appointment-of-a-hall": ("预约凭条", "预约终端", "0001", "任一台终端", "请到上面这台预约终端"),
    "complaint": ("意见回执", "DZ-0001-20261123-000002-3", "407 193", "请收好本单"),
    "notice-parts": ("包含这几件事", "第1件", "第2件", "办理依据", "咨询和监督"),
}


@pytest.mark.parametrize("roll", WIDTHS)
@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_whole_on_either_roll(name: str, roll: str) -> None:
    slip, paper = printed(SLIPS[name], WIDTHS[roll])
    assert slip.boxed == ()
    assert [code.text for code in zxingcpp.read_barcodes(paper.image)] == [TOKEN]
    said = "".join(paper.text)
    assert [words for words in MUST_SAY[name] if words.replace(" ", "") not in said.replace(" ", "")] == []
    assert max(map(columns, paper.text)) * 12 <= WIDTHS[roll]


def test_a_copy_says_so_before_anything_else() -> None:
    _, paper = printed(SLIPS["receipt-again"], WIDTHS["58mm"])
    assert "".join(paper.text).startswith("补打")


@pytest.mark.parametrize("roll", WIDTHS)
def test_a_rare_name_stands_on_the_receipt_as_dots(roll: str) -> None:
    """No printer has these in its own letters: the line is drawn, so that the next one is where it was."""
    _, paper = printed(SLIPS["receipt"], WIDTHS[roll])
    assert not any(character in "".join(paper.text) for character in (RARE[0], RARE[-1]))
    assert not any(line.startswith("申请人") for line in paper.text)
    assert any(line.startswith("代办人") for line in paper.text)
