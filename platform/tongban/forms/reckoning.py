"""What applies of conditions, fees, results and commitments in one's own situation, and what a fee comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tongban.conditions import ALWAYS, UNKNOWN, Expression, Words, evaluate, tell
from tongban.definitions.model import AcceptanceCondition, Commitment, Definition, Fee, Outcome

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ConditionView:
    """An acceptance condition; `applies` tells when, where later answers decide."""

    condition: AcceptanceCondition
    applies: str


@dataclass(frozen=True, slots=True)
class FeeView:
    """A fee. `amount` is in yuan, None while the answers do not give it; `reduced` is None while they leave it open."""

    fee: Fee
    amount: Decimal | None
    reduced: bool | None
    reduced_when: str


@dataclass(frozen=True, slots=True)
class ResultView:
    outcome: Outcome
    applies: str


@dataclass(frozen=True, slots=True)
class CommitmentView:
    """What may be promised instead of shown; the names of the materials that it spares."""

    commitment: Commitment
    applies: str
    spares: tuple[str, ...]


def conditions_view(definition: Definition, values: Values, words: Words) -> tuple[ConditionView, ...]:
    """Give the conditions that apply or may."""
    return tuple(
        ConditionView(each, told)
        for each in definition.conditions
        if (told := applies(each.when, values, words)) is not None
    )


def results_view(definition: Definition, values: Values, words: Words) -> tuple[ResultView, ...]:
    """Give the results that a grant yields or may yield."""
    return tuple(
        ResultView(each, told) for each in definition.results if (told := applies(each.when, values, words)) is not None
    )


def commitment_view(definition: Definition, values: Values, words: Words) -> CommitmentView | None:
    """Give the commitment, unless this situation excludes it."""
    commitment = definition.commitment
    told = applies(commitment.when, values, words) if commitment else None
    if commitment is None or told is None:
        return None
    names = {each.id: each.name for each in definition.materials}
    return CommitmentView(commitment, told, tuple(names[each] for each in commitment.replaces if each in names))


def fees_view(definition: Definition, values: Values, words: Words) -> tuple[FeeView, ...]:
    """Give the fees with what they come to by the answers so far."""
    found = []
    for fee in definition.fees:
        when = fee.reduction.when if fee.reduction else ALWAYS
        result = evaluate(when, values) if when != ALWAYS else UNKNOWN
        told = tell(when, words) if when != ALWAYS else ""
        reduced = result if isinstance(result, bool) else None
        found.append(FeeView(fee, fee_amount(fee, values), reduced, told))
    return tuple(found)


def fee_amount(fee: Fee, values: Values) -> Decimal | None:
    """Give what a fee comes to, in yuan with two decimals, rounded half up; None while unknown. Never below nothing."""
    found = values.get(fee.table) if fee.table else None
    if fee.amount is not None:
        found = evaluate(fee.amount, values)
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        return None
    return max(Decimal(found), Decimal(0)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def applies(when: Expression, values: Values, words: Words) -> str | None:
    """Say when something applies: nothing where it does by now, None where it does not."""
    result = evaluate(when, values)
    if result is False:
        return None
    return tell(when, words) if result is UNKNOWN else ""
