"""The workspace: readings, datasets, segmentations with their words, results, and the record of exports.

A migration is never edited after its release and imports nothing of ours: it must do in years what it does today.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def sequence() -> sa.Column:
    return sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=True)


def text(name: str, *more, **options) -> sa.Column:
    return sa.Column(name, sa.Text, *more, nullable=False, **options)


def integer(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer, nullable=False)


def dataset() -> sa.Column:
    return text("dataset", sa.ForeignKey("datasets.id", ondelete="CASCADE"), index=True)


def texts(*names: str) -> list[sa.Column]:
    return [text(name) for name in names]


def upgrade() -> None:
    counted = {"sqlite_autoincrement": True}  # a number is never given twice, not even after a deletion
    op.create_table(
        "readings",
        sequence(),
        text("id", unique=True),
        *texts("reading", "columns", "findings", "raw", "created"),
        **counted,
    )
    op.create_table(
        "datasets",
        sequence(),
        text("id", unique=True),
        *texts("name", "dataset"),
        integer("rows_used"),
        integer("columns"),
        *texts("raw", "customers", "contacts", "created"),
        **counted,
    )
    op.create_table(
        "segmentations",
        sequence(),
        text("id", unique=True),
        text("name"),
        dataset(),
        *texts("recipe", "identity"),
        integer("version"),
        *texts("created", "updated"),
        **counted,
    )
    op.create_table(
        "segment_words",
        text("segmentation", sa.ForeignKey("segmentations.id", ondelete="CASCADE"), primary_key=True),
        text("segment", primary_key=True),
        *texts("name", "note", "updated"),
    )
    op.create_table(
        "results",
        text("key", primary_key=True),
        text("kind"),
        dataset(),
        *texts("meta", "arrays", "created"),
    )
    op.create_table(
        "exports",
        sequence(),
        *texts("who", "dataset"),
        text("segmentation", index=True),
        *texts("segments", "columns"),
        integer("rows"),
        text("format"),
        sa.Column("contacts", sa.Boolean, nullable=False),
        *texts("sha256", "created"),
        **counted,
    )
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


APPEND_ONLY = {  # the record of exports can be added to, and nothing else
    "sqlite": (
        "CREATE TRIGGER exports_stay BEFORE UPDATE ON exports BEGIN SELECT RAISE(ABORT, 'append-only'); END",
        "CREATE TRIGGER exports_kept BEFORE DELETE ON exports BEGIN SELECT RAISE(ABORT, 'append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION exports_append_only() RETURNS trigger LANGUAGE plpgsql "
        "AS $$ BEGIN RAISE EXCEPTION 'append-only'; END $$",
        "CREATE TRIGGER exports_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON exports "
        "FOR EACH STATEMENT EXECUTE FUNCTION exports_append_only()",
    ),
}
