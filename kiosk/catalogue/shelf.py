"""The terminal's packages: what came with the program, what was installed since, and what waits.

    FOLDER/incoming/*.catalogue      put there whole by sync (`stage`), from a USB stick, or by a technician
    FOLDER/installed/VERSION.catalogue
    FOLDER/refused.json              the last file that was not taken, until one is

There is no pointer to the version in use that a power cut could leave pointing nowhere: the newest package
that is whole and trusted is the one. The one before it is kept for the day when the newest cannot be read.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from kiosk.catalogue.durable_file import write_durably
from kiosk.catalogue.package import head
from kiosk.catalogue.parts import FolderParts, Parts
from kiosk.catalogue.problems import CatalogueFaulty, Problem
from kiosk.catalogue.refusals import PackageRefused, Refusal
from kiosk.catalogue.signed_file import SUFFIX, SignedFile
from kiosk.catalogue.trust import judge_signer
from kiosk.domain.item import version_order

Order = tuple[int, ...]


class Refused(msgspec.Struct, frozen=True):
    """The last file that was not taken."""

    file: str
    refusal: Refusal
    detail: str = ""


class Shelf:
    def __init__(
        self, folder: Path, shipped: Path, publishers: frozenset[str], bad_keys: tuple[str, ...] = ()
    ) -> None:
        """`shipped`: the package that came with the program or that settings name; `publishers`: the keys
        they name, `bad_keys` those of them that could not be read."""
        self.incoming = folder / "incoming"
        self.installed = folder / "installed"
        self.lock = folder / "lock"
        self.publishers = publishers
        self._refused = folder / "refused.json"
        self._shipped = shipped
        self.bad_keys = bad_keys
        self.unusable: dict[str, CatalogueFaulty | OSError] = {}  # installed files passed over, and why

    def packages(self) -> Iterator[Parts]:
        """Every package that can be used, the newest first.

        What is wrong with an installed one is noted in `unusable`; what is wrong with the shipped one is
        raised, after the last installed one.
        """
        shipped: Parts | None = None
        fault: CatalogueFaulty | None = None
        order: Order = ()
        try:
            shipped = self._open_shipped()
            order = version_order(head(shipped)[0].version)
        except CatalogueFaulty as error:
            shipped, fault = None, error
        older = []
        for version, path in self.versions():
            if version < order:
                older.append(path)
            elif (package := self._open_installed(path)) is not None:
                yield package
        if shipped is not None:
            yield shipped
        yield from filter(None, map(self._open_installed, older))
        if fault is not None:
            raise fault

    def present(self) -> Parts | None:
        """The package in use, or that would be; None when not one can be used."""
        with suppress(CatalogueFaulty, OSError):
            return next(self.packages(), None)
        return None

    def versions(self) -> list[tuple[Order, Path]]:
        """Installed files by the version in their names, the newest first."""
        found = []
        for path in self.installed.glob(f"[0-9]*{SUFFIX}"):
            with suppress(ValueError):  # a name that is no version was not put there by us
                found.append((version_order(path.name.removesuffix(SUFFIX)), path))
        return sorted(found, reverse=True)

    def waiting(self) -> tuple[Path, ...]:
        """Files to be judged (kiosk.catalogue.installing)."""
        return tuple(sorted(path for path in self.incoming.glob(f"[!.]*{SUFFIX}") if path.is_file()))

    def stage(self, name: str, pieces: Iterable[bytes]) -> Path:
        """Put a file among the waiting ones, whole or not at all. What it is worth is judged later."""
        self.incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = self.incoming / f"{Path(name).name.removesuffix(SUFFIX).lstrip('.')}{SUFFIX}"
        write_durably(target, pieces)
        return target

    def last_refused(self) -> Refused | None:
        with suppress(OSError, msgspec.DecodeError):  # it is about a file that is gone; no word is no harm
            return msgspec.json.decode(self._refused.read_bytes(), type=Refused)
        return None

    def note_refused(self, refused: PackageRefused) -> None:
        note = Refused(refused.file, refused.refusal, refused.detail)
        write_durably(self._refused, (msgspec.json.encode(note),))

    def forget_refused(self) -> None:
        self._refused.unlink(missing_ok=True)

    def _open_installed(self, path: Path) -> SignedFile | None:
        try:
            package = SignedFile(path)
            judge_signer(package, self.publishers)
        except (PackageRefused, OSError) as fault:
            self.unusable[path.name] = fault
            return None
        self.unusable.pop(path.name, None)  # installed again
        return package

    def _open_shipped(self) -> Parts:
        if not self._shipped.exists():
            remedy = "name a package in catalogue_dir of kiosk.toml"
            raise CatalogueFaulty([Problem(str(self._shipped), "", "is not there", remedy)])
        if not self._shipped.is_file():
            return FolderParts(self._shipped)
        try:
            package = SignedFile(self._shipped)
        except OSError as fault:
            what = f"cannot be read ({fault.strerror})"
            raise CatalogueFaulty([Problem(self._shipped.name, "", what, "restore the file")]) from fault
        judge_signer(package, self.publishers)
        return package
