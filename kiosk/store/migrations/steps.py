"""Running the steps: the only importer of Alembic."""

from collections.abc import Callable

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, text

from kiosk.store.migrations import (
    step_0001,
    step_0002,
    step_0003,
    step_0004,
    step_0005,
    step_0006,
    step_0007,
    step_0008,
    step_0009,
    step_0010,
    step_0011,
    step_0012,
    step_0013,
    step_0014,
)

STEPS: dict[str, Callable[[Operations], None]] = {
    "0001": step_0001.upgrade,
    "0002": step_0002.upgrade,
    "0003": step_0003.upgrade,
    "0004": step_0004.upgrade,
    "0005": step_0005.upgrade,
    "0006": step_0006.upgrade,
    "0007": step_0007.upgrade,
    "0008": step_0008.upgrade,
    "0009": step_0009.upgrade,
    "0010": step_0010.upgrade,
    "0011": step_0011.upgrade,
    "0012": step_0012.upgrade,
    "0013": step_0013.upgrade,
    "0014": step_0014.upgrade,
}


def run(engine: Engine, revisions: tuple[str, ...]) -> None:
    """From wherever the store is to the last revision.

    The revision is read again inside the transaction: two processes may start at once on a new store.
    """
    with engine.begin() as connection:
        context = MigrationContext.configure(connection)
        done = context.get_current_revision()
        missing = revisions[revisions.index(done) + 1 :] if done else revisions
        if not missing:
            return
        operations = Operations(context)
        for revision in missing:
            STEPS[revision](operations)
        # Alembic's own table, so that its tools can read where a store is.
        connection.execute(
            text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
        )
        connection.execute(text("DELETE FROM alembic_version"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:revision)"), {"revision": missing[-1]})
