"""What is wrong with an answer, in words for who gave it: what to do, never what the schema says."""

from collections.abc import Mapping
from typing import Any

from jsonschema import ValidationError

from kiosk.catalogue.forms.fields import called, label, widget, words_of
from kiosk.catalogue.forms.kinds import Kind, Schemas, first, kind_of, offers_choices, type_of
from kiosk.catalogue.forms.vocabulary import Compare
from kiosk.domain.form import Widget
from kiosk.domain.text import Text

_CHOSEN = frozenset(
    {Widget.CHOICE, Widget.MULTI_CHOICE, Widget.YES_NO, Widget.DIVISION, Widget.DATE, Widget.MONTH}
)

_GROUPED_FROM = 10_000  # noughts that people would have to count
_FORMATS = {
    "date": Text("请选择正确的日期，例如 2026-03-15", "Choose a real date, for example 2026-03-15"),
    "year-month": Text(
        "请选择正确的年份和月份，例如 2026-03", "Choose a year and month, for example 2026-03"
    ),
    "year": Text("请填写四位数的年份，例如 2026", "Enter a year with four digits, for example 2026"),
    "citizen-number": Text(
        "身份证号码不对，请对照身份证逐位核对（18位，最后一位可能是X）",
        "This ID number is not right. Compare it with the card: 18 characters, the last may be X",
    ),
    "foreigner-number": Text(
        "永久居留身份证号码不对，请对照证件逐位核对", "Compare the number with your permanent residence card"
    ),
    "passport": Text(
        "护照号码是5至17位大写字母和数字，请对照护照填写",
        "A passport number has 5 to 17 letters and digits. Compare it with the passport",
    ),
    "hk-macao-permit": Text(
        "通行证号码不对，应是字母H或M加8位数字", "The permit number is H or M followed by 8 digits"
    ),
    "taiwan-permit": Text("通行证号码不对，应是8位数字", "The permit number has 8 digits"),
    "mobile": Text(
        "手机号码不对，应是1开头的11位数字，请重新填写", "Enter a mobile number: 11 digits, beginning with 1"
    ),
    "bank-card": Text(
        "银行卡号不对，请对照卡面逐位核对（16至19位数字）",
        "This account number is not right. Compare it with the card: 16 to 19 digits",
    ),
    "exit-permit": Text(
        "往来港澳通行证号码不对，应是字母C加8位", "The permit number is C followed by 8 characters"
    ),
    "disability-card": Text(
        "残疾人证号不对，应是18位身份证号码加2位数字，请对照证件逐位核对",
        "The number is the 18-character ID number and two digits. Compare it with the card",
    ),
    "email": Text(
        "电子邮箱不对，例如 name@example.cn", "Enter an e-mail address, for example name@example.cn"
    ),
    "uri": Text(
        "网址不对，例如 https://www.example.cn", "Enter a web address, for example https://example.cn"
    ),
    "division": Text("请从列表里选择镇或街道", "Choose a town from the list"),
    "village": Text("请从列表里选择镇街和村、社区", "Choose a town and a village from the list"),
    "plate": Text(
        "车牌号不对，请对照行驶证逐位核对，例如 渝C12345",
        "This plate is not right. Compare it with the vehicle licence, for example 渝C12345",
    ),
    "uscc": Text(
        "统一社会信用代码不对，请对照执照逐位核对（18位）",
        "This credit code is not right. Compare it with the licence: 18 characters",
    ),
}


def missing(name: str, schemas: Schemas) -> Text:
    """A required question without an answer."""
    what, kind = label(name, schemas), _widget(schemas)
    en = what.en or what.zh
    if kind is Widget.ROWS:
        return _too_few(1, name, schemas)
    if kind is Widget.CONSENT:
        return Text(f"请阅读并勾选“{what.zh}”，同意后才能提交", f"Read and tick '{en}' to go on")
    if kind is Widget.SIGNATURE:
        return Text(f"请用手指签名：{what.zh}", f"Sign with a finger: {en}")
    if kind in _CHOSEN:
        return Text(f"请选择：{what.zh}", f"Choose: {en}")
    return Text(f"请填写：{what.zh}", f"Enter: {en}")


SOMETHING = Text("有内容不符合要求，请逐页核对后再提交", "Something does not fit. Check every page again")


def one_of(asked: Mapping[str, Schemas]) -> Text:
    """Of several questions at least one needs an answer."""
    labels = [label(name, schemas) for name, schemas in asked.items()]
    zh = "、".join(f"“{text.zh}”" for text in labels)
    return Text(
        f"{zh}至少填一项", "Enter at least one of: " + ", ".join(text.en or text.zh for text in labels)
    )


def not_asked(name: str, schemas: Schemas) -> Text:
    what = label(name, schemas)
    return Text(
        f"“{what.zh}”现在不需要填写，请返回核对前面的选择",
        f"'{what.en or what.zh}' is not needed now. Go back and check what you chose before",
    )


