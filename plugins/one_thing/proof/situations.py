"""Go through every situation that makes a difference to a bundle, each with answers that lead there.

Conditions of parts compare an answer with what is written; so a number makes a difference only at those numbers and
between them, and one answer of each stretch stands for all of it. `exact` says whether that is all there is: a
condition that reckons with several answers is only sampled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, product
from typing import Any

from one_thing.language.model import Bundle, Part
from one_thing.merging.form import Merged
from one_thing.merging.splitting import chosen
from tongban.kit.conditions import Arithmetic, Comparison, Constant, Expression, Membership, Name, Node, walk
from tongban.kit.forms import Answers, Standing, stand
from tongban.kit.language import APPLICANT_KIND, ChoiceOptions, Field, MultiChoiceOptions, NumberOptions

MOST = 20_000  # situations that are gone through


@dataclass(frozen=True, slots=True)
class Situation:
    """Answers, where they stand, and which parts they choose."""

    answers: Answers
    standing: Standing
    parts: tuple[Part, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(each.id for each in self.parts)


@dataclass(frozen=True, slots=True)
class Situations:
    """One situation for every set of parts that can be chosen, and whether really all were seen."""

    every: tuple[Situation, ...]
    seen: int
    exact: bool

    @property
    def by_set(self) -> Mapping[tuple[str, ...], Situation]:
        found: dict[tuple[str, ...], Situation] = {}
        for each in self.every:
            found.setdefault(each.key, each)
        return found


def situations(merged: Merged) -> Situations:
    """Find the situations; of two that choose the same parts for the same kind of applicant the first is kept."""
    bundle = merged.bundle
    conditions = [each.when for each in bundle.parts] + [each.when for each in bundle.questions]
    domains = dict(_domains(bundle, conditions))
    found: dict[tuple[object, ...], Situation] = {}
    seen = 0
    for answers in islice(_combinations(domains), MOST):
        standing = stand(merged.form, answers)
        if not _complete(domains, standing):
            continue
        seen += 1
        one = Situation(dict(standing.answers), standing, chosen(merged, answers, standing))
        found.setdefault((answers.get(APPLICANT_KIND), one.key), one)
    total = 1
    for each in domains.values():
        total *= len(each)
    return Situations(tuple(found.values()), seen, total <= MOST and not any(_reckons(each) for each in conditions))


def _combinations(domains: Mapping[str, tuple[object, ...]]) -> Iterator[dict[str, object]]:
    for values in product(*domains.values()):
        yield dict(zip(domains, values, strict=True))


def _complete(domains: Mapping[str, tuple[object, ...]], standing: Standing) -> bool:
    """Tell whether what is shown is answered: a choice that is no longer offered in a situation falls away."""
    return all(name in standing.answers for name in domains if name in standing.shown)


def _domains(bundle: Bundle, conditions: list[Expression]) -> Iterator[tuple[str, tuple[object, ...]]]:
    used = {name for each in conditions for name in each.names()}
    used |= {name for table in bundle.tables for name in table.over}
    yield APPLICANT_KIND, bundle.applicants
    for question in bundle.questions:
        if question.id in used:
            yield question.id, tuple(each.value for each in question.choices)
    rows = [row.when for table in bundle.tables for row in table.rows]
    for fact in bundle.facts:
        if fact.id in used:
            yield fact.id, _values(fact, [*conditions, *rows])


def _values(fact: Field, conditions: list[Expression]) -> tuple[object, ...]:
    options: Any = fact.options
    if fact.type in ("yes_no", "declaration"):
        return (True, False)
    if isinstance(options, ChoiceOptions):
        return tuple(each.value for each in options.choices)
    if isinstance(options, MultiChoiceOptions):
        return tuple((each.value,) for each in options.choices)
    if fact.type in ("number", "money"):
        return _numbers(fact, conditions)
    return tuple(dict.fromkeys(each for each in _constants(fact.id, conditions) if isinstance(each, str))) or ("示例",)


def _numbers(fact: Field, conditions: list[Expression]) -> tuple[object, ...]:
    options: Any = fact.options
    decimals = options.decimals if isinstance(options, NumberOptions) else 2
    step = Decimal(1).scaleb(-decimals)
    turning = [Decimal(str(each)) for each in _constants(fact.id, conditions) if not isinstance(each, str | bool)]
    points = sorted({one for each in turning for one in (each - step, each, each + step)} or {Decimal(1)})
    low = Decimal(str(options.min)) if options.min is not None else None
    high = Decimal(str(options.max)) if options.max is not None else None
    inside = [each for each in points if (low is None or each >= low) and (high is None or each <= high)]
    kept = inside or [low if low is not None else Decimal(1)]
    return tuple(each if decimals else int(each) for each in kept)


def _constants(name: str, conditions: list[Expression]) -> Iterator[object]:
    """Yield what an answer is compared with."""
    for condition in conditions:
        for node in walk(condition.tree):
            if isinstance(node, Comparison | Membership):
                below = [each for each in walk(node) if isinstance(each, Name | Constant)]
                if any(isinstance(each, Name) and each.name == name for each in below):
                    yield from (each.value for each in below if isinstance(each, Constant))


def _reckons(condition: Expression) -> bool:
    return any(_several(node) for node in walk(condition.tree) if isinstance(node, Comparison | Arithmetic))


def _several(node: Node) -> bool:
    return isinstance(node, Arithmetic) or sum(isinstance(each, Name) for each in walk(node)) > 1
