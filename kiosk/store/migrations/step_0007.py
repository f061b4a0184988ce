"""One ledger for the terminals of a hall: lives, seats, and what a terminal still owes it a word on."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_index("ix_ticket_unconfirmed", "ticket", ["terminal"], sqlite_where=sa.text("confirmed = 0"))
    op.create_table(
        "hall_ledger",
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("restored_day", sa.Text(), nullable=True),
        sa.CheckConstraint("only = 1", name=op.f("ck_hall_ledger_single")),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_hall_ledger")),
    )
    op.create_table(
        "hall_terminal",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall_terminal")),
        sa.UniqueConstraint("seat", name=op.f("uq_hall_terminal_seat")),
    )
    op.create_table(
        "ledger_seat",
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.CheckConstraint("only = 1", name=op.f("ck_ledger_seat_single")),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_ledger_seat")),
    )
    op.create_table(
        "ledger_word",
        sa.Column("ticket_id", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_ledger_word")),
    )
