"""Claim: every field, answer, material, step and result concerns somebody who can apply rightly."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice

from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.codes import Cause, Findings
from tongban.assurance.prove.concrete import Judged, Reader, judge
from tongban.assurance.prove.elements import Element, elements_of
from tongban.assurance.prove.preferences import Preferences
from tongban.assurance.prove.proof import Witness
from tongban.assurance.prove.rules import Kind
from tongban.assurance.prove.solver import Reply, Term
from tongban.assurance.prove.told import Teller
from tongban.conditions import ALWAYS
from tongban.forms import Standing

#: elements that one applicant is asked to meet besides the one that is looked for; where there are very many, none
AT_ONCE = 12
VERY_MANY = 200


@dataclass(slots=True)
class Examination:
    """One definition under examination: the symbolic applicant, and the real ones found so far."""

    applicant: SymbolicApplicant
    today: date
    teller: Teller = field(init=False)
    elements: tuple[Element, ...] = field(init=False)
    wishes: Preferences = field(init=False)
    found: list[Judged] = field(default_factory=list)
    covered: set[str] = field(default_factory=set)
    excluded: dict[str, str] = field(default_factory=dict)  # key of an answer → why nobody may give it
    unsettled: list[str] = field(default_factory=list)  # titles of what the solver left open

    def __post_init__(self) -> None:
        self.teller = Teller(self.applicant)
        self.wishes = Preferences(self.applicant, self.today)
        self.elements = elements_of(self.applicant)
        for each in self.elements:
            self.applicant.solver.rule(f"wish {each.key}", each.when)

    def valid(self) -> tuple[str, ...]:
        """Name the rules of a valid application."""
        return self.applicant.all_rules()

    def unchecked(self) -> tuple[str, ...]:
        """Name the rules of an application that is complete, before the checks are held against it."""
        return self.applicant.all_rules(Kind.CHECK)

    def person(self, rules: tuple[str, ...], *goals: Term, shows: str = "") -> Judged | None:
        """Make the goals a person whom the real form engine has judged; None where there is no such person."""
        reply = self.wishes.ask(rules, *goals)
        return self.judged(reply, shows) if reply.yes else None

    def refused(self, core: Iterable[str], *goals: Term, shows: str = "") -> Witness | None:
        """Find somebody who breaks only the checks of a core; where there is nobody, any check."""
        broken = {key for key in core if key in self.applicant.rules and self.applicant.rules[key].kind is Kind.CHECK}
        others = tuple(key for key in self.valid() if key not in broken)
        draft = self.person(others, *goals, shows=shows) or self.person(self.unchecked(), *goals, shows=shows)
        return draft.witness if draft is not None and not draft.valid else None

    def judged(self, reply: Reply, shows: str) -> Judged:
        """Make the model of an answer a person, and let the real form engine judge them."""
        judged = judge(self.applicant, Reader(self.applicant, reply.model).witness())
        witness = replace(judged.witness, shows=shows, reaches=self.reached(judged.standing))
        return replace(judged, witness=witness)

    def reached(self, standing: Standing) -> tuple[str, ...]:
        return tuple(each.key for each in self.elements if each.reached(standing))

    def keep(self, judged: Judged) -> None:
        """Keep a valid applicant, with all that concerns them."""
        self.found.append(judged)
        self.covered |= set(judged.witness.reaches)


def prove_reachable(exam: Examination, findings: Findings) -> None:
    """Look for an applicant for each element; one applicant often does for many."""
    hardest = _hardest_first(exam.elements)
    for place, element in enumerate(hardest):
        if element.key not in exam.covered:
            others = (each.key for each in hardest[place + 1 :] if each.key not in exam.covered)
            also = tuple(f"wish {key}" for key in islice(others, AT_ONCE if len(hardest) < VERY_MANY else 0))
            _reach(exam, element, also, findings)


def _hardest_first(elements: Iterable[Element]) -> list[Element]:
    """Begin with what has conditions: whoever it concerns meets much of the rest as well."""
    return sorted(elements, key=lambda each: each.condition is None or each.condition == ALWAYS)


def _reach(exam: Examination, element: Element, also: tuple[str, ...], findings: Findings) -> None:
    reply = exam.wishes.ask(exam.valid(), element.when, also=also)
    if reply.no:
        _nobody(exam, element, exam.applicant.solver.least_core(reply.core, element.when), findings)
        return
    judged = exam.judged(reply, element.title) if reply.yes else None
    if judged is not None and judged.valid and element.key in judged.witness.reaches:
        exam.keep(judged)
    else:
        exam.unsettled.append(element.title)


def _nobody(exam: Examination, element: Element, core: tuple[str, ...], findings: Findings) -> None:
    if element.refusable and (check := deliberate(exam, core)) is not None:
        exam.excluded[element.key] = f"{element.title}的不能申请：{check}"
        return
    cause = Cause(_with_condition(element, core), (element.when,), element.key, element.title, _telling(exam, element))
    shows = f"{element.title}，填写完整也不能提交"
    witness = exam.refused(core, element.when, shows=shows) if element.answer else None
    code = "TB303" if element.answer else "TB301"
    findings.add(code, element.where, _telling(exam, element)(core), witness=witness, cause=cause)


def _with_condition(element: Element, core: tuple[str, ...]) -> tuple[str, ...]:
    """Add to a core the condition of what is no part of the form; a field's own is a rule already."""
    own = element.condition
    if own is None or own == ALWAYS or element.key.startswith("field:"):
        return core
    return (*core, f"condition {own.text}")


def _telling(exam: Examination, element: Element) -> Callable[[tuple[str, ...]], str]:
    def told(core: tuple[str, ...]) -> str:
        because = exam.teller.excluding(key for key in core if key in exam.applicant.rules)
        if element.answer:
            return f"{element.title}以后，没有能够通过的申请。{because}"
        when = exam.teller.condition(element.condition) if element.condition is not None else ""
        asked = f"（条件：{when}）" if element.condition is not None and element.condition != ALWAYS else ""
        return f"{element.title}{asked}没有申请人用得到。{because}"

    return told


def deliberate(exam: Examination, core: Iterable[str]) -> str | None:
    """Tell the check that alone refuses an answer: that is what a check of answers is written for."""
    rules = [exam.applicant.rules[key] for key in core if key in exam.applicant.rules]
    checks = [each for each in rules if each.kind is Kind.CHECK]
    others = [each for each in rules if each.kind not in (Kind.CHECK, Kind.WHEN, Kind.SECTION, Kind.TABLE)]
    if len(checks) != 1 or others or not _looked_at(exam, checks[0].condition.names()) <= _answers(exam):
        return None
    return checks[0].said


def _looked_at(exam: Examination, names: frozenset[str]) -> frozenset[str]:
    """Give the answers behind names: a decision table's are its inputs, and those of tables that it builds on."""
    tables = {each.id: frozenset(each.over) | each.when.names() for each in exam.applicant.definition.tables}
    while behind := names & tables.keys():
        names = (names - behind).union(*(tables[each] - {each} for each in behind))
    return names


def _answers(exam: Examination) -> frozenset[str]:
    return frozenset(each.key.split(":", 1)[1].rsplit("=", 1)[0] for each in exam.elements if each.answer)
