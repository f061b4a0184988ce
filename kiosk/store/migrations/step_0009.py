"""One index less for each slip to write: the unsent jobs of a session are found among the unsent ones."""

from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    op.drop_index(op.f("ix_print_job_session"), table_name="print_job")
