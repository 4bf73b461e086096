"""Runs the migrations inside the transaction of whoever asked, see `seg.store.upgrade`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
