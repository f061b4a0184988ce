"""Appointments, and the leases by which terminals share a slot. Written once and never changed."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "appointment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("service_day", sa.Text(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.Text(), server_default="", nullable=False),
        sa.Column("booked_ms", sa.Integer(), nullable=False),
        sa.Column("settled_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appointment")),
        sa.UniqueConstraint("token", name=op.f("uq_appointment_token")),
    )
    for columns in (
        ("series", "service_day", "start_minute"),
        ("person", "service_day"),
        ("session",),
        ("state", "service_day"),
    ):
        op.create_index(op.f(f"ix_appointment_{'_'.join(columns)}"), "appointment", list(columns))
    op.create_index(
        op.f("uq_appointment_open"),
        "appointment",
        ["person", "series", "service_day"],
        unique=True,
        sqlite_where=sa.text("state = 'booked'"),
    )
    op.create_table(
        "slot_lease",
        sa.Column("service_day", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("terminal", sa.Text(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "service_day", "series", "start_minute", "terminal", name=op.f("pk_slot_lease")
        ),
    )
