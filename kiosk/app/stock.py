"""What can be applied for: version and calendar are there at once, the rest when first asked for."""

import threading
from contextlib import suppress

import msgspec

from kiosk.catalogue import CatalogueFaulty, Problem, head, load
from kiosk.catalogue.parts import Parts
from kiosk.catalogue.shelf import Shelf
from kiosk.catalogue.signed_file import SUFFIX, SignedFile
from kiosk.catalogue.trust import key_id
from kiosk.domain.item import Catalogue, CatalogueInfo, WorkCalendar, version_order
from kiosk.services.checks.catalogue import Shelved

_NOTHING = Problem("catalogue", "", "is not there", "set catalogue_dir, or install a signed package")


class Loaded(msgspec.Struct, frozen=True):
    """A package that has been read whole."""

    catalogue: Catalogue
    signer: str  # key id; empty for a folder


class Stock:
    """The package in use. Numbers need its calendar only and do not wait for 5,000 items.

    It stays the same until `switch` is called, whatever lies on the shelf meanwhile. Raises CatalogueFaulty
    when no package can be used: here for what `head` reads, in the first call for the rest.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._loading = threading.Lock()
        self._loaded: Loaded | None = None
        self.info, self.calendar = self._first_head()

    def __call__(self) -> Catalogue:
        """The whole of it. Whoever asks while it is being read waits for it; any thread."""
        with self._loading:
            loaded = self._loaded
            if loaded is None:
                loaded = self._first_whole()
                self._use(loaded)
            return loaded.catalogue

    def is_read(self) -> bool:
        """Whether the whole of it is there, without waiting for it."""
        return self._loaded is not None

    def newer(self) -> Loaded | None:
        """A package with a higher version that is whole; None when there is none. Takes long; any thread."""
        present = version_order(self.info.version)
        with suppress(CatalogueFaulty):  # of the shipped one; what is in use stays in use
            for parts in self.shelf.packages():
                if version_order(head(parts)[0].version) <= present:
                    return None
                if (loaded := self._read(parts)) is not None:
                    return loaded
        return None

    def switch(self, loaded: Loaded) -> None:
        """Use `loaded` from now on. Between sessions: an open form belongs to the version before."""
        with self._loading:
            self._use(loaded)

    def shelved(self) -> Shelved:
        """What the self-check says about where the package came from and what became of newer ones."""
        newest = self.shelf.versions()[:1]
        ahead = [path.stem for order, path in newest if order > version_order(self.info.version)]
        return Shelved(
            signer=self._loaded.signer if self._loaded else "",
            refused=self.shelf.last_refused(),
            bad_keys=self.shelf.bad_keys,
            unusable=tuple(sorted(self.shelf.unusable)),
            ready="".join(name for name in ahead if f"{name}{SUFFIX}" not in self.shelf.unusable),
        )

    def _use(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self.info, self.calendar = loaded.catalogue.info, loaded.catalogue.calendar

    def _first_head(self) -> tuple[CatalogueInfo, WorkCalendar]:
        for parts in self.shelf.packages():
            try:
                return head(parts)
            except (CatalogueFaulty, OSError) as fault:
                self._pass_over(parts, fault)
        raise CatalogueFaulty([_NOTHING])

    def _first_whole(self) -> Loaded:
        for parts in self.shelf.packages():
            if (loaded := self._read(parts)) is not None:
                return loaded
        raise CatalogueFaulty([_NOTHING])

    def _read(self, parts: Parts) -> Loaded | None:
        """None for an installed file that turns out to be damaged: the one before it serves."""
        try:
            catalogue = load(parts)
        except (CatalogueFaulty, OSError) as fault:
            self._pass_over(parts, fault)
            return None
        return Loaded(catalogue, key_id(parts.key) if isinstance(parts, SignedFile) else "")

    def _pass_over(self, parts: Parts, fault: CatalogueFaulty | OSError) -> None:
        if not isinstance(parts, SignedFile):
            raise fault  # the author's folder, which a person has to mend
        self.shelf.unusable[parts.file] = fault
