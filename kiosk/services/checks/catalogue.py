"""Which catalogue is in use, how old it is, and what became of newer ones."""

from datetime import date

import msgspec

from kiosk.catalogue.refusals import PackageRefused
from kiosk.catalogue.shelf import Refused
from kiosk.domain.health import Check, Verdict
from kiosk.domain.item import CatalogueInfo
from kiosk.domain.text import Text


class Shelved(msgspec.Struct, frozen=True):
    """Where the package in use came from, and what lies beside it."""

    signer: str = ""  # id of the key that signed it; empty for a folder, which nobody signs
    refused: Refused | None = None  # the last file that was not taken
    unusable: tuple[str, ...] = ()  # installed files that cannot be read any longer
    bad_keys: tuple[str, ...] = ()  # publishers' keys that settings name and nobody can read
    ready: str = ""  # a newer version that is switched to when nobody is there


def catalogue(info: CatalogueInfo, today: date, item_count: int, shelved: Shelved) -> Check:
    """Dates only warn: a wrong clock never takes the catalogue away."""
    title = Text("事项目录", "Catalogue")
    age = age_words((today - info.published).days)
    source = (
        Text(f"签名 {shelved.signer}", f"signed {shelved.signer}")
        if shelved.signer
        else Text("未签名的文件夹", "an unsigned folder")
    )
    finding = Text(
        f"版本 {info.version}，{age.zh}，{item_count} 项，{source.zh}",
        f"Version {info.version}, {age.en}, {item_count} items, {source.en}",
    )
    if today < info.published:
        return Check(
            "catalogue",
            title,
            Verdict.WARNING,
            finding,
            Text(
                "核对系统日期；日期无误时请向发布部门确认",
                "Check the date; if it is right, ask the publisher",
            ),
        )
    if today > info.stale_after:
        until = info.stale_after.isoformat()
        return Check(
            "catalogue",
            title,
            Verdict.WARNING,
            Text(f"{finding.zh}；有效期到 {until}，可能已过时",
                 f"{finding.en}; was valid until {until}, may be out of date"),
            Text("照常服务；请联网更新，或用 U 盘安装新目录：kiosk catalogue install",
                 "It goes on serving; update over the network or by USB: kiosk catalogue install"),
        )  # fmt: skip
    return Check("catalogue", title, Verdict.OK, finding)


def update(shelved: Shelved) -> Check:
    title = Text("目录更新", "Catalogue update")
    if shelved.bad_keys:
        keys = "; ".join(shelved.bad_keys)
        return Check(
            "catalogue-update",
            title,
            Verdict.WARNING,
            Text(f"读不了发布部门的公钥：{keys}", f"A publisher's key cannot be read: {keys}"),
            Text("核对 kiosk.toml 的 publisher_key_files", "Check publisher_key_files in kiosk.toml"),
        )
    if shelved.unusable:
        names = ", ".join(shelved.unusable)
        return Check(
            "catalogue-update",
            title,
            Verdict.WARNING,
            Text(f"无法使用已安装的 {names}，正在用其他版本",
                 f"{names}: cannot be used; another one serves"),
            Text("重新安装这个目录文件；再次损坏请检查磁盘",
                 "Install that file again; if it breaks again, have the disk checked"),
        )  # fmt: skip
    if shelved.refused is not None:
        refused = PackageRefused(shelved.refused.refusal, shelved.refused.file, shelved.refused.detail)
        finding, remedy = refused.words()
        return Check(
            "catalogue-update",
            title,
            Verdict.WARNING,
            Text(f"没有安装 {refused.file}：{finding.zh}", f"Not installed: {refused.file} {finding.en}"),
            remedy,
        )
    if shelved.ready:
        ready = Text(
            f"版本 {shelved.ready} 已装好，无人使用时切换",
            f"{shelved.ready} is ready for when nobody is here",
        )
        return Check("catalogue-update", title, Verdict.OK, ready)
    return Check("catalogue-update", title, Verdict.OK, Text("没有待安装的文件", "Nothing waits"))


def age_words(days: int) -> Text:
    """`days` since it was published."""
    if days < 0:
        return Text(f"发布日期在 {-days} 天以后", f"published {-days} days from now")
    if days < 2:
        return Text("昨天发布", "published yesterday") if days else Text("今天发布", "published today")
    return Text(f"{days} 天前发布", f"published {days} days ago")
