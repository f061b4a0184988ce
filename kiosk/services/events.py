"""The audit trail's entry point for screens: what happened, named, without personal data."""

from kiosk.services.timekeeping import Timekeeping
from kiosk.store import Store, UnitOfWork

CITIZEN = "citizen"
AGENT = "agent"  # 代办: files for somebody else
SYSTEM = "system"


def staff_actor(staff_id: str) -> str:
    return f"staff:{staff_id}"


class Events:
    def __init__(self, store: Store, timekeeping: Timekeeping) -> None:
        self._store = store
        self._timekeeping = timekeeping

    def note(
        self,
        session: str,
        actor: str,
        action: str,
        object: str = "",  # noqa: A002 — the audit trail's own word (DOMAIN §7)
        result: str = "ok",
    ) -> None:
        """One event in a transaction of its own. `object` is an id, never a value a citizen typed."""
        with self._store.begin() as work:
            self.write(work, session, actor, action, object, result)

    def write(
        self,
        work: UnitOfWork,
        session: str,
        actor: str,
        action: str,
        object: str = "",  # noqa: A002
        result: str = "ok",
    ) -> None:
        """One event inside the transaction of the act that it tells of."""
        now = self._timekeeping.judge(work.terminal.get().last_seen_ms)
        work.events.append(
            at_ms=now.ms,
            monotonic_ms=self._timekeeping.monotonic_ms(),
            session=session,
            actor=actor,
            action=action,
            object=object,
            result=result,
        )
