"""The numbers of 好差评, held to DOMAIN §3's tables word by word."""

import pytest

from kiosk.domain.rating import REASONS, Level, ServiceKind
from kiosk.domain.text import Language
from kiosk.records.statements import FiledRating
from kiosk.ui.words import load_words
from sync import evaluation

# DOMAIN §3: level, its number in 好差评 systems, its number in GB/T 39046 A.8, its words.
LEVELS = [
    (Level.VERY_SATISFIED, 5, 1, "非常满意"),
    (Level.SATISFIED, 4, 2, "满意"),
    (Level.FAIRLY_SATISFIED, 3, 3, "基本满意"),
    (Level.DISSATISFIED, 2, 4, "不满意"),
    (Level.VERY_DISSATISFIED, 1, 5, "非常不满意"),
]

# DOMAIN §3: detail options as they stand there.
OPTIONS = """
510 一窗受理一次办结 · 511 可以先受理后补材料 · 512 不用提交证明 · 513 可以全程网上办理 · 514 可以使用手机办理 · 515 可以就近办理 · 516 无需材料直接办理 · 517 服务热情效率高
406 填写一张表单就可完成申报 · 407 在线提交材料窗口核验 · 408 一张清单告知全部申报材料 · 409 用告知承诺减免申报材料 · 410 可以在线预约办理 · 411 跑大厅一次办完 · 412 可以使用自助机办理 · 413 服务态度较好
307 一次性告知需要补正的材料 · 308 提供申报材料样本 · 309 在承诺的时间内办结 · 310 办事指南指引准确 · 311 按办事指南要求的材料即可办理 · 312 可以快递送达 · 313 跑动次数与承诺的一致 · 314 服务态度一般
207 没有提供材料样本 · 208 没有提供材料清单 · 209 未在承诺时间内办结 · 210 同样内容的证明材料被要求多次提交 · 211 承诺网办但无法在线办理 · 212 在线预约办理后到实体大厅重复取号排队 · 213 窗口人员业务不熟练 · 214 服务态度生硬
108 在办事指南之外增加新的审批条件 · 109 需提供办事指南之外的申报材料 · 110 无理由超过法定办理时间 · 111 办事指南提供样本有错 · 112 承诺在线收取申报材料实际无法收取 · 113 多头跑窗口和部门 · 114 跑动次数与承诺的不一致 · 115 服务态度差效率低
"""  # noqa: E501


def options() -> list[list[tuple[str, str]]]:
    lines = [line.split(" · ") for line in OPTIONS.strip().splitlines()]
    return [[(code, words) for one in line for code, _, words in [one.partition(" ")]] for line in lines]


@pytest.mark.parametrize(("level", "system", "standard", "words"), LEVELS)
def test_two_scales_run_in_opposite_directions(level: Level, system: int, standard: int, words: str) -> None:
    assert evaluation.satisfaction(level) == system
    assert evaluation.satisfaction_gbt39046(level) == standard
    assert evaluation.level_of(system) is level
    assert evaluation.level_of_gbt39046(standard) is level
    assert load_words("rating").say(f"level-{level.value}", Language.ZH) == words


def test_the_last_two_are_bad() -> None:
    assert [level for level in Level if level.is_bad] == [Level.DISSATISFIED, Level.VERY_DISSATISFIED]


@pytest.mark.parametrize("number", [0, 6, -1])
def test_a_number_outside_the_scales_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="no level"):
        evaluation.level_of(number)
    with pytest.raises(ValueError, match="no level"):
        evaluation.level_of_gbt39046(number)


def test_every_reason_has_the_national_code_and_words_and_there_are_no_others() -> None:
    words = load_words("rating")
    for (level, system, _, _), wanted in zip(LEVELS, options(), strict=True):
        found = [
            (evaluation.reason_code(name), words.say(f"reason-{name}", Language.ZH))
            for name in REASONS[level]
        ]
        assert found == wanted
        assert all(code.startswith(str(system)) for code, _ in found)
    with pytest.raises(KeyError):
        evaluation.reason_code("something-else")


def test_the_message_says_the_terminal_as_its_channel() -> None:
    filed = FiledRating(
        record_id="r",
        service_kind=ServiceKind.CASE,
        service_id="c",
        service_number=2,
        item="residence-permit",
        level=Level.SATISFIED,
        reasons=("one-form", "at-a-terminal"),
        text="CANARY",
        rated_at="2026-11-24T09:15:00+08:00",
    )
    message = evaluation.evaluation(filed)
    assert (message.satisfaction, message.satisfaction_gbt39046, message.pf) == ("4", "2", "5")
    assert (message.eval_detail, message.assess_number) == ("406,412", 2)
    assert "CANARY" not in repr(message)
    assert "CANARY" not in repr(filed)
