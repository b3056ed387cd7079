"""Make the solver's model an applicant that people can read: answers in the written form, then judged by the real form.

What the solver left open is filled from examples and samples. Nothing is believed before `forms.check` has said it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import z3

from tongban import forms
from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.proof import Witness
from tongban.assurance.prove.samples import plain, sample, sample_text
from tongban.assurance.prove.solver import Term
from tongban.assurance.prove.symbols import Parts, Picked, Rows, Single, Symbol, Truth
from tongban.conditions.types import DATE, NUMBER, ChoiceOf
from tongban.definitions.model import Field, Material
from tongban.errors import TongbanError
from tongban.fields import field_types
from tongban.forms import APPLICANT_KIND, Standing, all_fields


@dataclass(frozen=True, slots=True)
class Judged:
    """A witness, where its application stands, and what the form still has against it."""

    witness: Witness
    standing: Standing
    faults: tuple[str, ...]

    @property
    def valid(self) -> bool:
        return not self.faults


class Reader:
    """Read one model."""

    def __init__(self, applicant: SymbolicApplicant, model: Term) -> None:
        self.applicant, self.model = applicant, model
        self.today = date.fromordinal(self._whole(applicant.today))
        self._others: dict[int, int] = {}

    def witness(self) -> Witness:
        """Give the applicant of the model."""
        definition = self.applicant.definition
        kind = self._kind()
        answers = {
            field.id: value
            for field in all_fields(definition)
            if field.id != APPLICANT_KIND and (value := self._answer(field)) is not None
        }
        asked = {each.id for each in definition.situation}
        return Witness(
            applicant=kind,
            situation={key: value for key, value in answers.items() if key in asked},
            answers={key: value for key, value in answers.items() if key not in asked},
            on=self.today,
        )

    def _kind(self) -> str:
        symbol = self.applicant.names[APPLICANT_KIND]
        assert isinstance(symbol, Single)
        text = self.applicant.vocabulary.text(self._whole(symbol.value))
        return text if text in self.applicant.definition.applicants else self.applicant.definition.applicants[0]

    def _answer(self, field: Field) -> object:
        if field.computed is not None or not self._true(self.applicant.given[field.id]):
            return None
        if field.columns:
            return self._rows(field)
        return self._value(field.id, field)

    def _rows(self, field: Field) -> list[dict[str, object]]:
        symbol = self.applicant.domains[field.id].symbol
        assert isinstance(symbol, Rows)
        row: dict[str, object] = {}
        for column in field.columns:
            name = f"{field.id}.{column.id}"
            if column.computed is None and self._true(self.applicant.given[name]):
                value = self._value(name, column)
                row |= {column.id: value} if value is not None else {}
        return [dict(row) for _ in range(self._whole(symbol.size))]

    def _value(self, name: str, field: Field) -> object:
        symbol = self.applicant.domains[name].symbol
        if self._free(symbol):
            return sample(field, self.today)
        match symbol:
            case Truth():
                return self._true(symbol.holds)
            case Picked():
                numbers = (number for number, has in symbol.has.items() if self._true(has))
                return [self.applicant.vocabulary.text(number) for number in numbers]
            case Parts(parts={"begin": Single() as begin, "end": Single() as end}):
                return {"begin": self._day(begin.value), "end": self._day(end.value)}
            case Single():
                return self._single(symbol, field)
        raise AssertionError(f"{name} has a value of no kind that is known")

    def _free(self, symbol: Symbol) -> bool:
        """Tell whether the solver knows no value, because nothing looks at it."""
        match symbol:
            case Single():
                return bool(z3.is_int_value(symbol.value))
            case Truth():
                return bool(z3.is_false(symbol.holds) or z3.is_false(z3.simplify(symbol.holds)))
            case Parts():
                return all(self._free(each) for each in symbol.parts.values())
            case Picked():
                return not symbol.has
        return False

    def _single(self, symbol: Single, field: Field) -> object:
        kind = field_types[field.type].condition_type(field.options)
        if kind == DATE:
            return self._day(symbol.value)
        if kind == NUMBER:
            number: Fraction = self.model.eval(symbol.value, model_completion=True).as_fraction()
            return plain(Decimal(number.numerator) / Decimal(number.denominator))
        whole = self._whole(symbol.value)
        if isinstance(kind, ChoiceOf):
            return self.applicant.vocabulary.text(whole)
        if field.type == "number":
            return whole
        return self._text(whole, symbol, field)

    def _text(self, whole: int, symbol: Single, field: Field) -> object:
        known = self.applicant.vocabulary.text(whole)
        if known is not None:
            return _with_text(field, known, self.today)
        serial = self._others.setdefault(whole, len(self._others))
        if field.type != "text":
            return sample(field, self.today, serial)
        length = self._whole(self.applicant.solver.length(symbol.value))
        return sample_text(field, length, serial, self.today)

    def _day(self, term: Term) -> str:
        return date.fromordinal(self._whole(term)).isoformat()

    def _whole(self, term: Term) -> int:
        return int(self.model.eval(term, model_completion=True).as_long())

    def _true(self, term: Term) -> bool:
        return bool(z3.is_true(self.model.eval(term, model_completion=True)))


def _with_text(field: Field, text: str, today: date) -> object:
    """Write an answer whose text, as conditions read it, is this one."""
    if field.type == "address":
        made = sample(field, today)
        return {"division": text, "detail": made["detail"] if isinstance(made, dict) else "示例路 1 号"}
    return text


def judge(applicant: SymbolicApplicant, witness: Witness) -> Judged:
    """Let the real form engine say where an applicant stands, and hand in all that it demands."""
    definition = applicant.definition
    try:
        answers = forms.written(definition, {**witness.situation, **witness.answers})
    except TongbanError as refused:
        return Judged(witness, forms.stand(definition, {}), (refused.message,))
    answers = {**answers, APPLICANT_KIND: witness.applicant}
    standing = forms.stand(definition, answers)
    handed_in = tuple(each.id for each in demanded(applicant, standing))
    found = forms.check(definition, answers, handed_in, witness.on)
    faults = tuple(f"{each.label or each.at}：{each.message}" for each in found if each.code != "missing_may_follow")
    return Judged(replace(witness, materials=handed_in, valid=not faults), standing, faults)


def demanded(applicant: SymbolicApplicant, standing: Standing) -> tuple[Material, ...]:
    """List the materials that this applicant must bring."""
    return tuple(
        each
        for each in applicant.definition.materials
        if each.source != "government" and standing.holds(each.when) and standing.holds(each.required)
    )
