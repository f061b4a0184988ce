"""What can be applied for: version and calendar are there at once, the rest when first asked for."""

import threading
from pathlib import Path

from kiosk.catalogue import head, load, open_parts
from kiosk.domain.item import Catalogue


class Stock:
    """The package in one folder. Numbers need its calendar only and do not wait for 5,000 items.

    Raises CatalogueFaulty: here for what `head` reads, in the first call for the rest.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.info, self.calendar = head(open_parts(folder))
        self._loading = threading.Lock()
        self._catalogue: Catalogue | None = None

    def __call__(self) -> Catalogue:
        """The whole of it. Whoever asks while it is being read waits for it; any thread."""
        with self._loading:
            if self._catalogue is None:
                self._catalogue = load(self._folder)
            return self._catalogue
