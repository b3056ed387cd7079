"""Step through a run at a terminal: what may be done is numbered, the clock is wound, a step can be taken back."""

from __future__ import annotations

import click

from tongban.assurance.simulate import Offer, Simulation, days_to_next_deadline, offers, perform, run, undone
from tongban.assurance.simulate.offers import trial
from tongban.assurance.simulate.telling import deed_name, state_name, tell_happening
from tongban.assurance.stock_words import OBJECTION, OPINIONS, REASONS
from tongban.definitions.examples import Deed
from tongban.law import Refusal, applicable, wanting
from tongban.law.notice_values import METHODS
from tongban.law.roles import STAFF

_WAIT, _NEXT, _BACK, _END = "w", "d", "u", "q"


def step_through(simulation: Simulation) -> Simulation:
    """Ask what to do until the person has seen enough."""
    _tell_last(simulation)
    while True:
        found = [each for each in offers(simulation) if each.not_yet is None]
        choice = _ask(simulation, found)
        if choice == _END:
            return simulation
        if choice == _BACK:
            simulation = run(simulation.stage, undone(simulation.script))
            _tell_last(simulation)
            continue
        deed = _deed(choice, found, simulation)
        if deed is None:
            continue
        answer = perform(simulation, deed)
        if isinstance(answer, Refusal):
            click.echo(f"  不能这样办：{answer.message}")
            continue
        simulation = answer
        _tell_last(simulation)


def _tell_last(simulation: Simulation) -> None:
    for line in tell_happening(simulation.happenings[-1], simulation):
        click.echo(line)


def _ask(simulation: Simulation, found: list[Offer]) -> str:
    click.echo(f"-- {state_name(simulation)} --")
    for each in offers(simulation):
        if each.not_yet is not None:
            click.echo(
                f"     还不能{deed_name(each.do, each.step, simulation.stage.definition)}：{each.not_yet.message}"
            )
    for number, each in enumerate(found, start=1):
        click.echo(f"  {number}. {deed_name(each.do, each.step, simulation.stage.definition)}")
    days = days_to_next_deadline(simulation)
    more = [f"{_WAIT} 过几个工作日", *([f"{_NEXT} 走到下一个期限之后（{days} 个工作日）"] if days else [])]
    click.echo("  " + "，".join([*more, f"{_BACK} 退回一步", f"{_END} 结束"]))
    allowed = [*(str(number) for number in range(1, len(found) + 1)), _WAIT, *([_NEXT] if days else []), _BACK, _END]
    return str(click.prompt("请选择", type=click.Choice(allowed), show_choices=False))


def _deed(choice: str, found: list[Offer], simulation: Simulation) -> Deed | None:
    if choice == _WAIT:
        return Deed("wait", after=click.prompt("工作日", type=click.IntRange(1, 250), default=1))
    if choice == _NEXT:
        days = days_to_next_deadline(simulation)
        return Deed("wait", after=days) if days else None
    return _told(found[int(choice) - 1], simulation)


def _told(offer: Offer, simulation: Simulation) -> Deed:
    """Ask for the words that a deed needs."""
    case, definition = simulation.case, simulation.stage.definition
    match offer.do:
        case "request_supplement":
            named = [each.id for each in wanting(case, definition)] or list(trial(offer, simulation).missing)
            return Deed(offer.do, missing={each: _words(applicable.name_of(definition, each), "") for each in named})
        case "supply":
            return _supply(simulation)
        case "return_step":
            done = [each.step for each in case.steps_done]
            return Deed(
                offer.do,
                step=click.prompt("退回到", type=click.Choice(done)),
                reasons=_words("理由", REASONS[offer.do]),
            )
        case "ask_countersign" | "ask_opinion" | "give_opinion":
            return _beside(offer, simulation)
        case "deliver":
            ways = [each for each in definition.delivery if each in METHODS]
            return Deed(offer.do, method=click.prompt("送达方式", type=click.Choice(ways), default=ways[0]))
    return _in_words(offer)


def _beside(offer: Offer, simulation: Simulation) -> Deed:
    """Ask who signs, whose opinion is asked, or what it is."""
    if offer.do == "ask_countersign":
        role = click.prompt("请谁会签", type=click.Choice(sorted(STAFF)))
        return Deed(offer.do, step=offer.step, role=role, reasons=_words("会签的内容", REASONS[offer.do]))
    if offer.do == "ask_opinion":
        whose = _words("征求哪个部门的意见", simulation.stage.definition.step(offer.step).department)
        return Deed(offer.do, step=offer.step, department=whose, reasons=_words("内容", REASONS[offer.do]))
    found = click.prompt("意见", type=click.Choice(["agrees", "objects"]), default="agrees")
    words = _words("意见的内容", OPINIONS[offer.do] if found == "agrees" else OBJECTION)
    return Deed(offer.do, step=offer.step, department=offer.department, found=found, opinion=words)


def _in_words(offer: Offer) -> Deed:
    if offer.do in {"accept", "start_special_procedure"}:
        return Deed(offer.do, step=offer.step)
    if offer.do in {"decline", "refuse", "withdraw"}:
        return Deed(offer.do, reasons=_words("理由", REASONS[offer.do]))
    role = offer.role if offer.do == "countersign" else ""
    return Deed(offer.do, step=offer.step, role=role, opinion=_words("意见", OPINIONS.get(offer.do, "")))


def _supply(simulation: Simulation) -> Deed:
    """Hand in all that the one-time notice still waits for; fields as they were, for here nobody fills in a form."""
    case, definition = simulation.case, simulation.stage.definition
    notice = case.supplement
    named = [each.id for each in notice.deficiencies if each.id not in notice.supplied] if notice else []
    materials = {each.id for each in definition.materials}
    answers = {each: case.answers.get(each) for each in named if each not in materials}
    return Deed("supply", materials=tuple(each for each in named if each in materials), answers=answers)


def _words(asked: str, default: str) -> str:
    return str(click.prompt(asked, default=default or None))
