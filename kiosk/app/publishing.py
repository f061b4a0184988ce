"""Commands of the publisher's desk: keys, one file out of a folder, its signature."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.app.answers import say
from kiosk.app.cataloguing import fail, say_problems
from kiosk.catalogue import CatalogueFaulty, Severity, open_parts
from kiosk.catalogue import publishing as desk
from kiosk.catalogue.check import check
from kiosk.catalogue.durable_file import write_durably
from kiosk.catalogue.trust import KeyUnusable, key_id, read_publisher
from kiosk.domain.item import CatalogueInfo

AskPassphrase = Callable[[], str]


NO_FOLDER = "不是文件夹，请检查路径 · is no folder; check the path"


def make_key(private: Path, passphrase: str) -> int:
    try:
        public = desk.write_new_key(private, passphrase.encode() or None)
    except FileExistsError as there:
        return fail(f"{there.filename} 已存在，不会覆盖 · exists and is not overwritten")
    except OSError as fault:
        return fail(fault)
    say(f"{private}  私钥：离线保管，不要复制到终端 · private: keep it offline, never on a terminal")
    say(f"{desk.public_file(private)}  公钥：写入各终端的 publisher_key_files · public: for terminals")
    say(f"公钥编号 · key id {key_id(public)}")
    return 0


def spell_folder(folder: Path) -> int:
    from kiosk.catalogue.author import spell

    if not folder.is_dir():
        return fail(f"{folder} {NO_FOLDER}")
    try:
        count = spell(folder)
    except ImportError:  # a bundle has no pypinyin
        return fail("打包版没有拼音词库，请在源码安装里执行 · a bundle cannot; use an installed source")
    except (CatalogueFaulty, OSError) as fault:
        return fail(fault)
    say(f"{folder / 'pinyin.json'} 已生成，{count} 个词 · written, {count} phrases")
    return 0


def build_file(folder: Path, out: Path) -> int:
    if not folder.is_dir():
        return fail(f"{folder} {NO_FOLDER}")
    parts = open_parts(folder)
    try:
        problems = check(parts)
        errors = say_problems(problem for problem in problems if problem.severity is Severity.ERROR)
        if errors:
            return fail(f"{errors} 处错误，没有打包 · {errors} errors, nothing was built")
        desk.build(parts, out)
    except (CatalogueFaulty, OSError) as fault:  # of the first kind when somebody is still editing
        return fail(fault)
    say(f"{out} 已生成，尚未签名 · built, not signed yet: kiosk catalogue sign {out} --key …")
    return 0


def sign_file(file: Path, key_file: Path, ask: AskPassphrase) -> int:
    try:
        package = desk.sign(file, _private(key_file, ask))
    except (CatalogueFaulty, KeyUnusable, OSError) as fault:
        return fail(fault)
    version, count = package.manifest.version, len(package.manifest.parts)
    say(f"{file} 已签名 · signed: {version}, {count} 个文件 parts, 公钥编号 key id {key_id(package.key)}")
    return 0


def hand_over(folder: Path, key_file: Path, to: Path, ask: AskPassphrase) -> int:
    manifest = folder / "manifest.json"
    try:
        statement = desk.rotation(_private(key_file, ask), read_publisher(to))
        info = msgspec.json.decode(manifest.read_bytes(), type=CatalogueInfo)
        if any(one.old == statement.old for one in info.rotations):
            return fail("这把密钥已经移交过 · this key has handed over already")
        info = msgspec.structs.replace(info, rotations=(*info.rotations, statement))
        write_durably(manifest, (msgspec.json.format(msgspec.json.encode(info), indent=2), b"\n"))
    except (KeyUnusable, OSError) as fault:
        return fail(fault)
    except msgspec.DecodeError as fault:
        return fail(f"{manifest}: {fault}")
    say(f"{key_id(statement.old)} → {key_id(statement.new)}")
    say("以后每一版都保留这条声明，并用新密钥签名 · keep it in every later version; sign with the new key")
    return 0


def _private(file: Path, ask: AskPassphrase) -> Ed25519PrivateKey:
    try:
        return desk.read_private(file)
    except desk.PassphraseNeeded:
        return desk.read_private(file, ask().encode())
