"""`kiosk catalogue …`: for who publishes catalogues, and for who installs them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kiosk.cli.options import Config, IsChild, prepare, settings_of

catalogue_app = typer.Typer(help="事项目录 · the catalogue", no_args_is_help=True)

Package = Annotated[Path, typer.Argument(help="Folder of a package, or a package file.")]


class Speech(StrEnum):
    ZH = "zh"
    EN = "en"
    BOTH = "both"


PrivateKey = Annotated[Path, typer.Option("--key", help="Private key file made by `keygen`.")]


@catalogue_app.command("check")
def check(path: Package) -> None:
    """检查 · find every mistake in a package at once."""
    from kiosk.app.cataloguing import check_package

    raise SystemExit(check_package(path))


@catalogue_app.command("show")
def show(
    path: Annotated[Path | None, typer.Argument(help="Package; without it, what this terminal uses.")] = None,
    config: Config = None,
) -> None:
    """查看 · version, age, publisher and contents."""
    from kiosk.app.cataloguing import show_package, show_terminal

    raise SystemExit(show_package(path) if path else show_terminal(settings_of(config)[1]))


@catalogue_app.command("diff")
def diff(
    old: Package,
    new: Package,
    language: Annotated[Speech, typer.Option(help="In which language.")] = Speech.BOTH,
) -> None:
    """比较 · what changes for citizens, in words."""
    from kiosk.app.cataloguing import show_changes

    raise SystemExit(show_changes(old, new, language))


@catalogue_app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(help="Guide JSON, or a folder of exchange tables (CSV, JSON).")],
    folder: Annotated[Path, typer.Argument(help="Package folder to write items into.")],
) -> None:
    """导入 · items from guides and exchange tables; says every field that it could not fill."""
    from kiosk.app.cataloguing import import_items

    raise SystemExit(import_items(source, folder))


@catalogue_app.command("install")
def install(
    file: Annotated[Path | None, typer.Argument(help="Signed package file, say on a USB stick.")] = None,
    waiting: Annotated[bool, typer.Option("--waiting", hidden=True, help="What has been put there.")] = False,
    config: Config = None,
    child: IsChild = False,
) -> None:
    """安装 · judge a signed package and install it; a running terminal switches when nobody is there."""
    from kiosk.app.cataloguing import install_package, install_waiting

    prepare(child)
    settings = settings_of(config)[1]
    if waiting:
        raise SystemExit(install_waiting(settings))
    if file is None:
        raise typer.BadParameter("请写目录包文件 · name the package file", param_hint="FILE")
    raise SystemExit(install_package(settings, file))


@catalogue_app.command("keygen")
def keygen(
    private: Annotated[Path, typer.Argument(help="New private key file, such as publisher.pem.")],
    passphrase: Annotated[bool, typer.Option("--passphrase", help="Ask for one; encrypt the key.")] = False,
) -> None:
    """密钥 · make a publisher's key pair; the private half stays at the publisher's desk."""
    from kiosk.app.publishing import make_key

    word = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=True) if passphrase else ""
    raise SystemExit(make_key(private, word))


@catalogue_app.command("spell")
def spell(folder: Annotated[Path, typer.Argument(help="Folder of a package.")]) -> None:
    """拼音 · write pinyin.json, by which items are found; after a name or synonym changed."""
    from kiosk.app.publishing import spell_folder

    raise SystemExit(spell_folder(folder))


@catalogue_app.command("build")
def build(
    folder: Annotated[Path, typer.Argument(help="Folder of a package.")],
    out: Annotated[Path, typer.Argument(help="File to write, such as dazu.catalogue.")],
) -> None:
    """打包 · check a folder and make one file of it, not signed yet. The same folder gives the same bytes."""
    from kiosk.app.publishing import build_file

    raise SystemExit(build_file(folder, out))


@catalogue_app.command("sign")
def sign(file: Annotated[Path, typer.Argument(help="File made by `build`.")], key: PrivateKey) -> None:
    """签名 · put the publisher's signature on a package file."""
    from kiosk.app.publishing import sign_file

    raise SystemExit(sign_file(file, key, _ask_passphrase))


@catalogue_app.command("rotate")
def rotate(
    folder: Annotated[Path, typer.Argument(help="Folder of a package; its manifest gets the statement.")],
    key: PrivateKey,
    to: Annotated[Path, typer.Option(help="Public key that signs from now on (.pub.pem).")],
) -> None:
    """换钥 · let the old key name the new one, in the manifest of this and every later version."""
    from kiosk.app.publishing import hand_over

    raise SystemExit(hand_over(folder, key, to, _ask_passphrase))


def _ask_passphrase() -> str:
    answer: str = typer.prompt("Passphrase", hide_input=True)
    return answer
