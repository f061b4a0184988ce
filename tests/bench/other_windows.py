"""Windows of a hall beside the one that is measured: signed in, their pages live, acting in turn."""

import itertools
import re
import threading

import requests

PAUSE_S = 0.2  # thirty people at work act less often


class OtherWindow:
    """What a browser does with the window's page, without drawing it."""

    def __init__(self, url: str, staff: str, pin: str, window: int) -> None:
        """Raises RuntimeError when it is not let in."""
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self._send("/sign-in", number=staff, pin=pin, window=str(window))
        self._live = self._session.get(f"{url}/window/live", stream=True, timeout=30)
        if not self._live.headers["content-type"].startswith("text/event-stream"):
            raise RuntimeError(f"window {window} was not let in")
        threading.Thread(target=self._read, daemon=True).start()
        self._acts = itertools.cycle(("pause", "resume"))

    def act(self) -> None:
        """Everybody's page and every display hear of it."""
        self._send("/window", act=next(self._acts))

    def _send(self, path: str, **fields: str) -> None:
        page = self._session.get(self._url + path, headers={"Accept": "text/html"}, timeout=30)
        hidden = re.search(r'name="form" value="(\w+)"', page.text)
        sent = {"form": hidden[1] if hidden else "", **fields}
        self._session.post(self._url + path, data=sent, timeout=30).raise_for_status()

    def _read(self) -> None:
        try:
            for _ in self._live.iter_content(65_536):
                pass
        except (requests.RequestException, AttributeError, ValueError):  # closed at the end
            return


class AtWork:
    """One window after the other acts, until the block ends; `acts` counts them."""

    def __init__(self, windows: list[OtherWindow]) -> None:
        self._windows = windows
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self.acts = 0

    def __enter__(self) -> "AtWork":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._over.set()
        self._thread.join()

    def _work(self) -> None:
        for window in itertools.cycle(self._windows):
            if self._over.wait(PAUSE_S):
                return
            window.act()
            self.acts += 1
