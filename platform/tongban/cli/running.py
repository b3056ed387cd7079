"""Commands that run the platform: make the database, load the city, serve."""

from __future__ import annotations

import os
import sys

import click

from tongban.cli.opening import now, opened
from tongban.database import make_engine
from tongban.migrations import migrate, migrate_plugins
from tongban.publishing.plugged import started
from tongban.publishing.seed import load_city
from tongban.settings import settings_from
from tongban.web.app import create_app
from tongban.web.appbuilder import sync_permissions
from tongban.web.serving import serve_forever


@click.command(help="建立或者升级数据库，同步权限。")
def init() -> None:
    """Migrate, then let Flask-AppBuilder write its permissions; web workers never do."""
    settings = settings_from(os.environ)
    engine = make_engine(settings.database_url)
    migrate(engine)
    migrate_plugins(engine, started(settings.home))
    engine.dispose()
    app = create_app(settings)
    sync_permissions(app)
    app.extensions["tongban"].sessions.get_bind().dispose()
    click.echo("数据库已是最新版本。")


@click.command(help="载入 tenants/ 和 item_defs/，发布各租户承接的事项。")
def load() -> None:
    """Enter the tenants and publish every claim; what is unchanged or has errors stays as it is, and errors exit 1."""
    with opened() as house:
        session = house.sessions()
        loaded = load_city(session, house.books, now())
        session.commit()
    click.echo(f"租户 {loaded.tenants} 个，新发布 {len(loaded.published)} 项，未变 {loaded.unchanged} 项。")
    for told in loaded.told():
        click.echo(told, err=True)
    if loaded.told():
        sys.exit(1)


@click.command(help="启动网站。")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve the web application with waitress."""
    serve_forever(create_app(settings_from(os.environ)), host, port)
