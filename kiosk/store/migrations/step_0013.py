"""How far a terminal has followed the hall's ledger."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "ledger_cursor",
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.CheckConstraint("only = 1", name=op.f("ck_ledger_cursor_single")),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_ledger_cursor")),
    )
