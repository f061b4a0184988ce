"""A platform's folder: keys, tokens and store, made at the first start and found again at every later one."""

import os
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from sqlalchemy import Engine, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from kiosk.records import keys
from kiosk.store.engine import KEY_BYTES
from kiosk.store.sqlalchemy_engine import make_engine
from sync.district import tables
from sync.district.app import PlatformSettings
from sync.district.archive import token_digest


class Provisioned(msgspec.Struct, frozen=True, kw_only=True):
    """Where everything lies. All files are 0600 but the recipient key, which terminals are given."""

    store: Path
    store_key: Path
    opening_key: Path
    recipient_key: Path
    staff_token: Path
    terminal_tokens: dict[str, Path]

    def settings(self) -> PlatformSettings:
        return PlatformSettings(
            store_path=self.store,
            store_key=self.store_key.read_bytes(),
            opening_key=keys.read_opening_key(self.opening_key),
        )


def provision(
    folder: Path,
    terminals: Iterable[str],
    now_ms: int,
    random: Callable[[int], bytes] = secrets.token_bytes,
) -> Provisioned:
    """Make what is missing in `folder`; what is there stays as it is."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Provisioned(
        store=folder / "district.db",
        store_key=folder / "store.key",
        opening_key=folder / "opening.pem",
        recipient_key=folder / "recipient.pem",
        staff_token=folder / "staff.token",
        terminal_tokens={terminal: folder / f"terminal-{terminal}.token" for terminal in terminals},
    )
    _once(made.store_key, lambda: random(KEY_BYTES))
    _once(made.opening_key, lambda: keys.generate().to_pem())
    _once(made.recipient_key, lambda: keys.read_opening_key(made.opening_key).recipient.to_pem(), mode=0o644)
    for file in (made.staff_token, *made.terminal_tokens.values()):
        _once(file, lambda: random(16).hex().encode())
    engine = make_engine(made.store, made.store_key.read_bytes())
    try:
        _register(engine, made, now_ms, random)
    finally:
        engine.dispose()
    return made


def _register(engine: Engine, made: Provisioned, now_ms: int, random: Callable[[int], bytes]) -> None:
    tables.metadata.create_all(engine)
    with engine.begin() as connection:
        if connection.execute(select(tables.platform.c.only)).first() is None:
            row = {"only": 1, "feed_epoch": random(8).hex(), "official_count": 0}
            connection.execute(insert(tables.platform).values(row))
        staff = {"token_sha256": token_digest(made.staff_token.read_text("ascii")), "name": "district"}
        connection.execute(upsert(tables.staff_token).values(staff).on_conflict_do_nothing())
        for terminal, file in made.terminal_tokens.items():
            digest = token_digest(file.read_text("ascii"))
            new = {"id": terminal, "token_sha256": digest, "registered_ms": now_ms, "last_position": 0}
            connection.execute(
                upsert(tables.terminal)
                .values(new)
                .on_conflict_do_update([tables.terminal.c.id], set_={"token_sha256": digest})
            )


def _once(path: Path, content: Callable[[], bytes], mode: int = 0o600) -> None:
    if path.exists():
        return
    # Under another name until it is whole: a half-written key after a crash would be taken for a key.
    unfinished = path.with_name(path.name + ".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content())
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
