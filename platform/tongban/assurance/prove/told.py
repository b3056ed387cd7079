"""Tell rules in words: what a person reads when some of them exclude each other."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from tongban.assurance.prove.applicant import SymbolicApplicant
from tongban.assurance.prove.rules import Kind, Rule
from tongban.conditions import ALWAYS, Expression, tell
from tongban.definitions.model import Field
from tongban.fields.types.date import DateOptions
from tongban.fields.types.money import MoneyOptions
from tongban.fields.types.multi_choice import MultiChoiceOptions
from tongban.fields.types.number import NumberOptions
from tongban.fields.types.period import PeriodOptions
from tongban.fields.types.table import TableOptions
from tongban.fields.types.text import TextOptions
from tongban.forms import all_fields, words_of


class Teller:
    """Tell the rules and conditions of one definition."""

    def __init__(self, applicant: SymbolicApplicant) -> None:
        self._rules, self._words = applicant.rules, words_of(applicant.definition)
        self._fields = {each.id: each for each in all_fields(applicant.definition)}

    def condition(self, condition: Expression) -> str:
        """Tell a condition in words."""
        return tell(condition, self._words)

    def core(self, keys: Iterable[str]) -> str:
        """Tell the rules that exclude each other, one after the other."""
        return "；".join(f"（{number}）{self._rule(self._rules[key])}" for number, key in enumerate(keys, 1))

    def excluding(self, keys: Iterable[str]) -> str:
        """Say which rules exclude each other; nothing where a condition alone contradicts itself."""
        told = self.core(keys)
        return f"互相排斥的规则：{told}。" if told else "这个条件自相矛盾。"

    def _rule(self, rule: Rule) -> str:  # noqa: PLR0911 -- a line each kind of rule
        told = self.condition(rule.condition)
        match rule.kind:
            case Kind.SECTION:
                return f"“{rule.said}”部分只在{told}时出现"
            case Kind.WHEN:
                return f"“{rule.said}”只在{told}时填写"
            case Kind.REQUIRED:
                return f"“{rule.said}”必须填写" if rule.condition == ALWAYS else f"{told}时必须填写“{rule.said}”"
            case Kind.BOUNDS:
                return f"“{rule.said}”{self._bounds(rule.of)}"
            case Kind.COMPUTED:
                return f"“{rule.said}”由{told}算出"
            case Kind.TABLE:
                return f"决策表“{rule.said}”"
            case Kind.CHECK:
                return f"核对规则“{rule.of}”要求{told}"

    def _bounds(self, name: str) -> str:
        table, _, column = name.partition(".")
        field = self._fields.get(name) or next(each for each in self._fields[table].columns if each.id == column)
        return bounds_in_words(field)


def bounds_in_words(field: Field) -> str:  # noqa: PLR0911 -- a line each kind of options
    """Tell the bounds that a field's options set."""
    match field.options:
        case NumberOptions(min=least, max=most, unit=unit):
            return _between(least, most, f" {unit}" if unit else "")
        case MoneyOptions(min=least, max=most):
            return _between(least, most, " 元")
        case DateOptions(min=first, max=last) | PeriodOptions(min=first, max=last):
            return _between(first, last, "").replace("today", "申请当日")
        case MultiChoiceOptions(min=least, max=most):
            return _between(least, most, " 项")
        case TableOptions(min_rows=least, max_rows=most):
            return _between(least, most, " 行")
        case TextOptions(min_length=least, max_length=most):
            return _between(max(least, 1), most, " 个字")
    return "的写法有规定"


def _between(least: Decimal | int | str | None, most: Decimal | int | str | None, unit: str) -> str:
    low, high = (format(each, "f") if isinstance(each, Decimal) else each for each in (least, most))
    if low is None:
        return f"不超过 {high}{unit}"
    return f"不少于 {low}{unit}" if high is None else f"在 {low} 至 {high}{unit}之间"
