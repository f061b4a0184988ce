"""好差评 and 咨询投诉: names, numbers and states; what was written is in the records alone."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "rating",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("service_kind", sa.Text(), nullable=False),
        sa.Column("service_id", sa.Text(), nullable=False),
        sa.Column("service_number", sa.Integer(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("rated_ms", sa.Integer(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("followed_ms", sa.Integer(), nullable=True),
        sa.Column("followed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint(
            "service_kind",
            "service_id",
            "service_number",
            name=op.f("uq_rating_service_kind_service_id_service_number"),
        ),
    )
    op.create_index(op.f("ix_rating_follow_up_due"), "rating", ["follow_up", "due"], unique=False)
    op.create_table(
        "complaint",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("local_number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("token", sa.Text(), nullable=False),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("code_hmac", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("filed_ms", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("local_number", name=op.f("uq_complaint_local_number")),
        sa.UniqueConstraint("token", name=op.f("uq_complaint_token")),
    )
    op.create_index(op.f("ix_case_session"), "case", ["session"], unique=False)
