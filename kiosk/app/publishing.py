"""Commands of the publisher's desk: keys, one file out of a folder, its signature."""

import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.app.cataloguing import say_problems
from kiosk.catalogue import CatalogueFaulty, Severity, open_parts
from kiosk.catalogue import publishing as desk
from kiosk.catalogue.check import check
from kiosk.catalogue.durable_file import write_durably
from kiosk.catalogue.trust import KeyUnusable, key_id, read_publisher
from kiosk.domain.item import CatalogueInfo

AskPassphrase = Callable[[], str]


def make_key(private: Path, passphrase: str) -> int:
    try:
        public = desk.write_new_key(private, passphrase.encode() or None)
    except FileExistsError:
        return _fail(f"{private} 已存在，不会覆盖 · exists and is not overwritten")
    except OSError as fault:
        return _fail(f"{fault.filename}: {fault.strerror}")
    _say(f"{private}  私钥：离线保管，不要复制到终端 · private: keep it offline, never on a terminal")
    _say(f"{desk.public_file(private)}  公钥：写入各终端的 publisher_key_files · public: for terminals")
    _say(f"公钥编号 · key id {key_id(public)}")
    return 0


def build_file(folder: Path, out: Path) -> int:
    if not folder.is_dir():
        return _fail(f"{folder} 不是文件夹 · is no folder")
    parts = open_parts(folder)
    try:
        problems = check(parts)
        errors = say_problems(problem for problem in problems if problem.severity is Severity.ERROR)
        if errors:
            return _fail(f"{errors} 处错误，没有打包 · {errors} errors, nothing was built")
        desk.build(parts, out)
    except CatalogueFaulty as fault:  # somebody is still editing
        return _fail(str(fault))
    except OSError as fault:
        return _fail(f"{fault.filename}: {fault.strerror}")
    _say(f"{out} 已生成，尚未签名 · built, not signed yet: kiosk catalogue sign {out} --key …")
    return 0


def sign_file(file: Path, key_file: Path, ask: AskPassphrase) -> int:
    try:
        package = desk.sign(file, _private(key_file, ask))
    except (CatalogueFaulty, KeyUnusable) as fault:
        return _fail(str(fault))
    except OSError as fault:
        return _fail(f"{fault.filename}: {fault.strerror}")
    version, count = package.manifest.version, len(package.manifest.parts)
    _say(f"{file} 已签名 · signed: {version}, {count} 个文件 parts, 公钥编号 key id {key_id(package.key)}")
    return 0


def hand_over(folder: Path, key_file: Path, to: Path, ask: AskPassphrase) -> int:
    manifest = folder / "manifest.json"
    try:
        statement = desk.rotation(_private(key_file, ask), read_publisher(to))
        info = msgspec.json.decode(manifest.read_bytes(), type=CatalogueInfo)
        if any(one.old == statement.old for one in info.rotations):
            return _fail("这把密钥已经移交过 · this key has handed over already")
        info = msgspec.structs.replace(info, rotations=(*info.rotations, statement))
        write_durably(manifest, (msgspec.json.format(msgspec.json.encode(info), indent=2), b"\n"))
    except KeyUnusable as fault:
        return _fail(str(fault))
    except msgspec.DecodeError as fault:
        return _fail(f"{manifest}: {fault}")
    except OSError as fault:
        return _fail(f"{fault.filename}: {fault.strerror}")
    _say(f"{key_id(statement.old)} → {key_id(statement.new)}")
    _say("以后每一版都保留这条声明，并用新密钥签名 · keep it in every later version; sign with the new key")
    return 0


def _private(file: Path, ask: AskPassphrase) -> Ed25519PrivateKey:
    try:
        return desk.read_private(file)
    except desk.PassphraseNeeded:
        return desk.read_private(file, ask().encode())


def _say(text: str) -> None:
    print(text)  # noqa: T201 - the command's answer


def _fail(text: str) -> int:
    print(text, file=sys.stderr)  # noqa: T201 - the command's answer
    return 1
