"""Fees on the command line: ask the gateway after orders whose confirmation is lost (L13)."""

from __future__ import annotations

import click

from tongban.cli.opening import now, opened
from tongban.delivery import desk_of
from tongban.delivery.payments.carrying import reconcile, takes_fees
from tongban.errors import TongbanError


@click.group(help="网上缴费：与支付网关对账。")
def fees() -> None:
    """Hold the commands of fees together."""


@fees.command("reconcile", help="查询支付网关：补记没有收到通知的缴费。工作进程也会自动查询。")
def reconciled() -> None:
    """Ask after what is open and due to be asked after, and tell what it came to."""
    with opened() as house:
        desk = desk_of(house.settings, house.books)
        if not takes_fees(desk):
            raise TongbanError("没有配置支付网关，请设置 TONGBAN_PAY_URL 和 TONGBAN_PAY_KEY。")
        found = reconcile(house.sessions, desk, now)
    click.echo(f"查询 {found.asked} 张缴款单：补记缴费 {found.paid} 笔，不能登记 {found.refused} 笔。")
