"""Run by Alembic: hands it the connection that `bot.records.upgrade` brings along."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
