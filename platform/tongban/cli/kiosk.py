"""Print the address that makes a browser a self-service terminal of a tenant (335 §28)."""

from __future__ import annotations

import click

from tongban.cli.opening import opened
from tongban.database import scoped
from tongban.demo.start import secret_of
from tongban.tenancy.tree import tenant as tenant_row
from tongban.web.kiosk import kiosk_mark


@click.command("kiosk", help="生成自助终端的启用地址：在终端的浏览器里打开一次，此后在那里提交的申请按自助终端收件。")
@click.argument("tenant")
@click.argument("place")
@click.option("--at", "site", default="", help="网站的地址；不写的，用 TONGBAN_PUBLIC_URL。")
def kiosk(tenant: str, place: str, site: str) -> None:
    """Sign the address; an unknown tenant changes nothing."""
    with opened() as house:
        with scoped(tenant):
            tenant_row(house.sessions(), tenant)
        mark = kiosk_mark(secret_of(house.settings), tenant, place)
        click.echo(f"{(site or house.settings.public_url).rstrip('/')}/{tenant}/kiosk/{mark}")
