"""Numbered migrations by Alembic, for SQLite and PostgreSQL alike. They never import live models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from tongban.plugins.host import Plugins

#: where Alembic keeps how far the core's tables are; a plugin's own are kept under `alembic_version_<plugin>`
CORE = "alembic_version"


def _config(engine: Engine, versions: Path | None = None, kept_in: str = CORE) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("version_locations", str(versions or Path(__file__).parent / "versions"))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"], config.attributes["kept_in"] = engine, kept_in
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the core's tables up to a revision; does nothing when they are there."""
    command.upgrade(_config(engine), revision)


def migrate_plugins(engine: Engine, plugins: Plugins) -> None:
    """Bring the tables of every plugin that has some up to its newest revision, those needed by others first."""
    for config in _of_plugins(engine, plugins):
        command.upgrade(config, "head")


def is_current(engine: Engine, plugins: Plugins | None = None) -> bool:
    """Tell whether the database stands at the newest revision, of the core and of every plugin."""
    configs = [_config(engine), *(_of_plugins(engine, plugins) if plugins else ())]
    with engine.connect() as connection:
        return all(_at(connection, each) == ScriptDirectory.from_config(each).get_current_head() for each in configs)


def _at(connection: Connection, config: Config) -> str | None:
    kept_in = {"version_table": config.attributes["kept_in"]}
    return MigrationContext.configure(connection, opts=kept_in).get_current_revision()


def _of_plugins(engine: Engine, plugins: Plugins) -> Iterator[Config]:
    for name, folder in plugins.folders.items():
        versions = folder / "migrations" / "versions"
        if versions.is_dir():
            plugins.manifests[name].require("tables")
            yield _config(engine, versions, f"{CORE}_{name}")
