"""Who may apply in a run: the applicants of the examples, witnesses of the proof, or somebody made up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from tongban.assurance.prove import Witness, witnesses
from tongban.assurance.simulate import Stage, script_to_json
from tongban.assurance.simulate.script import begun
from tongban.assurance.simulate.witnessed import script_of_witness
from tongban.definitions.examples import Example
from tongban.definitions.scope import APPLICANT_LABELS
from tongban.law import CaseOutcome, State
from tongban.web.story import state_of
from tongban.web.studio.bench import Bench
from tongban.web.view_words import day


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class ApplicantView:
    """One applicant on offer. `begin` and `whole` are scripts: only the hand-in, or all that the example tells."""

    name: str
    kind: str
    title: str
    end: str
    tone: str
    facts: str
    begin: str
    whole: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    ways: tuple[Way, ...]
    way: str
    applicants: tuple[ApplicantView, ...]
    lead: str


def choice_view(here: Bench, item: str, stage: Stage, way: str) -> ChoiceView:
    """Offer the applicants of one way to choose."""
    found = here.tried.workspace.examples.get(item, ())
    way = way if way in {"examples", "witnesses"} else "examples" if found else "witnesses"
    if way == "examples":
        applicants = tuple(_of_example(each, here) for each in found)
        lead = _("选一个示例里的申请人：可以从头自己办，也可以看示例的完整过程。")
    else:
        proven = witnesses(stage.definition, stage.calendar)
        applicants = tuple(_of_witness(each, stage) for each in proven if each.valid)
        lead = _("这些申请人由验证自动找到，合起来走遍能走到的每一个字段、材料和环节。")
    return ChoiceView(_ways(item, way), way, applicants, lead)


def _ways(item: str, way: str) -> tuple[Way, ...]:
    named = (("examples", _("示例的申请人")), ("witnesses", _("验证找到的申请人")), ("form", _("自己填一个")))
    return tuple(Way(label, url_for("studio.simulate", item=item, by=name), name == way) for name, label in named)


def _of_example(example: Example, here: Bench) -> ApplicantView:
    mine = replace(example, tenant=here.tenant.id)
    outcome = CaseOutcome(example.expect.outcome) if example.expect.outcome else None
    end, tone = state_of(State(example.expect.state), outcome)
    return ApplicantView(
        name=example.applicant.name,
        kind=_(APPLICANT_LABELS[example.applicant.kind]),
        title=example.title,
        end=end,
        tone=tone,
        facts=_("%(day)s 提交", day=day(example.begin.date())),
        begin=script_to_json(begun(mine)),
        whole=script_to_json(mine) if mine.then else "",
    )


def _of_witness(witness: Witness, stage: Stage) -> ApplicantView:
    script = script_of_witness(witness, stage.definition)
    return ApplicantView(
        name=script.applicant.name,
        kind=_(APPLICANT_LABELS[witness.applicant]),
        title=witness.shows or _("走到 %(count)s 处内容", count=len(witness.reaches)),
        end="",
        tone="",
        facts=_("%(day)s 提交", day=day(witness.on)),
        begin=script_to_json(script),
    )
