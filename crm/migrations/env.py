"""Alembic's entry: the connection is given by `crm.migrate`, its transaction too."""

from alembic import context

from crm.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
