"""Commands that run the platform: make the database, load the city, serve, work, demonstrate."""

from __future__ import annotations

import os
import sys

import click

from tongban.cli.opening import now, opened
from tongban.database import make_engine
from tongban.demo.start import refuse_taken_ports, start
from tongban.jobs.worker import work
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


@click.command(help="处理待办的后续事务：到期、盖章、通知。")
@click.option("--once", is_flag=True, help="处理一遍即退出。")
def worker(once: bool) -> None:
    """Sweep deadlines and drain the outbox, in-process or through RQ where REDIS_URL is set."""
    with opened() as house:
        work(house.settings, house.sessions, house.desk, once=once)


@click.command(help="启动演示城市。")
@click.option("--reset", is_flag=True, help="清空后重新开始。")
@click.option("--port", default=8000, show_default=True)
@click.option("--prepare-only", is_flag=True, help="只准备数据，不启动网站。")
def demo(reset: bool, port: int, prepare_only: bool) -> None:
    """Make the demonstration city where there is none, then serve it with a worker."""
    refuse_taken_ports(port)
    start(os.environ, reset=reset, port=port, prepare_only=prepare_only)
