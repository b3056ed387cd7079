"""Run the migrations on the engine that the caller passed; one transaction for all of them."""

from alembic import context

with context.config.attributes["engine"].connect() as connection:
    context.configure(
        connection=connection,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
        version_table=context.config.attributes["kept_in"],
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
