"""Runs versions on the connection that db.local.schema gives; there is no other way in."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transaction_per_migration=False)
context.run_migrations()
