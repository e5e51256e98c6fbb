"""How does Alembic get at the one connection, inside the one transaction that is already open?"""

from __future__ import annotations

from alembic import context

from core.storage.rows import Base

context.configure(
    connection=context.config.attributes["connection"],
    # batch operations read the table from the database; this gives them our constraint names
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
