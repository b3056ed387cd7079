"""`tongban worker`: it knows no web, so that as many as are needed start fast."""

from __future__ import annotations

import click

from tongban.cli.opening import opened
from tongban.jobs.worker import work


@click.command(help="处理待办的后续事务：到期、盖章、通知。")
@click.option("--once", is_flag=True, help="处理一遍即退出。")
def worker(once: bool) -> None:
    """Sweep deadlines and drain the outbox, in-process or through RQ where REDIS_URL is set."""
    with opened() as house:
        work(house.settings, house.sessions, house.desk, once=once)
