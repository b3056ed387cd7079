"""Onboard a tenant by one command (T1); let one body accept or handle an item for another (T4)."""

from __future__ import annotations

from datetime import date, datetime

import click

from tongban.cli.opening import now, opened
from tongban.definitions.delegations import SCOPES, Delegation
from tongban.definitions.model import Basis
from tongban.publishing.delegating import delegate as write_delegation
from tongban.publishing.onboarding import onboard as onboard_tenant


@click.command(help="按模板开通一个区县或者乡镇，并发布它承接的事项。")
@click.argument("tenant_id")
@click.option("--name", required=True, help="名称，例如 南岸区。")
@click.option("--parent", required=True, help="上级租户编号，例如 chongqing。")
@click.option("--division", default=None, help="行政区划代码（GB/T 2260）。")
@click.option("--kind", default="county", show_default=True, help="类型：department、county、township、village。")
@click.option("--template", default="county", show_default=True, help="模板名称。")
@click.option("--theme", default="default", show_default=True, help="主题。")
@click.option("--address", required=True, help="政务服务中心地址。")
@click.option("--phone", required=True, help="咨询电话。")
def onboard(tenant_id: str, name: str, parent: str, division: str | None, kind: str, **rest: str) -> None:
    """Write the tenant and publish its items; a bad or taken code changes nothing."""
    with opened() as house:
        session = house.sessions()
        done = onboard_tenant(
            session,
            house.books,
            tenant_id=tenant_id,
            name=name,
            kind=kind,
            parent=parent,
            division=division,
            by="命令行",
            now=now(),
            **rest,
        )
        session.commit()
    click.echo(f"已开通“{name}”，发布事项 {len(done.items)} 项，用时 {done.seconds:.1f} 秒。")
    hint = f"tongban staff {tenant_id}.admin --name 姓名 --role tenant_admin --tenant {tenant_id}"
    click.echo(f"还没有工作人员，可以这样新增管理员：{hint}")


_DAY = click.DateTime(["%Y-%m-%d"])


@click.command(help="把一个事项的受理或者办理委托给别的单位；决定权不变，期满自行终止。")
@click.argument("principal")
@click.argument("item")
@click.option("--to", "to", required=True, help="受委托单位的租户编号，例如 jiangkou。")
@click.option("--scope", type=click.Choice(list(SCOPES)), default="acceptance", show_default=True, help="委托范围。")
@click.option("--from", "begins", type=_DAY, required=True, help="起始日，例如 2026-12-01。")
@click.option("--until", "ends", type=_DAY, required=True, help="终止日。")
@click.option("--basis", required=True, help="依据，例如委托书的名称。")
def delegate(principal: str, item: str, to: str, scope: str, begins: datetime, ends: datetime, basis: str) -> None:
    """Write one delegation; what names nobody, or nothing of the principal's, changes nothing."""
    days: tuple[date, date] = (begins.date(), ends.date())
    with opened() as house:
        session = house.sessions()
        wanted = Delegation(principal, item, to, scope, *days, (Basis(basis),))
        write_delegation(session, house.books, wanted, by="命令行", now=now())
        session.commit()
    click.echo(f"已委托：{principal} 的“{item}”由 {to} {SCOPES[scope]}，{days[0]} 至 {days[1]}。")
