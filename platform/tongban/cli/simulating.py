"""`tongban simulate`: try an item out on a virtual calendar, printed at once or step by step (C7)."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from tongban.assurance import stage_of
from tongban.assurance.prove import witnesses
from tongban.assurance.simulate import Simulation, Stage, record, run, undone
from tongban.assurance.simulate.autopilot import idle, straight, until
from tongban.assurance.simulate.script import begun
from tongban.assurance.simulate.telling import tell
from tongban.assurance.simulate.witnessed import script_of_witness
from tongban.cli.stages import stage_at, workspace_here
from tongban.cli.stepping import step_through
from tongban.definitions import Workspace
from tongban.definitions.examples import Example
from tongban.errors import NotFound, TongbanError


@click.command(help="在虚拟日历上试办一个事项：看每一份文书、每一个期限和每一个环节。")
@click.argument("item")
@click.option("--tenant", default="", help="租户编号；不写时取示例的租户或者第一个承接的租户。")
@click.option("--example", "name", default="", help="用哪个示例的申请人，写文件名（不带 .yaml）。")
@click.option("--witness", type=int, default=None, help="用验证得到的第几个申请人（从 1 数起）。")
@click.option("--to", default="", help="granted：一路办到准予；lapsed：无人办理，直到期限走完；或者日期 2026-10-12。")
@click.option("--record", "target", type=click.Path(path_type=Path, dir_okay=False), help="把这次试办写成示例文件。")
@click.option("--title", default="", help="示例的标题。")
def simulate(item: str, tenant: str, name: str, witness: int | None, to: str, target: Path | None, title: str) -> None:
    """Print a run; step through it where a terminal is there and nothing says how far to go."""
    if name and witness is not None:
        raise TongbanError("--example 和 --witness 只能写一个。")
    stage, script = _chosen(item, tenant, name, witness)
    simulation = _played(stage, script, to)
    if not to and sys.stdin.isatty():
        simulation = step_through(run(stage, begun(script)))
    else:
        _print(simulation)
    if target is not None:
        target.write_text(record(simulation, title or f"试办：{script.title}"), "utf-8")
        click.echo(f"已写入 {target}。")


def _played(stage: Stage, script: Example, to: str) -> Simulation:
    if not to:
        return run(stage, script)
    start = run(stage, begun(script))
    if to == "granted":
        return straight(start)
    return idle(start) if to == "lapsed" else _until(stage, script, _day(to))


def _until(stage: Stage, script: Example, day: date) -> Simulation:
    """Play what the script has up to a day, then let the clock run to it."""
    simulation = run(stage, script)
    while simulation.script.then and simulation.at.astimezone(stage.rulebook.timezone).date() > day:
        simulation = run(stage, undone(simulation.script))
    return until(simulation, day)


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise TongbanError(f"--to 应写 granted、lapsed 或者 2026-10-12 这样的日期，不能写“{text}”。") from None


def _print(simulation: Simulation) -> None:
    for line in tell(simulation):
        click.echo(line)
    if simulation.refused is not None:
        article = f"（{simulation.refused.article}）" if simulation.refused.article else ""
        click.echo(f"下一步被拒绝：{simulation.refused.message}{article}")
        sys.exit(1)


def _chosen(item: str, tenant: str, name: str, witness: int | None) -> tuple[Stage, Example]:
    sources, workspace = workspace_here()
    if item not in workspace.items:
        raise NotFound(f"没有可用的事项“{item}”。")
    if witness is None:
        example = _example(workspace, item, name)
        return stage_at(sources, workspace, item, tenant or stage_of(workspace, example)), example
    claimants = workspace.claimants(item)
    if not claimants:
        raise NotFound(f"事项“{item}”还没有租户认领，无处可试办。")
    stage = stage_at(sources, workspace, item, tenant or claimants[0])
    found = witnesses(stage.definition, stage.calendar)
    if not 1 <= witness <= len(found):
        raise NotFound(f"验证得到 {len(found)} 个申请人，没有第 {witness} 个。")
    return stage, script_of_witness(found[witness - 1], stage.definition)


def _example(workspace: Workspace, item: str, name: str) -> Example:
    found = workspace.examples.get(item, ())
    if not found:
        raise NotFound(f"事项“{item}”没有示例，请用 --witness 选一个验证得到的申请人。")
    for each in found:
        if name in {"", each.name}:
            return each
    raise NotFound(f"事项“{item}”没有名为“{name}”的示例。可用的示例：{'、'.join(each.name for each in found)}。")
