"""Imports get a history: steps, the table after them, the rows set aside, the file itself; corrections are remembered.

A migration is never edited after its release and imports nothing of ours: it must do in years what it does today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def text(name: str, default: str = "", **options) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=False, server_default=default, **options)


def upgrade() -> None:
    for name in ("prepared", "aside", "source"):
        op.add_column("readings", text(name))
    op.add_column("readings", text("history", "{}"))
    op.add_column("readings", sa.Column("version", sa.Integer, nullable=False, server_default="1"))
    op.add_column("datasets", text("aside"))
    op.create_table(
        "corrections",
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("labels", sa.Text, nullable=False),
        sa.Column("steps", sa.Text, nullable=False),
        sa.Column("updated", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
