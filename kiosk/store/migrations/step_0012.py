"""What each terminal of a hall says of itself. Written once and never changed."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.create_table(
        "terminal_health",
        sa.Column("terminal", sa.Text(), nullable=False),
        sa.Column("heard_ms", sa.Integer(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("terminal", name="pk_terminal_health"),
    )
