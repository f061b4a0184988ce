"""Somebody at a window, with nothing but the desk's pages: reads whom the page shows and acts on that."""

import re

import msgspec
import requests

_FORM = re.compile(r'name="form" value="(\w+)"')
_TICKET = re.compile(r'name="ticket" value="([^"]+)"')
_LATE = re.compile(r'name="late" value="([^"]+)"')
_LABEL = re.compile(r'<p class="number">([^<]+)')
MOST_TRIES = 200


class Shown(msgspec.Struct, frozen=True):
    """What the page showed after an act."""

    ticket: str  # empty: nobody
    label: str
    late: tuple[str, ...]  # who may be taken back
    page: str


class WindowPerson:
    def __init__(self, url: str, window: str, staff: str, pin: str, scripted: bool) -> None:
        """`scripted`: as the page's script sends an act; else as a browser without scripts sends the form."""
        self.window = window
        self.away = 0  # how often the page said that the data cannot be used, and the act was done again
        self.sign_ins = 0
        self._url = url
        self._who = (staff, pin)
        self._scripted = scripted
        self._browser = requests.Session()
        self._browser.trust_env = False
        self._form = ""
        self._shown = Shown("", "", (), "")

    def act(self, act: str, **fields: str) -> Shown:
        """One button, for the ticket that the page shows. The same again while the ledger is away."""
        return self._send(act=act, ticket=self._shown.ticket, **fields)

    def take_back(self, ticket: str) -> Shown:
        return self._send(late=ticket)

    def look(self) -> Shown:
        """The page as it is; the PIN first, where the session is over."""
        answer = self._get("/window")
        if not answer.url.endswith("/window"):
            self._sign_in()
            return self._shown
        return self._read(answer)

    def close(self) -> None:
        self._browser.close()

    def _send(self, **fields: str) -> Shown:
        for _ in range(MOST_TRIES):
            if not self._form:
                self._sign_in()
            answer = self._browser.post(
                f"{self._url}/window",
                data={"form": self._form, **fields},
                headers={"Accept": "application/json" if self._scripted else "text/html"},
                timeout=60,
            )
            if answer.status_code == 200:
                return self._read(answer)
            if answer.status_code == 401:  # the session is over: a long rest, or a night
                self._form = ""
            elif answer.status_code == 503:
                self.away += 1
            else:
                raise AssertionError(f"window {self.window}: {answer.status_code} {answer.text[:500]}")
        raise AssertionError(f"window {self.window}: the desk never did {fields}")

    def _sign_in(self) -> None:
        page = self._get("/sign-in")
        staff, pin = self._who
        fields = {"form": _found(_FORM, page.text), "number": staff, "pin": pin, "window": self.window}
        answer = self._browser.post(f"{self._url}/sign-in", data=fields, timeout=60)
        if answer.status_code == 503:
            self.away += 1
            return
        assert answer.url.endswith("/window"), f"window {self.window} was not signed in: {answer.status_code}"
        self.sign_ins += 1
        self._read(answer)

    def _get(self, path: str) -> requests.Response:
        return self._browser.get(f"{self._url}{path}", headers={"Accept": "text/html"}, timeout=60)

    def _read(self, answer: requests.Response) -> Shown:
        if answer.headers["content-type"].startswith("application/json"):
            parts: dict[str, str] = answer.json()
            page = "".join(parts.values())
        else:
            page = answer.text
            self._form = _found(_FORM, page)
        self._shown = Shown(_found(_TICKET, page), _found(_LABEL, page), tuple(_LATE.findall(page)), page)
        return self._shown


def _found(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    return match[1] if match else ""
