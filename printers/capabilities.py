"""What python-escpos knows of printer models, as a first guess for a new printers.toml."""

import importlib.util
from functools import lru_cache
from pathlib import Path
from typing import Annotated

import msgspec

from printers.profile import Profile


class _Width(msgspec.Struct, frozen=True):
    pixels: int | str = ""


class _Media(msgspec.Struct, frozen=True):
    width: _Width = _Width()


class _Features(msgspec.Struct, frozen=True, rename="camel"):
    qr_code: bool = False
    paper_full_cut: bool = False
    paper_part_cut: bool = False


class _Model(msgspec.Struct, frozen=True):
    name: str
    vendor: str = ""
    media: _Media = _Media()
    features: _Features = _Features()


class _Database(msgspec.Struct, frozen=True):
    profiles: Annotated[dict[str, _Model], msgspec.Meta(min_length=1)]


@lru_cache(maxsize=1)
def _database() -> dict[str, _Model]:
    # The file only: importing escpos takes 0.4 s, calls logging.basicConfig and leaves a temporary folder.
    found = importlib.util.find_spec("escpos")
    if found is None or found.origin is None:
        return {}
    text = (Path(found.origin).parent / "capabilities.json").read_bytes()
    return msgspec.json.decode(text, type=_Database).profiles


def models() -> tuple[str, ...]:
    """Names that `proposed` knows."""
    return tuple(sorted(_database()))


def proposed(model: str) -> Profile | None:
    """A profile to begin with, or None for a model without a known width.

    The repertoire stays at its default: the database knows nothing of Chinese. The test page shows it.
    """
    known = _database().get(model)
    if known is None or not isinstance(known.media.width.pixels, int):
        return None
    features = known.features
    return Profile(
        width_dots=known.media.width.pixels,
        native_qr=features.qr_code,
        cutter=features.paper_full_cut or features.paper_part_cut,
    )
