"""Add a member of staff by command: the first operator of an instance cannot be made by anybody else (T3)."""

from __future__ import annotations

import secrets

import click

from tongban.cli.opening import opened
from tongban.errors import TongbanError
from tongban.tenancy.accounts import add_staff
from tongban.tenancy.tree import tenant as tenant_row


@click.command("staff", help="新增工作人员账号；密码随机生成，只显示这一次。")
@click.argument("username")
@click.option("--name", required=True, help="姓名，例如 陈静。")
@click.option("--role", "roles", multiple=True, required=True, help="角色，可以写几次，例如 window_clerk。")
@click.option("--tenant", default="", help="所属租户编号；只有 operator 不属于租户。")
@click.option("--desk", default="", help="所在的窗口或者处室；不写的，可以办理各窗口的任务。")
def staff(username: str, name: str, roles: tuple[str, ...], tenant: str, desk: str) -> None:
    """Make the account and print its password; an unknown role or tenant, or a taken name, changes nothing."""
    if not tenant and set(roles) != {"operator"}:
        raise TongbanError("请用 --tenant 写明所属租户；只有平台运维人员（operator）不属于租户。")
    password = secrets.token_urlsafe(12)
    with opened() as house:
        session = house.sessions()
        if tenant:
            tenant_row(session, tenant)
        add_staff(
            session, username=username, display_name=name, tenant=tenant, roles=roles, password=password, desk=desk
        )
        session.commit()
    click.echo(f"已新增账号 {username}，密码 {password} （只显示这一次）。")
