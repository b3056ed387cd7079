"""The dead-letter desk on the command line, and the registering of a tenant's own systems (N3)."""

from __future__ import annotations

import getpass
import secrets

import click

from tongban.cases.telling import EndpointRow, give_up, in_trouble, send_again
from tongban.cli.opening import now, opened
from tongban.database import Scope, scoped
from tongban.delivery.channels import seal_secret
from tongban.delivery.channels.http import checked_address
from tongban.errors import TongbanError
from tongban.tenancy.audit import record
from tongban.tenancy.tree import tenant as tenant_of


@click.group(help="没有送出的消息：查看、重新发送、不再发送。")
def outbox() -> None:
    """Hold the commands of the dead-letter desk together."""


@outbox.command("list", help="列出等待人工处理的消息。")
def listed() -> None:
    """List what waits, oldest first, without addresses."""
    with opened() as house, scoped(Scope.everywhere("operator: deliveries that wait for a person")):
        for row in in_trouble(house.sessions()):
            click.echo(f"{row.tenant_id}  {row.key}  {row.state}  {row.channel}  {row.case_number}  {row.cause}")


@outbox.command(help="重新发送一条消息。")
@click.argument("tenant")
@click.argument("key")
def retry(tenant: str, key: str) -> None:
    """Have one delivery tried anew."""
    _settle(tenant, key, "")
    click.echo("已经安排重新发送。")


@outbox.command("give-up", help="不再发送一条消息，须写明原因。")
@click.argument("tenant")
@click.argument("key")
@click.option("--reason", required=True, help="原因。")
def not_again(tenant: str, key: str, reason: str) -> None:
    """Settle one delivery as not made."""
    if not reason.strip():
        raise TongbanError("请写明不再发送的原因，例如已经电话告知本人。")
    _settle(tenant, key, reason)
    click.echo("已经记录为不再发送。")


def _settle(tenant: str, key: str, reason: str) -> None:
    who = f"tongban（{getpass.getuser()}）"
    with opened() as house, scoped(tenant):
        session = house.sessions()
        if reason:
            give_up(session, key, who, reason)
        else:
            send_again(session, key, who, now())
        record(
            session,
            tenant=tenant,
            at=now(),
            actor=who,
            action="delivery.settle",
            target=key,
            allowed=True,
            note=reason,
        )
        session.commit()


@click.command(help="登记租户自己的系统：文书发出时向它发送签名的通知。密钥只显示这一次。")
@click.argument("tenant")
@click.argument("name")
@click.argument("url")
def webhook(tenant: str, name: str, url: str) -> None:
    """Register an endpoint, or give it a new address and secret; the secret is kept encrypted."""
    checked_address(url, "接口地址")
    secret = secrets.token_urlsafe(32)
    with opened() as house, scoped(tenant):
        session = house.sessions()
        tenant_of(session, tenant)
        if len(house.settings.secret_key) < 32:
            raise TongbanError("TONGBAN_SECRET_KEY 至少应有 32 个字符，接口密钥用它加密。")
        sealed = seal_secret(house.settings.secret_key, secret)
        session.merge(
            EndpointRow(tenant_id=tenant, id=name, url=url, sealed_secret=sealed, is_active=True, created_at=now())
        )
        session.commit()
    click.echo(f"已登记 {name}。密钥：{secret}")
