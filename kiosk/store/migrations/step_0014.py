"""Appointments that the terminals of a hall share: who booked one, what its ledger knows, what is owed to it.
Written once and never changed."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.add_column("appointment", sa.Column("home", sa.Text(), server_default="", nullable=False))
    op.create_index(op.f("ix_appointment_home_service_day"), "appointment", ["home", "service_day"])
    op.create_table(
        "appointment_word",
        sa.Column("appointment_id", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("appointment_id", name=op.f("pk_appointment_word")),
    )
    op.create_table(
        "hall_appointment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("home", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("service_day", sa.Text(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("end_minute", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.Text(), server_default="", nullable=False),
        sa.Column("booked_ms", sa.Integer(), nullable=False),
        sa.Column("settled_ms", sa.Integer(), nullable=True),
        sa.Column("claimed", sa.Text(), server_default="", nullable=False),
        sa.Column("unheard", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall_appointment")),
        sa.UniqueConstraint("token", name=op.f("uq_hall_appointment_token")),
    )
    for columns in (("person", "service_day"), ("home", "service_day")):
        op.create_index(op.f(f"ix_hall_appointment_{'_'.join(columns)}"), "hall_appointment", list(columns))
    op.create_index(
        "ix_hall_appointment_claimed", "hall_appointment", ["claimed"], sqlite_where=sa.text("claimed <> ''")
    )
    op.create_index(
        "ix_hall_appointment_unheard", "hall_appointment", ["home"], sqlite_where=sa.text("unheard = 1")
    )
    op.create_table(
        "hall_lease",
        sa.Column("service_day", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("start_minute", sa.Integer(), nullable=False),
        sa.Column("terminal", sa.Text(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("booked", sa.Integer(), nullable=False),
        sa.Column("held", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.CheckConstraint("booked >= 0 AND share >= booked AND held >= 0", name=op.f("ck_hall_lease_whole")),
        sa.PrimaryKeyConstraint(
            "service_day", "series", "start_minute", "terminal", name=op.f("pk_hall_lease")
        ),
    )
    op.create_table(
        "hall_lease_claim",
        sa.Column("terminal", sa.Text(), nullable=False),
        sa.Column("life", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", name=op.f("pk_hall_lease_claim")),
    )
