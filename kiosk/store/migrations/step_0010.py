"""One ticket per person: whose a ticket is, as a keyed digest that differs from day to day."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.add_column("ticket", sa.Column("person", sa.Text(), nullable=True))
    op.create_index(
        op.f("ix_ticket_person"), "ticket", ["person"], sqlite_where=sa.text("person IS NOT NULL")
    )
