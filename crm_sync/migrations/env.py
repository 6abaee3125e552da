"""Run by Alembic inside `crm_sync.migrate`, which hands over the connection."""

from __future__ import annotations

from alembic import context

from crm_sync import tables

context.configure(connection=context.config.attributes["connection"], target_metadata=tables.metadata)
with context.begin_transaction():
    context.run_migrations()
