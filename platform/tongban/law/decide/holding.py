"""In whose hands a task may be: not another's, and nobody's who has an interest of their own (335 §16, §21)."""

from __future__ import annotations

from tongban.definitions.model import Definition
from tongban.law.case import Actor, Case
from tongban.law.refusals import Refused
from tongban.law.roles import STAFF

ASIDE = "335 §21"
HELD = "335 §16"


def impartial(case: Case, person: Actor) -> str:
    """Say why somebody may not act on this case at all; empty where they may (回避)."""
    own = next((each for each in case.recusals if each.person == person.id), None)
    if own is not None:
        return f"{person.name}已经申请回避这件办件（{own.reason.rstrip('。')}），应当由其他工作人员办理。"
    if person.name.strip() == case.applicant.name.strip():  # accounts of staff and applicants are kept apart
        return f"申请人与{person.name}同名，应当回避，由其他工作人员办理。"
    return ""


def require_impartial(case: Case, actor: Actor, *, internal: bool) -> None:
    """Refuse a member of staff who must step aside; what offices do among themselves concerns no person."""
    if actor.role in STAFF and not internal and (why := impartial(case, actor)):
        raise Refused("must_recuse", why, ASIDE)


def require_hold(case: Case, actor: Actor, work: str, name: str) -> None:
    """Refuse who acts on a task that another person, or another desk, holds. Who sits at no desk serves all of them."""
    holding = case.holding(work)
    if holding is None or actor.role == "system":
        return
    if holding.person is not None and holding.person.id != actor.id:
        message = f"{name}已经由{holding.person.name}领办；需要由您办理的，请首席代表接办或者请对方移交。"
        raise Refused("held_by_other", message, HELD)
    if holding.person is None and actor.desk and holding.desk != actor.desk:
        raise Refused("other_desk", f"{name}已经分派给“{holding.desk}”，应当由该窗口的人员领办。", HELD)


def done_before(case: Case, definition: Definition, step_id: str, person: Actor) -> str:
    """Name the step that somebody did and that this one may not share a hand with; empty where there is none (L8)."""
    four_eyes = definition.step(step_id).four_eyes
    done = (each for each in case.steps_done if each.step in four_eyes and each.actor.id == person.id)
    return next((definition.step(each.step).name for each in done), "")
