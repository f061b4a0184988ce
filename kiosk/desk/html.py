"""The frame of every page, and the words that several of them use. Everything that is not ours is escaped."""

import hashlib
from functools import cache
from html import escape
from pathlib import Path

from kiosk.domain.text import Text

FILES = Path(__file__).parent / "files"
# Nothing is loaded from elsewhere, nothing in the page's own text runs, nobody frames it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; media-src 'self'; "
    "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


@cache
def build() -> str:
    """Changes with the styles and scripts: a page that is older than they are loads itself again."""
    told = hashlib.sha256()
    for file in sorted(FILES.iterdir()):
        told.update(file.read_bytes())
    return told.hexdigest()[:12]


def frame(
    title: str,
    body: str,
    *,
    style: str,
    scripts: tuple[str, ...] = (),
    again: tuple[int, str] | None = None,
    head: str = "",
) -> str:
    """`again`: after so many seconds the browser opens that path by itself, also without scripts."""
    loaded = "".join(f'<script defer src="/files/{name}.js?{build()}"></script>' for name in scripts)
    return (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"{_refresh(*again) if again else ''}<title>{escape(title)}</title>"
        f'<link rel="icon" href="/files/icon.svg">'
        f'<link rel="stylesheet" href="/files/{style}.css?{build()}">{loaded}{head}</head>'
        f"{body}</html>"
    )


def _refresh(seconds: int, path: str) -> str:
    return f'<meta http-equiv="refresh" content="{seconds};url={escape(path)}">'


def two(text: Text) -> str:
    """Chinese, and English after it, smaller by the style."""
    english = f'<small lang="en">{escape(text.en)}</small>' if text.en not in ("", text.zh) else ""
    return f"<span>{escape(text.zh)}</span> {english}" if english else f"<span>{escape(text.zh)}</span>"


def said(zh: str, en: str = "", kind: str = "note") -> str:
    """A line that screen readers tell at once."""
    return f'<p class="said {kind}" role="status">{two(Text(zh, en))}</p>'


def hidden(token: str) -> str:
    return f'<input type="hidden" name="form" value="{escape(token)}">'


def message_page(title: str, zh: str, en: str, link: str = "/", again_s: int = 0) -> str:
    """A page of one sentence: refused, not found, too old. `again_s`: then `link` opens by itself."""
    return frame(
        title,
        f'<body class="plain"><main><h1>{escape(title)}</h1>{said(zh, en, "alarm")}'
        f'<p><a href="{escape(link)}">返回 Back</a></p></main></body>',
        style="desk",
        again=(again_s, link) if again_s else None,
    )
