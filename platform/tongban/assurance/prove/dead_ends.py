"""Claim: in every situation that can be answered there is an application that can be made rightly.

What a single check refuses by the answers alone is no dead end: that is how a definition sends people elsewhere, and
the check's message tells them where. Every other situation without a valid application is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import z3

from tongban.assurance.prove.codes import Cause, Findings
from tongban.assurance.prove.reach import Examination, deliberate
from tongban.assurance.prove.rules import Kind
from tongban.assurance.prove.solver import Reply, Term
from tongban.assurance.prove.symbols import Single
from tongban.definitions.model import Field
from tongban.fields.types.choice import ChoiceOptions
from tongban.forms import APPLICANT_KIND, SITUATION, all_sections

MOST_SITUATIONS = 300


class Situations:
    """The guided questions, and each of their answers as a rule that can be named."""

    def __init__(self, exam: Examination) -> None:
        self.exam, self.applicant = exam, exam.applicant
        sections = all_sections(self.applicant.definition)
        self.questions = tuple(each for section in sections if section.id == SITUATION for each in section.fields)
        self.said: dict[str, tuple[Field, str | None]] = {}
        self.terms: dict[str, Term] = {}
        for question in self.questions:
            for key, value, term in self._answers(question):
                self.applicant.solver.rule(key, term)
                self.said[key], self.terms[key] = (question, value), term
        asked = {each.id for each in self.questions}
        self.rules = tuple(
            key for key, rule in self.applicant.rules.items() if rule.kind is Kind.WHEN and rule.of in asked
        )
        self.blocked: list[Term] = []

    def _answers(self, question: Field) -> Iterator[tuple[str, str | None, Term]]:
        symbol, given = self.applicant.domains[question.id].symbol, self.applicant.given[question.id]
        assert isinstance(symbol, Single)
        assert isinstance(question.options, ChoiceOptions)
        for offer in question.options.choices:
            number = self.applicant.vocabulary.number(offer.value)
            yield f"answer {question.id}={offer.value}", offer.value, z3.And(given, symbol.value == number)
        yield f"answer {question.id}", None, z3.Not(self.applicant.shown[question.id])

    def next(self) -> tuple[str, ...] | None:
        """Give a situation that has not been looked at: every question that is shown is answered."""
        answered = [z3.Implies(self.applicant.shown[each.id], self.applicant.given[each.id]) for each in self.questions]
        reply = self.applicant.solver.show(self.rules, *answered, *self.blocked)
        return self._read(reply) if reply.yes else None

    def _read(self, reply: Reply) -> tuple[str, ...]:
        return tuple(
            key for key, term in self.terms.items() if z3.is_true(reply.model.eval(term, model_completion=True))
        )

    def block(self, keys: tuple[str, ...]) -> None:
        """Leave out every situation that has all these answers."""
        self.blocked.append(z3.Not(self.applicant.solver.every(self.terms[each] for each in keys)))

    def tell(self, keys: tuple[str, ...]) -> str:
        """Tell the answers of a situation in words."""
        told = [self._one(*self.said[each]) for each in keys if self.said[each][1] is not None]
        return "、".join(told) or "任何情形"

    def _one(self, question: Field, value: str | None) -> str:
        assert isinstance(question.options, ChoiceOptions)
        return f"“{question.label}”选“{question.options.label(value or '')}”"

    def path(self, keys: tuple[str, ...]) -> tuple[str | int, ...]:
        """Say where the first of these questions is written."""
        ids = [self.said[each][0].id for each in keys if self.said[each][1] is not None]
        asked = [each.id for each in self.applicant.definition.situation]
        first = next((each for each in ids if each in asked), None)
        return (
            ("applicants",) if ids and ids[0] == APPLICANT_KIND else ("situation", asked.index(first)) if first else ()
        )


def prove_satisfiable(exam: Examination, findings: Findings) -> int:
    """Walk all situations; return how many were walked."""
    situations = Situations(exam)
    for number in count():
        keys = situations.next()
        if keys is None or number >= MOST_SITUATIONS:
            if keys is not None:
                exam.unsettled.append(f"前 {MOST_SITUATIONS} 种以外的办理情形")
            return number
        reply = exam.applicant.solver.ask((*exam.valid(), *keys))
        if reply.no:
            situations.block(_dead_end(exam, situations, keys, reply, findings))
        else:
            situations.block(keys)
            if not reply.yes:
                exam.unsettled.append(f"办理情形（{situations.tell(keys)}）")
    return 0


def _dead_end(
    exam: Examination, situations: Situations, keys: tuple[str, ...], reply: Reply, findings: Findings
) -> tuple[str, ...]:
    """Tell of a situation that leads nowhere, unless a check is there to refuse it; return what to leave out next."""
    core = exam.applicant.solver.least_core(reply.core)
    answers = tuple(each for each in core if each in situations.terms)
    rules = tuple(each for each in core if each in exam.applicant.rules)
    told = situations.tell(answers)
    if (check := deliberate(exam, rules)) is not None:
        if not any(each.endswith(check) for each in exam.excluded.values()):
            exam.excluded[" ".join(answers)] = f"{told}的不能申请：{check}"
    elif len(answers) != 1 or not _told_already(answers[0], findings, situations):
        goals = [situations.terms[each] for each in answers]
        witness = exam.refused(rules, *goals, shows=f"{told}，填写完整也不能提交")
        message = f"{told}的，没有能够通过的申请。{exam.teller.excluding(rules)}"
        cause = Cause(rules, tuple(goals), lost=f"{told}的情形")
        findings.add("TB302", situations.path(answers), message, witness=witness, cause=cause)
    return answers or keys


def _told_already(answer: str, findings: Findings, situations: Situations) -> bool:
    told = situations.tell((answer,))
    return any(each.finding.code == "TB303" and each.finding.message.startswith(told) for each in findings.listed)
