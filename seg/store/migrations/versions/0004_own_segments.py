"""Segmentations get segments of a team's own: customers that somebody picked, one by one.

A migration is never edited after its release and imports nothing of ours: it must do in years what it does today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def text(name: str, *more, **options) -> sa.Column:
    return sa.Column(name, sa.Text, *more, nullable=False, **options)


def upgrade() -> None:
    op.create_table(
        "own_segments",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        text("id", unique=True),
        text("segmentation", sa.ForeignKey("segmentations.id", ondelete="CASCADE"), index=True),
        text("name"),
        text("note"),
        text("selection"),
        text("members"),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
        text("created"),
        sqlite_autoincrement=True,
    )
