"""Cases that belong together (一件事): each child names its parent."""

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.add_column("case", sa.Column("parent", sa.Text(), nullable=True))
    op.create_index(op.f("ix_case_parent"), "case", ["parent"], unique=False)
