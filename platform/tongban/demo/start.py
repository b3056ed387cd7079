"""Start the demonstration city: made once, kept between starts, begun afresh when asked."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from tongban.database import Sessions, make_engine, make_sessions
from tongban.delivery import Desk, desk_of, drain
from tongban.demo.adjusting import make_adjustments, told_who_sees
from tongban.demo.after import make_after
from tongban.demo.cases import make_cases
from tongban.demo.gateway import DemoGateway, serving
from tongban.demo.people import Account, keep, kept, make_staff, with_what_they_see
from tongban.demo.plugged import show_plugins
from tongban.errors import TongbanError
from tongban.jobs.worker import work_here
from tongban.migrations import migrate, migrate_plugins
from tongban.publishing.books import Books
from tongban.publishing.plugged import started
from tongban.publishing.seed import load_city
from tongban.settings import Settings, settings_from
from tongban.web.app import create_app
from tongban.web.appbuilder import sync_permissions
from tongban.web.serving import serve_forever

_ACCOUNTS = "accounts.json"
_KEY_FILE = "secret.key"
_GATEWAY = "gateway.json"  # of the demonstration's payment gateway, which takes no real money


def refuse_taken_ports(port: int) -> None:
    """Refuse before anything is made, and not after minutes, where another program answers at a port that is needed."""
    for needed in (port, port + 1):
        with socket.socket() as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trying.bind(("127.0.0.1", needed))
            except (OSError, OverflowError) as taken:
                raise TongbanError(
                    f"端口 {needed} 不能使用，很可能已经被另一个程序占用（演示需要 {port} 和 {port + 1} 两个端口）。"
                    "请停止那个程序，或者换一个端口，例如：make demo PORT=9000。"
                ) from taken


def start(env: Mapping[str, str], *, reset: bool, port: int, prepare_only: bool) -> None:
    """Make what is missing, print addresses and accounts, and serve with a worker in the same process."""
    begun = time.monotonic()
    settings = _settings(env, port, reset)
    if settings.pay_url:
        _serve(settings, port, begun, prepare_only=prepare_only)
        return
    callback = f"http://127.0.0.1:{port}/payments/callback"
    gateway = DemoGateway(
        settings.secret_key, callback, pages=f"http://127.0.0.1:{port + 1}", kept=settings.data / _GATEWAY
    )
    with serving(gateway, 0 if prepare_only else port + 1):
        paid = replace(settings, pay_url=gateway.url, pay_key=settings.secret_key)
        _serve(paid, port, begun, prepare_only=prepare_only)


def _serve(settings: Settings, port: int, begun: float, *, prepare_only: bool) -> None:
    engine = make_engine(settings.database_url)
    migrate(engine)
    migrate_plugins(engine, started(settings.home))
    sessions = make_sessions(engine)
    books = Books(settings).refresh(sessions())
    desk = desk_of(settings, books)
    accounts = _city(settings, sessions, desk)
    app = create_app(settings)
    if not (settings.data / "permissions").exists():
        sync_permissions(app)
        (settings.data / "permissions").touch()
    if prepare_only:
        click.echo(f"演示数据已就绪（{time.monotonic() - begun:.1f} 秒）。")
        return
    _welcome(settings, accounts, time.monotonic() - begun)
    stop = threading.Event()
    worker = threading.Thread(target=work_here, args=(sessions, desk, stop), name="worker", daemon=True)
    worker.start()
    try:
        serve_forever(app, "127.0.0.1", port)
    finally:
        stop.set()
        worker.join(10)


def _settings(env: Mapping[str, str], port: int, reset: bool) -> Settings:
    """Settle where the demonstration lives; its secret is made at first start and kept beside the data."""
    own = {"TONGBAN_PUBLIC_URL": f"http://127.0.0.1:{port}", "TONGBAN_DEMONSTRATION": "1", **env}
    settings = settings_from(own)
    if reset:
        _forget(settings)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = settings.data / _KEY_FILE
    if not secret.exists():
        descriptor = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return settings_from({**own, "TONGBAN_SECRET_KEY_FILE": str(secret)})


def secret_of(settings: Settings) -> str:
    """Give the secret that signs on this site: the settings' own, or the demonstration's that lies beside its data."""
    kept = settings.data / _KEY_FILE
    secret = settings.secret_key or (kept.read_text("utf-8").strip() if kept.exists() else "")
    if not secret:
        raise TongbanError("没有签名密钥：请设置 TONGBAN_SECRET_KEY，与网站使用的相同。")
    return secret


def _forget(settings: Settings) -> None:
    """Begin afresh; a folder that is not a demonstration's, or a real database, is not touched."""
    if not settings.embedded:
        raise TongbanError("RESET 只清空内置的演示数据库；外部数据库请由管理员清空。")
    if settings.data.exists():
        if any(settings.data.iterdir()) and not (settings.data / _KEY_FILE).exists():
            raise TongbanError(f"“{settings.data}”不是演示数据目录，没有清空。")
        shutil.rmtree(settings.data)


def _city(settings: Settings, sessions: Sessions, desk: Desk) -> list[Account]:
    """Load tenants and items; at the first start also make people and cases, all or nothing."""
    session = sessions()
    now = datetime.now(UTC)
    loaded = load_city(session, desk.books, now, prove=False)  # the house's own folder, proven where it was made
    session.commit()
    if told := loaded.told():
        click.echo("tenants/ 或者 item_defs/ 中有错误，下列内容没有载入（用 tongban lint 查看全部）：", err=True)
        click.echo("\n".join(f"  {each}" for each in told), err=True)
    path = settings.data / _ACCOUNTS
    if path.exists():
        return kept(path)
    click.echo("正在建立演示城市：账号、办件和文书……")
    workspace = desk.books.workspace
    accounts = list(make_staff(session, {each for each in workspace.tenants if workspace.claimed(each)}))
    accounts += make_cases(session, desk, now)
    make_adjustments(session, desk.books, now)
    make_after(session, desk.books, now)
    accounts = with_what_they_see(told_who_sees(desk.books, accounts), show_plugins(session, desk, now))
    session.commit()
    keep(accounts, path)
    drain(sessions, desk, lambda: datetime.now(UTC))
    return accounts


def _welcome(settings: Settings, accounts: list[Account], seconds: float) -> None:
    """Print the accounts, and last what is needed first: the addresses, which no long list may push off the screen."""
    url, wide = settings.public_url, max(len(each.login) for each in accounts) + 2
    for title, staff in (("申请人", False), ("工作人员", True)):
        click.echo(f"\n{title}账号（仅供演示）：")
        for each in accounts:
            if each.staff is staff:
                click.echo(f"  {each.login:<{wide}}{each.password:<16}{each.who}")
    click.echo("\n地址：")
    for name, path in (
        ("云阳县门户", "/yunyang/"),
        ("渝中区门户", "/yuzhong/"),
        ("文书验真", "/verify"),
        ("工作人员登录", "/staff/login"),
        ("接口说明", "/api/v1/docs"),
    ):
        click.echo(f"  {url}{path:<16}{name}")
    where = _relative(settings)
    click.echo(f"\n演示城市已就绪（{seconds:.1f} 秒）。数据和账号在 {where}，清空重来：make demo RESET=1\n")


def _relative(settings: Settings) -> Path:
    try:
        return settings.data.relative_to(settings.home)
    except ValueError:
        return settings.data
