"""Calling numbers: the line a ticket stands in and its place there, its times, windows, and what changed."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    for column in (
        sa.Column("line", sa.Text(), server_default="", nullable=False),
        sa.Column("place", sa.Integer(), server_default="0", nullable=False),
        sa.Column("window", sa.Text(), server_default="", nullable=False),
        sa.Column("calls", sa.Integer(), server_default="0", nullable=False),
        sa.Column("called_ms", sa.Integer(), nullable=True),
        sa.Column("started_ms", sa.Integer(), nullable=True),
        sa.Column("ended_ms", sa.Integer(), nullable=True),
        sa.Column("terminal", sa.Text(), server_default="", nullable=False),
        sa.Column("confirmed", sa.Integer(), server_default="1", nullable=False),
    ):
        op.add_column("ticket", column)
    # domain.ticket.place as it was when this step was written: who waits keeps the order of issue.
    op.execute("UPDATE ticket SET line = series, place = (issued_ms * 1000 + number % 1000) * 1000")
    op.drop_index(op.f("ix_ticket_service_day_series_state"), table_name="ticket")
    op.create_index(
        op.f("ix_ticket_line_state_service_day_place"), "ticket", ["line", "state", "service_day", "place"]
    )
    op.create_table(
        "window_state",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.Text(), nullable=True),
        sa.Column("paused", sa.Integer(), server_default="0", nullable=False),
        sa.Column("since_priority", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_window_state")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_window_state_ticket_id")),
    )
    op.create_table(
        "call_change",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("window", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_call_change")),
    )
