"""Sealed files that belong to cases. Written once and never changed."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "attachment",
        sa.Column("sealed_sha256", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("reason", sa.Text(), server_default="", nullable=False),
        sa.Column("next_try_ms", sa.Integer(), server_default="0", nullable=False),
        sa.Column("settled_ms", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("sealed_sha256", name=op.f("pk_attachment")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_attachment_case_id_number")),
    )
    op.create_index(
        op.f("ix_attachment_state_case_id_number"), "attachment", ["state", "case_id", "number"], unique=False
    )
