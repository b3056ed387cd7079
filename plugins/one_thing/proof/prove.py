"""Prove a bundle: no circle, every set that can be chosen can finish, fields agree, and how long it takes at most.

Each thing that does not hold is a finding with a witness: answers that lead there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import networkx as nx

from one_thing.language.model import Bundle
from one_thing.merging.form import Merged
from one_thing.proof.duration import CLOCKS, Duration, duration
from one_thing.proof.situations import Situation, Situations, situations
from tongban.kit.conditions import tell
from tongban.kit.definitions import WorkingCalendar
from tongban.kit.forms import words_of
from tongban.kit.language import APPLICANT_KIND, APPLICANT_LABELS

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that does not hold: where in the bundle, what, and answers that show it."""

    code: str
    where: Path
    message: str
    witness: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was proven of a bundle at one tenant."""

    broken: tuple[Broken, ...]
    sets: Mapping[tuple[str, ...], str]  # parts that can be chosen together → a witness in words
    durations: tuple[tuple[Duration, str], ...]  # the worst on each clock, with its witness
    exact: bool
    seen: int

    @property
    def holds(self) -> bool:
        return not self.broken


def circle_in(bundle: Bundle) -> tuple[str, ...]:
    """Return a circle of parts that wait for one another; empty where there is none."""
    known = {each.id for each in bundle.parts}
    graph = nx.DiGraph((before, each.id) for each in bundle.parts for before in each.waits_for if before in known)
    if nx.is_directed_acyclic_graph(graph):
        return ()
    return tuple(str(before) for before, _ in nx.find_cycle(graph))


def prove(merged: Merged, start: date, calendars: Mapping[str, WorkingCalendar]) -> Proof:
    """Prove everything; a bundle with a circle or without a form is not looked at further."""
    broken = [*_circle(merged.bundle), *_disagreeing(merged)]
    if merged.definition is None:
        broken += [Broken("OT306", ("parts",), f"一张表无法编译：{each.message}") for each in merged.faults]
    if circle_in(merged.bundle) or merged.definition is None:
        return Proof(tuple(broken), {}, (), True, 0)
    found = situations(merged)
    broken += [*_unfinished(merged, found), *_empty(merged, found), *_never(merged, found), *_strangers(merged, found)]
    broken += _not_asked(merged, found)
    sets = {key: witness(merged, each) for key, each in found.by_set.items() if key}
    return Proof(tuple(broken), sets, tuple(_worst(merged, found, start, calendars)), found.exact, found.seen)


def witness(merged: Merged, situation: Situation) -> str:
    """Tell the answers that lead somewhere."""
    words = words_of(merged.form)
    told = []
    for name, value in situation.answers.items():
        label = words.labels.get(name, name)
        said = words.choices.get(name, {}).get(str(value), "是" if value is True else "否" if value is False else value)
        told.append(f"{label}：{said}{words.units.get(name, '')}")
    return "；".join(told)


def _place(bundle: Bundle, part: str) -> Path:
    return ("parts", next(number for number, each in enumerate(bundle.parts) if each.id == part))


def _circle(bundle: Bundle) -> Iterator[Broken]:
    circle = circle_in(bundle)
    if circle:
        told = "→".join((*circle, circle[0]))
        message = f"事项互相等待（{told}），谁也不能开始。"
        yield Broken("OT301", _place(bundle, circle[0]), message, hint="请去掉其中一项的 after 或 takes。")


def _disagreeing(merged: Merged) -> Iterator[Broken]:
    for each in merged.disagreements:
        part = each.parts[0] or (each.parts[1] if len(each.parts) > 1 else merged.bundle.parts[0].id)
        hint = "请统一各事项的规则，或者把这个字段写进 apart 分开填写。"
        yield Broken("OT305", _place(merged.bundle, part), each.message, hint=hint)


def _unfinished(merged: Merged, found: Situations) -> Iterator[Broken]:
    """Find a set in which a part needs what only another one gives that is not chosen."""
    told: set[tuple[str, str]] = set()
    for each in found.every:
        for part in each.parts:
            for takes in part.takes:
                if takes.only and takes.part not in each.key and (part.id, takes.part) not in told:
                    told.add((part.id, takes.part))
                    title, other = merged.taking(part.id).title, _title(merged, takes.part)
                    message = f"“{title}”只能取用“{other}”的结果，但是有的情形选了前者没有选后者，办不下去。"
                    hint = "请让后者的 when 包含前者的 when，或者去掉 only，改由申请人提供。"
                    yield Broken("OT302", _place(merged.bundle, part.id), message, witness(merged, each), hint)


def _title(merged: Merged, part: str) -> str:
    return next((each.title for each in merged.takings if each.part.id == part), part)


def _empty(merged: Merged, found: Situations) -> Iterator[Broken]:
    for each in found.every:
        if not each.parts:
            message = "有的情形一个事项也不办，申请没有意义。"
            yield Broken("OT303", ("questions",), message, witness(merged, each), "请至少让一个事项总是办理。")
            return


def _never(merged: Merged, found: Situations) -> Iterator[Broken]:
    seen = {part for each in found.every for part in each.key}
    for part in merged.bundle.parts:
        if part.id not in seen:
            told = tell(part.when, words_of(merged.form))
            message = f"“{_title(merged, part.id)}”在任何情形下都不会办理（{told}）。"
            yield Broken("OT304", (*_place(merged.bundle, part.id), "when"), message)


def _strangers(merged: Merged, found: Situations) -> Iterator[Broken]:
    """Find a kind of applicant that a chosen item does not serve."""
    told: set[tuple[str, str]] = set()
    for each in found.every:
        kind = str(each.answers.get(APPLICANT_KIND, merged.bundle.applicants[0]))
        for part in each.parts:
            if kind not in merged.taking(part.id).definition.applicants and (kind, part.id) not in told:
                told.add((kind, part.id))
                message = f"“{_title(merged, part.id)}”不面向{APPLICANT_LABELS[kind]}，但是这类申请人会选到它。"
                hint = f'请在 when 里写明 applicant.kind != "{kind}"，或者从 applicants 中去掉。'
                yield Broken("OT307", _place(merged.bundle, part.id), message, witness(merged, each), hint)


def _not_asked(merged: Merged, found: Situations) -> Iterator[Broken]:
    """Find a fact that an item needs and the bundle does not ask in that situation."""
    facts = {each.id for each in merged.groups if each.fact} & {each.id for each in merged.bundle.facts}
    told: set[tuple[str, str]] = set()
    for each in found.every:
        for part in each.parts:
            for own, shared in merged.fields[part.id].items():
                if shared in facts and shared not in each.standing.shown and (part.id, shared) not in told:
                    told.add((part.id, shared))
                    message = f"“{_title(merged, part.id)}”需要“{own}”，但是这一情形下没有询问“{shared}”。"
                    yield Broken("OT308", _place(merged.bundle, part.id), message, witness(merged, each))


def _worst(
    merged: Merged, found: Situations, start: date, calendars: Mapping[str, WorkingCalendar]
) -> Iterator[tuple[Duration, str]]:
    for clock in CLOCKS:
        every = [
            (duration(merged, each.parts, clock, start, calendars), each)
            for each in found.by_set.values()
            if each.parts
        ]
        if every:
            slowest, where = max(every, key=lambda pair: pair[0].end)
            yield slowest, witness(merged, where)


__all__ = ["Broken", "Proof", "circle_in", "prove", "witness"]
