"""Datasets get events: the files of their tables, and the dimensions that a team built of them.

A migration is never edited after its release and imports nothing of ours: it must do in years what it does today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def text(name: str, *more, **options) -> sa.Column:
    return sa.Column(name, sa.Text, *more, nullable=False, **options)


def dataset(**options) -> sa.Column:
    return text("dataset", sa.ForeignKey("datasets.id", ondelete="CASCADE"), **options)


def upgrade() -> None:
    op.create_table("dataset_files", dataset(primary_key=True), text("sha", primary_key=True))
    op.create_table(
        "dimensions",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        dataset(index=True),
        text("label"),
        text("created"),
        sqlite_autoincrement=True,
    )
