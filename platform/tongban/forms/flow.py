"""The process as a chart: what follows what, in layers, from the definition and the situation told (F5; 335 §14).

Layers go from top to bottom. Steps of one layer go on side by side and meet again before the next. The words of the
fixed places (收件, 补正 …) are given, so that the same chart is drawn in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tongban.definitions.model import Span, StepGroup
from tongban.definitions.spans import tell_span
from tongban.forms.guide import GuideView, StepView

START, INTAKE, CHECK, SUPPLEMENT, ACCEPTED, DECLINED = "start", "intake", "check", "supplement", "accepted", "declined"
GRANTED, REFUSED, DELIVERY = "granted", "refused", "delivery"


def in_chinese(span: Span) -> str:
    return tell_span({str(span.unit): span.amount})


@dataclass(frozen=True, slots=True)
class FlowWords:
    """What the chart says of itself; names of steps and conditions are the item's own."""

    start: str = "提交申请"
    intake: str = "收件"
    check: str = "受理审查"
    supplement: str = "补正"
    accepted: str = "受理"
    declined: str = "不予受理"
    granted: str = "准予"
    refused: str = "不予"
    delivery: str = "送达"
    incomplete: str = "材料不齐"
    complete: str = "符合条件"
    unfit: str = "条件不符"
    special: str = "特殊程序"
    otherwise: str = "否则"
    within: str = "{span}内"
    at_most: str = "最长{span}"
    when: str = "{condition}时"
    together: str = "{name}（同时进行）"
    joint: str = "{name}（联合进行，一次办完）"
    span: Callable[[Span], str] = in_chinese


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One place of the chart. `kind`: end, work, check, side, special, decision."""

    id: str
    kind: str
    name: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """One way on; `label` says when it is taken."""

    start: str
    end: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FlowLayer:
    """Places of one height. `title`: of a group whose steps go on at the same time."""

    nodes: tuple[FlowNode, ...]
    title: str = ""
    together: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    layers: tuple[FlowLayer, ...]
    edges: tuple[FlowEdge, ...]
    words: FlowWords = field(default_factory=FlowWords)

    @property
    def nodes(self) -> tuple[FlowNode, ...]:
        return tuple(each for layer in self.layers for each in layer.nodes)


def flow_of(view: GuideView, words: FlowWords | None = None) -> Flow:
    """Draw up the chart of a guide; steps that the situation rules out are not in it."""
    said = words or FlowWords()
    opening = (
        FlowLayer((FlowNode(START, "end", said.start),)),
        FlowLayer((FlowNode(INTAKE, "work", said.intake),)),
        FlowLayer((FlowNode(CHECK, "check", said.check),)),
        FlowLayer(
            (
                FlowNode(SUPPLEMENT, "side", said.supplement),
                FlowNode(ACCEPTED, "work", said.accepted),
                FlowNode(DECLINED, "side", said.declined),
            )
        ),
    )
    edges = [
        FlowEdge(START, INTAKE),
        FlowEdge(INTAKE, CHECK),
        FlowEdge(CHECK, SUPPLEMENT, said.incomplete),
        FlowEdge(CHECK, ACCEPTED, said.complete),
        FlowEdge(CHECK, DECLINED, said.unfit),
        FlowEdge(SUPPLEMENT, CHECK),
    ]
    stages = tuple(_stages(view.steps))
    layers = tuple(_layer(each, said) for each in stages)
    edges += _ways(stages, said)
    results = tuple(dict.fromkeys(each.outcome.name for each in view.results))
    closing = (
        FlowLayer((FlowNode(GRANTED, "side", said.granted, results), FlowNode(REFUSED, "side", said.refused))),
        FlowLayer((FlowNode(DELIVERY, "end", said.delivery),)),
    )
    return Flow((*opening, *layers, *closing), (*edges, *_outcomes(stages)), said)


def _stages(views: tuple[StepView, ...]) -> Iterator[tuple[StepView, ...]]:
    """Give what goes on at one time: a step, or all steps of a group."""
    done: set[str] = set()
    for each in views:
        if each.group is None:
            yield (each,)
        elif each.group.id not in done:
            done.add(each.group.id)
            yield tuple(other for other in views if other.group == each.group)


def _layer(stage: tuple[StepView, ...], words: FlowWords) -> FlowLayer:
    group: StepGroup | None = stage[0].group
    together = group is not None and len(stage) > 1
    nodes = tuple(_node(each, words, within=together) for each in stage)
    if group is None or not together:
        return FlowLayer(nodes)
    told = words.joint if group.joint else words.together
    return FlowLayer(nodes, told.format(name=group.name), together=True)


def _node(view: StepView, words: FlowWords, *, within: bool) -> FlowNode:
    """Make the place of a step; within a group its condition stands in it, for all its ways go side by side."""
    step = view.step
    kind = "special" if step.special_procedure else "decision" if step.decides else "work"
    notes = [words.when.format(condition=view.condition)] if within and view.condition else []
    notes += [each for each in (step.department or step.office,) if each]
    if step.within:
        notes.append(words.within.format(span=words.span(step.within)))
    if step.special_procedure:
        notes.append(f"{words.special} · {words.at_most.format(span=words.span(step.special_procedure.maximum))}")
    return FlowNode(f"step-{step.id}", kind, step.name, tuple(notes))


def _ways(stages: tuple[tuple[StepView, ...], ...], words: FlowWords) -> Iterator[FlowEdge]:
    """Lead from acceptance through the stages; a step with a condition can be passed by."""
    before: list[tuple[str, str]] = [(ACCEPTED, "")]
    for stage in stages:
        alone = stage[0] if len(stage) == 1 else None
        condition = words.when.format(condition=alone.condition) if alone and alone.condition else ""
        names = [f"step-{each.step.id}" for each in stage]
        for start, label in before:
            yield from (FlowEdge(start, each, condition or label) for each in names)
        passed = [(start, words.otherwise) for start, _label in before] if condition else []
        before = [(each, "") for each in names] + passed


def _outcomes(stages: tuple[tuple[StepView, ...], ...]) -> Iterator[FlowEdge]:
    last = [f"step-{each.step.id}" for each in stages[-1]] if stages else [ACCEPTED]
    for each in last:
        yield FlowEdge(each, GRANTED)
        yield FlowEdge(each, REFUSED)
    yield FlowEdge(GRANTED, DELIVERY)
    yield FlowEdge(REFUSED, DELIVERY)
