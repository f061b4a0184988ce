"""The first schema. Written once and never changed: stores in the field were made by it."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "case",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local_number", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("catalogue_version", sa.Text(), nullable=False),
        sa.Column("schema_hash", sa.Text(), nullable=False),
        sa.Column("applicant_masked", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("id_hmac", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("official_number", sa.Text(), nullable=True),
        sa.Column("supplement", sa.Text(), nullable=True),
        sa.Column("filed_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("local_number", name=op.f("uq_case_local_number")),
        sa.UniqueConstraint("token", name=op.f("uq_case_token")),
    )
    op.create_table(
        "device_state",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("changed_ms", sa.Integer(), nullable=False),
        sa.Column("seen_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_device_state")),
    )
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.Integer(), nullable=False),
        sa.Column("monotonic_ms", sa.Integer(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_event")),
    )
    op.create_table(
        "feed_cursor",
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("feed_epoch", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint("only = 1", name=op.f("ck_feed_cursor_single")),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_feed_cursor")),
    )
    op.create_table(
        "inbox",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("feed_epoch", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("record_id", sa.Text(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("position", "feed_epoch", name=op.f("pk_inbox")),
    )
    op.create_table(
        "print_job",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("copy", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_ms", sa.Integer(), nullable=False),
        sa.Column("settled_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
    )
    op.create_index(op.f("ix_print_job_session"), "print_job", ["session"], unique=False)
    op.create_index(
        op.f("ix_print_job_state_role_created_ms"), "print_job", ["state", "role", "created_ms"], unique=False
    )
    op.create_index(op.f("ix_print_job_token"), "print_job", ["token"], unique=False)
    op.create_table(
        "record",
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("created_ms", sa.Integer(), nullable=False),
        sa.Column("prev_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("urgent", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("next_try_ms", sa.Integer(), server_default="0", nullable=False),
        sa.Column("claimed_until_ms", sa.Integer(), nullable=True),
        sa.Column("settled_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("epoch", "seq", name=op.f("pk_record")),
        sa.UniqueConstraint("id", name=op.f("uq_record_id")),
    )
    op.create_index(
        op.f("ix_record_state_urgent_epoch_seq"), "record", ["state", "urgent", "epoch", "seq"], unique=False
    )
    op.create_table(
        "series_counter",
        sa.Column("service_day", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("epoch_mark", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("service_day", "series", "epoch_mark", name=op.f("pk_series_counter")),
    )
    op.create_table(
        "staff",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("pin_salt", sa.LargeBinary(), nullable=False),
        sa.Column("pin_scrypt", sa.LargeBinary(), nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("active", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    op.create_table(
        "terminal",
        sa.Column("only", sa.Integer(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("case_count", sa.Integer(), nullable=False),
        sa.Column("last_seen_ms", sa.Integer(), nullable=False),
        sa.Column("restored_day", sa.Text(), nullable=True),
        sa.CheckConstraint("only = 1", name=op.f("ck_terminal_single")),
        sa.PrimaryKeyConstraint("only", name=op.f("pk_terminal")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("series", sa.Text(), nullable=False),
        sa.Column("service_day", sa.Text(), nullable=False),
        sa.Column("epoch_mark", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("issued_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint(
            "service_day",
            "series",
            "epoch_mark",
            "number",
            name=op.f("uq_ticket_service_day_series_epoch_mark_number"),
        ),
        sa.UniqueConstraint("token", name=op.f("uq_ticket_token")),
    )
    op.create_index(
        op.f("ix_ticket_service_day_series_state"), "ticket", ["service_day", "series", "state"], unique=False
    )
    op.create_index(op.f("ix_ticket_session_series"), "ticket", ["session", "series"], unique=False)
