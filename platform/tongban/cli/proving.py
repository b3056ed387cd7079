"""Prove an item by command: what is certain of it, what is not, and who would meet a fault."""

from __future__ import annotations

import sys

import click

from tongban.assurance.prove import prove as prove_definition
from tongban.assurance.prove.house import examples_at
from tongban.assurance.prove.show import as_json, as_text
from tongban.cli.opening import opened
from tongban.cli.stages import calendar_of, workspace_here
from tongban.definitions import compile_resolved
from tongban.errors import NotFound, TongbanError
from tongban.tenancy.accounts import people_by_role


@click.command(help="证明事项定义没有死路、矛盾和超时的路径；证明不成立时退出码为 1。")
@click.argument("item")
@click.option("--tenant", default="", help="租户编号；不写时取第一个认领的租户。")
@click.option("--staff", "by_staff", is_flag=True, help="按数据库里的人员核对岗位，需要已建立的数据库。")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="报告格式。")
def prove(item: str, tenant: str, by_staff: bool, form: str) -> None:
    """Prove one item at one claimant and print what came of it."""
    sources, workspace = workspace_here()
    if item not in workspace.items:
        raise NotFound(f"没有可用的事项“{item}”。")
    claimants = workspace.claimants(item)
    where = tenant or (claimants[0] if claimants else "")
    if where not in claimants:
        raise NotFound(f"租户“{tenant}”没有认领事项“{item}”。" if tenant else f"事项“{item}”还没有租户认领。")
    resolved, rulebook = workspace.resolve(item, where), workspace.rulebook(where)
    if rulebook is None:
        raise TongbanError(f"租户“{where}”的最上级没有规则集，请写入 rulebook.yaml。")
    definition = compile_resolved(resolved.data)
    calendar = calendar_of(sources, workspace, where)
    staffing = _staffing(where) if by_staff else None
    examples = examples_at(workspace, item, where)
    proof = prove_definition(
        definition, rulebook, calendar, staffing=staffing, origins=resolved.origin, examples=examples
    )
    click.echo(as_json(proof) if form == "json" else as_text(proof, definition), nl=False)
    if not proof.holds:
        sys.exit(1)


def _staffing(tenant: str) -> dict[str, int]:
    with opened() as house:
        return people_by_role(house.sessions(), tenant)
