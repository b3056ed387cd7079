"""Two ways to run without choosing: straight to the grant, and with nobody doing anything at all."""

from __future__ import annotations

from datetime import date

from tongban.assurance.simulate.clock import days_to_next_deadline
from tongban.assurance.simulate.offers import Offer, offers
from tongban.assurance.simulate.script import MOST_MOVES
from tongban.assurance.simulate.session import Simulation, perform
from tongban.assurance.stock_words import OPINIONS
from tongban.definitions.examples import Deed
from tongban.errors import TongbanError
from tongban.law import Refusal, State

_STRAIGHT = (
    "accept", "give_opinion", "countersign", "start_special_procedure", "end_special_procedure", "record_survey",
    "appoint_survey", "complete_step", "grant", "deliver",
)  # fmt: skip


def straight(simulation: Simulation) -> Simulation:
    """Do what leads to a grant, a working day each; raises TongbanError with what stands in the way."""
    while simulation.case.state is not State.CLOSED and len(simulation.script.then) < MOST_MOVES:
        found = offers(simulation)
        offer = next((each for do in _STRAIGHT for each in found if each.do == do and each.not_yet is None), None)
        if offer is None:
            stopped = next((each.not_yet for each in found if each.not_yet), None)
            raise TongbanError(stopped.message if stopped else "没有可以继续办理的操作。")
        simulation = _done(simulation, _deed(offer, simulation))
    return simulation


def idle(simulation: Simulation) -> Simulation:
    """Let every limit run out with nobody acting, until none runs any more."""
    while (days := days_to_next_deadline(simulation)) is not None and len(simulation.script.then) < MOST_MOVES:
        simulation = _done(simulation, Deed("wait", after=days))
    return simulation


def until(simulation: Simulation, day: date) -> Simulation:
    """Let the clock run to the morning of a day, or of the first working day after it."""
    today = simulation.at.astimezone(simulation.stage.rulebook.timezone).date()
    days = simulation.stage.calendar.working_days_between(today, day)
    return _done(simulation, Deed("wait", after=days)) if days > 0 else simulation


def _deed(offer: Offer, simulation: Simulation) -> Deed:
    method = simulation.stage.definition.delivery[0] if offer.do == "deliver" else ""
    at_once = offer.do == "accept" and simulation.script.channel == "window"  # its limit ends with the day
    words = OPINIONS.get(offer.do, "")
    return Deed(
        offer.do, after=0 if at_once else 1, step=offer.step, opinion=words, method=method, department=offer.department
    )


def _done(simulation: Simulation, deed: Deed) -> Simulation:
    answer = perform(simulation, deed)
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)
    return answer
