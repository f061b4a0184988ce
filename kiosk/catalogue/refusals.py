"""Why a package file is not taken: named, and in words for whoever has to do something about it."""

from enum import StrEnum

from kiosk.catalogue.problems import CatalogueFaulty, Problem
from kiosk.domain.text import Text


class Refusal(StrEnum):
    NO_PACKAGE = "no-package"
    UNSIGNED = "unsigned"
    CUT_SHORT = "cut-short"
    DAMAGED = "damaged"
    FORGED = "forged"
    UNSOUND = "unsound"
    TOO_BIG = "too-big"
    NO_PUBLISHER = "no-publisher"
    FOREIGN = "foreign"
    RETIRED_KEY = "retired-key"
    BAD_ROTATION = "bad-rotation"
    ROTATION_DROPPED = "rotation-dropped"
    DOWNGRADE = "downgrade"
    SAME_VERSION = "same-version"
    CHECK_FAILED = "check-failed"


_AGAIN = Text(
    "请重新复制或下载这个文件，再安装一次", "Copy or download the file again, then install it once more"
)
_ASK = Text("请向目录发布部门索取正确的文件", "Ask the publisher of the catalogue for the right file")
_REBUILD = Text(
    "请发布部门用 kiosk catalogue build 重新制作", "Have the publisher build it anew: kiosk catalogue build"
)

# What was found, and what to do. The detail (a part, a version, a key) follows the finding.
WORDS: dict[Refusal, tuple[Text, Text]] = {
    Refusal.NO_PACKAGE: (Text("不是目录包文件", "is no catalogue package"), _ASK),
    Refusal.UNSIGNED: (
        Text("还没有签名", "is not signed yet"),
        Text(
            "请发布部门用 kiosk catalogue sign 签名", "Have the publisher sign it: kiosk catalogue sign"
        ),
    ),
    Refusal.CUT_SHORT: (Text("文件不完整，后面缺了一段", "is cut short"), _AGAIN),
    Refusal.DAMAGED: (Text("文件已损坏", "is damaged"), _AGAIN),
    Refusal.FORGED: (Text("签名与内容不符", "bears a signature that does not fit its contents"), _AGAIN),
    Refusal.UNSOUND: (Text("清单不合规定", "has a manifest that breaks the rules"), _REBUILD),
    Refusal.TOO_BIG: (Text("超过允许的大小", "is bigger than is allowed"), _REBUILD),
    Refusal.NO_PUBLISHER: (
        Text("本机没有设置发布部门的公钥", "cannot be trusted: no publisher's key is set here"),
        Text(
            "请技术人员在 kiosk.toml 填写 publisher_key_files", "Set publisher_key_files in kiosk.toml"
        ),
    ),
    Refusal.FOREIGN: (
        Text("不是本机信任的部门签发的", "is signed by somebody this terminal does not trust"),
        Text(
            "请核对来源；确是本区新公钥时，请技术人员写入 publisher_key_files",
            "Find out where it came from; the district's own new key goes into publisher_key_files",
        ),
    ),
    Refusal.RETIRED_KEY: (
        Text("由已经停用的旧公钥签发", "is signed with a key that has been retired"),
        Text("请发布部门用新密钥签名", "Have the publisher sign it with the new key"),
    ),
    Refusal.BAD_ROTATION: (
        Text("其中的换钥声明无效", "holds a key rotation that is not valid"),
        Text(
            "请发布部门用 kiosk catalogue rotate 重新生成",
            "Have the publisher make it anew: kiosk catalogue rotate",
        ),
    ),
    Refusal.ROTATION_DROPPED: (
        Text("缺少上一版已有的换钥声明", "lacks a key rotation that the present version has"),
        Text(
            "请发布部门把上一版 manifest.json 的 rotations 全部保留",
            "Have the publisher keep every entry of `rotations` of the last manifest.json",
        ),
    ),
    Refusal.DOWNGRADE: (
        Text("比正在使用的版本旧", "is older than the version in use"),
        Text(
            "要退回旧内容，请发布部门把旧内容以更高的版本号发布",
            "To go back, have the publisher issue the old content under a higher version",
        ),
    ),
    Refusal.SAME_VERSION: (
        Text("与正在使用的版本号相同、内容不同", "has the version in use, with other content"),
        Text("请发布部门换一个更高的版本号", "Have the publisher give it a higher version"),
    ),
    Refusal.CHECK_FAILED: (
        Text("内容有错误", "holds mistakes"),
        Text(
            "请发布部门用 kiosk catalogue check 查看并改正", "Have the publisher look: kiosk catalogue check"
        ),
    ),
}  # fmt: skip


class PackageRefused(CatalogueFaulty):
    """A package file that is not taken, or not used any longer."""

    def __init__(self, refusal: Refusal, file: str, detail: str = "") -> None:
        self.refusal = refusal
        self.file = file
        self.detail = detail
        finding, remedy = self.words()
        super().__init__([Problem(file, "", finding.en, remedy.en)])

    def words(self) -> tuple[Text, Text]:
        """The finding without the file's name, and the remedy."""
        finding, remedy = WORDS[self.refusal]
        if not self.detail:
            return finding, remedy
        return Text(f"{finding.zh}（{self.detail}）", f"{finding.en} ({self.detail})"), remedy
