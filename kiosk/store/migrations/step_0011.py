"""A ticket that was an appointment keeps the time of its slot. Written once and never changed."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.add_column("ticket", sa.Column("due_ms", sa.Integer(), nullable=True))