def wrong(name: str, schemas: Schemas, error: ValidationError) -> Text:
    """An answer that the schema refuses."""
    own = words_of(schemas).error
    limit = error.validator_value
    if _widget(schemas) is Widget.SIGNATURE:
        return Text("签名没有保存好，请重新签一次", "The signature was not kept whole. Please sign again")
    match error.validator:
        case "compare" if isinstance(limit, Compare):
            return limit.error
        case "format":
            return own or _FORMATS.get(str(limit)) or _again(name, schemas)
        case "const" if _widget(schemas) is Widget.CONSENT:
            return missing(name, schemas)
        case "enum" | "const" | "oneOf" | "anyOf":
            return Text("请从列出的选项里选择", "Choose one of the options shown")
        case "type":
            return _of_type(type_of([{"type": limit}])) or _again(name, schemas)
        case "minItems" if kind_of(schemas) is Kind.ROWS:
            return _too_few(limit, name, schemas)
        case "maxItems" if kind_of(schemas) is Kind.ROWS:
            return Text(
                f"最多只能填 {limit} {_measure(schemas)}，请删除多余的", f"At most {limit}. Remove the others"
            )
        case "uniqueItems":
            return Text("有两处填得一样，请改掉或删除一处", "Two of these are the same. Change or remove one")
        case "minItems":
            return Text(f"请至少选择 {limit} 项", f"Choose at least {limit}")
        case "maxItems":
            return Text(f"最多只能选 {limit} 项，请取消多余的", f"Choose at most {limit}")
        case "not":
            return own or Text("这一项不能这样填，请换一个", "This cannot be used here. Enter something else")
        case "multipleOf":
            return own or _multiple(limit)
        case _:
            return own or _limit(str(error.validator), limit) or _again(name, schemas)


def _too_few(limit: Any, name: str, schemas: Schemas) -> Text:
    one = called(name, schemas)
    return Text(
        f"请至少添加 {limit} {_measure(schemas)}：{one.zh}", f"Add at least {limit}: {one.en or one.zh}"
    )


def _measure(schemas: Schemas) -> str:
    return words_of(schemas).measure or "项"


def _limit(keyword: str, bound: Any) -> Text | None:
    limit = f"{bound:,}" if isinstance(bound, int) and bound >= _GROUPED_FROM else bound
    match keyword:
        case "minLength":
            return Text(f"写得太短，请至少写 {limit} 个字", f"Too short: write at least {limit} characters")
        case "maxLength":
            return Text(f"写得太长，请缩短到 {limit} 个字以内", f"Too long: at most {limit} characters")
        case "minimum":
            return Text(f"不能小于 {limit}，请修改", f"Enter {limit} or more")
        case "maximum":
            return Text(f"不能大于 {limit}，请修改", f"Enter {limit} or less")
        case "exclusiveMinimum":
            return Text(f"要大于 {limit}，请修改", f"Enter more than {limit}")
        case "exclusiveMaximum":
            return Text(f"要小于 {limit}，请修改", f"Enter less than {limit}")
        case "earliest":
            return Text(f"不能早于 {limit}，请重新选择", f"Choose {limit} or later")
        case "latest":
            return Text(f"不能晚于 {limit}，请重新选择", f"Choose {limit} or earlier")
        case "minAge":
            return Text(
                f"这个事项要年满 {limit} 周岁才能办，请核对证件号码", f"You must be {limit} or older for this"
            )
        case "maxAge":
            return Text(
                f"这个事项只办给 {limit} 周岁及以下的人，请核对证件号码", f"Only for people up to {limit}"
            )
        case _:
            return None


def _multiple(limit: Any) -> Text:
    if 0 < limit < 1 and str(limit).strip("0.") == "1":  # 0.01: money
        places = len(str(limit).partition(".")[2])
        return Text(f"小数点后最多写 {places} 位，请修改", f"At most {places} digits after the point")
    return Text(f"要填 {limit} 的倍数，请修改", f"Enter a multiple of {limit}")


def _of_type(kind: Any) -> Text | None:
    match kind:
        case "integer":
            return Text("请填写整数，例如 3", "Enter a whole number, for example 3")
        case "number":
            return Text("请填写数字，例如 1200", "Enter a number, for example 1200")
        case "boolean":
            return Text("请选择“是”或“否”", "Choose yes or no")
        case _:
            return None


def _again(name: str, schemas: Schemas) -> Text:
    """Nothing better is known: name the question, and repeat its hint when it has one."""
    what, how = label(name, schemas), first(schemas, "description")
    en = words_of(schemas).en
    return Text(
        f"“{what.zh}”填写不对，请按提示重新填写" + (f"：{how}" if how else ""),
        f"Correct '{what.en or what.zh}'" + (f": {en.description}" if en.description else ""),
    )


def _widget(schemas: Schemas) -> Widget:
    return words_of(schemas).widget or widget(schemas, offers_choices(schemas))
