"""Debian's Chromium, headless, spoken to over the DevTools protocol on two pipes: no driver, no port."""

import base64
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

PROGRAM = "/usr/bin/chromium"
PATIENCE_S = 30
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--mute-audio",
    "--remote-debugging-pipe",
    "--force-color-profile=srgb",
    "--hide-scrollbars",
    # A page in the background is as awake as one in front: two windows and a display are one hall.
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
)


class Chromium:
    """One browser. `page` opens a tab with cookies of its own; the process ends with the block."""

    def __init__(self, *flags: str) -> None:
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        reads, self._orders = os.pipe()
        self._answers, writes = os.pipe()
        # The shell moves our ends to 3 and 4, where Chromium looks; they must not lie there already.
        ends = [fcntl.fcntl(one, fcntl.F_DUPFD, 10) for one in (reads, writes)]
        moved = ["bash", "-c", f'exec "$@" 3<&{ends[0]} 4>&{ends[1]}', "chromium"]
        self._process = subprocess.Popen(
            [*moved, PROGRAM, *_FLAGS, *flags, f"--user-data-dir={self._profile}", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=ends,
            env={**os.environ, "HOME": self._profile},
        )
        for one in (reads, writes, *ends):
            os.close(one)
        self._number = 0
        self._buffer = b""
        self.events: list[dict[str, Any]] = []

    def __enter__(self) -> "Chromium":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._orders)
        os.close(self._answers)
        shutil.rmtree(self._profile, ignore_errors=True)

    def page(self, width: int = 1366, height: int = 768) -> "Page":
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session)
        page.call("Page.enable")
        page.call("Runtime.enable")
        page.call("Log.enable")
        page.size(width, height)
        return page

    def call(self, method: str, session: str | None = None, **params: Any) -> Any:
        self._number += 1
        order = {"id": self._number, "method": method, "params": params}
        if session:
            order["sessionId"] = session
        os.write(self._orders, json.dumps(order).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self._buffer:
            more = os.read(self._answers, 1 << 20)
            if not more:
                raise RuntimeError("Chromium ended")
            self._buffer += more
        one, _, self._buffer = self._buffer.partition(b"\0")
        answer: dict[str, Any] = json.loads(one)
        return answer


class Page:
    def __init__(self, browser: Chromium, session: str) -> None:
        self._browser = browser
        self._session = session

    def call(self, method: str, **params: Any) -> Any:
        return self._browser.call(method, self._session, **params)

    def size(self, width: int, height: int) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def open(self, url: str) -> None:
        """Until the page has loaded, whatever it is."""
        self.call("Page.navigate", url=url)
        self.wait("location.href !== 'about:blank' && document.readyState === 'complete'")

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression; promises are waited for."""
        result = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{script}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait(self, condition: str, patience_s: float = PATIENCE_S) -> None:
        """Until a JavaScript condition holds: a state, never a time. AssertionError after `patience_s`."""
        script = (
            f"new Promise((done) => {{ const end = performance.now() + {patience_s * 1000};"
            f" const look = () => {{ let is = false; try {{ is = Boolean({condition}); }} catch {{ }}"
            " if (is || performance.now() > end) done(is); else setTimeout(look, 20); }; look(); })"
        )
        for _ in range(5):
            try:
                if self.run(script):
                    return
            except RuntimeError as error:  # the page went elsewhere while we looked
                if "context" not in str(error) and "navigated" not in str(error):
                    raise
                continue
            break
        raise AssertionError(f"{condition} never held; the page says: {self.text()}")

    def text(self) -> str:
        return str(self.run("document.body.innerText"))

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.run(f"document.querySelector('[name={name}]').value = {json.dumps(value)}")

    def click(self, selector: str) -> None:
        """A real touch of the mouse in the middle of what is there."""
        self.run(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'nearest'}})")
        box = self.run(
            f"(() => {{ const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)

    def touchable(self) -> None:
        """From now on a screen for fingers, without a mouse."""
        self.call("Emulation.setTouchEmulationEnabled", enabled=True, maxTouchPoints=5)

    def tap(self, selector: str) -> None:
        """A finger in the middle of what is there, wherever that is on the screen."""
        x, y = self.run(
            f"(() => {{ const b = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
            " return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        self.call("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}])
        self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def type(self, text: str) -> None:
        """As a keyboard does, or a scanner that types; a line feed is Enter."""
        for one in text:
            key = "Enter" if one == "\n" else one
            for kind in ("keyDown", "keyUp"):
                given = {"text": "\r" if one == "\n" else one} if kind == "keyDown" else {}
                self.call("Input.dispatchKeyEvent", type=kind, key=key, **given)

    def key(self, key: str) -> None:
        code = f"Digit{key}" if key.isdigit() else f"Key{key.upper()}"
        for kind in ("keyDown", "keyUp"):
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=code, text=key if kind == "keyDown" else ""
            )

    def escape(self) -> None:
        for kind in ("keyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key="Escape", code="Escape")

    def picture(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def troubles(self) -> list[str]:
        """What the browser complained of: refused by the policy, not found, an exception in a script."""
        self.run("1")
        found = []
        for event in self._browser.events:
            if event.get("sessionId") != self._session:
                continue
            if event["method"] == "Log.entryAdded" and event["params"]["entry"]["level"] == "error":
                found.append(event["params"]["entry"]["text"])
            if event["method"] == "Runtime.exceptionThrown":
                found.append(str(event["params"]["exceptionDetails"]))
        return found
