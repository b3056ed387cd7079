"""Tell who had a task, who stepped aside, who signed, and what other departments were asked (335 §16, §21, §24)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _

from tongban.law import Event, How
from tongban.law import events as happened
from tongban.law.roles import NAMES
from tongban.web.story_teller import Sentence, Teller


def assigned(event: happened.TaskAssigned, teller: Teller) -> Sentence | None:
    """Tell colleagues who has a task; to whom an office gives it is nothing to the applicant."""
    if teller.for_applicant or event.how is How.RECUSED:
        return None
    name = teller.work(event.work)
    to = event.person.name if event.person else event.desk
    titles = {
        How.CLAIMED: _("领办%(name)s", name=name),
        How.RELEASED: _("%(name)s退回待领", name=name),
        How.BY_DESK: _("%(name)s分派到%(to)s", name=name, to=to),
        How.BY_TABLE: _("%(name)s按分派规则分派到%(to)s", name=name, to=to),
        How.BY_LOAD: _("%(name)s按工作量分派给%(to)s", name=name, to=to),
        How.TRANSFERRED: _("%(name)s移交%(to)s", name=name, to=to),
        How.TAKEN_OVER: _("接办%(name)s", name=name),
    }
    return titles[event.how], event.reason, ""


def recused(event: happened.Recused, teller: Teller) -> Sentence:
    """Tell the applicant too that somebody stepped aside, without the private reason."""
    return _("申请回避"), teller.inner(event.reason) or _("由其他工作人员办理。"), ""


def countersign_asked(event: happened.CountersignAsked, teller: Teller) -> Sentence | None:
    who = event.person.name if event.person else _(NAMES[event.role])
    title = _("%(step)s请%(who)s会签", step=teller.step(event.step), who=who)
    return None if teller.for_applicant else (title, event.reason, "")


def countersigned(event: happened.Countersigned, teller: Teller) -> Sentence | None:
    title = _("会签%(step)s", step=teller.step(event.step))
    return None if teller.for_applicant else (title, event.opinion, "")


def opinion_asked(event: happened.OpinionAsked, teller: Teller) -> Sentence:
    return _("征求%(name)s的意见", name=event.name), teller.inner(event.question), ""


def opinion_given(event: happened.OpinionGiven, teller: Teller) -> Sentence:
    """Tell the applicant that a department answered; what it said is for the lead to weigh."""
    if event.silent:
        return _("征求的意见逾期没有回复"), _("按规则集，视为没有不同意见。"), ""
    title = _("部门回复：有不同意见") if event.objects else _("部门回复：没有不同意见")
    return (_("部门已经回复意见") if teller.for_applicant else title), teller.inner(event.text), ""


OF_THE_REVIEW: Mapping[type[Event], Callable[[Any, Teller], Sentence | None]] = {
    happened.TaskAssigned: assigned,
    happened.Recused: recused,
    happened.CountersignAsked: countersign_asked,
    happened.Countersigned: countersigned,
    happened.OpinionAsked: opinion_asked,
    happened.OpinionGiven: opinion_given,
}
