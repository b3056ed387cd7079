"""A condition of a bundle as rows of three columns, joined by 并且 and 或者; and rows read out of one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongban.kit.authoring import ORDERED, SIGNS, ConditionRefused, Known, condition_text
from tongban.kit.conditions import (
    And,
    Comparison,
    ConditionError,
    Constant,
    Membership,
    Name,
    Node,
    Not,
    Or,
    Scope,
    compile_expression,
)

Row = Mapping[str, object]
_SIGN_OF = {sign: name for name, sign in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition may name: questions and facts, and thresholds by their ids and labels."""

    known: tuple[Known, ...]
    thresholds: Mapping[str, str]  # id → label

    def before(self, name: str) -> Names:
        """Stand at a question: itself and what is asked after it cannot be named."""
        ids = [each.id for each in self.known]
        return Names(self.known[: ids.index(name)] if name in ids else self.known, self.thresholds)


def text_of_row(row: Row, names: Names) -> str | None:
    """Give the expression of one row; None where it is not finished. Raises ConditionRefused at a column."""
    known = next((each for each in names.known if each.id == row.get("when_field")), None)
    if known is None:
        if row.get("when_field"):
            message = "条件用到的问题已经删去，或者排到后面去了，请重新选一项。"
            raise ConditionRefused("when_field", message)
        return None
    sign, value = str(row.get("when_is") or ""), str(row.get("when_value") or "").strip()
    threshold = next((name for name, label in names.thresholds.items() if value in (name, label)), None)
    if threshold and known.kind in ORDERED:
        return f"{known.id} {SIGNS[sign]} {threshold}" if sign else None
    return condition_text({**row, "when_field": known.label}, (known,))


def text_of_rows(rows: Sequence[Row], names: Names) -> Iterator[tuple[int, str | ConditionRefused]]:
    """Give each row's expression with the sign that joins it to the one above, or what is refused of it."""
    first = True
    for number, row in enumerate(rows):
        try:
            text = text_of_row(row, names)
        except ConditionRefused as refused:
            yield number, refused
            continue
        if text is not None:
            joint = "" if first else " || " if row.get("join") == "or" else " && "
            first = False
            yield number, joint + text


def rows_of(text: str, scope: Scope, names: Names) -> tuple[dict[str, object], ...] | None:
    """Read a condition into rows; None where it is more than rows can say."""
    try:
        tree = compile_expression(text, scope).tree
    except ConditionError:
        return None
    rows: list[dict[str, object]] = []
    for group in tree.parts if isinstance(tree, Or) else (tree,):
        for number, each in enumerate(group.parts if isinstance(group, And) else (group,)):
            row = _row(each, names)
            if row is None:
                return None
            joint = {"join": "and" if number else "or"} if rows else {}
            rows.append(joint | row)
    return tuple(rows)


def _row(node: Node, names: Names) -> dict[str, object] | None:
    match node:
        case Name():
            return _said(node.name, "eq", "是", names)
        case Not(Name() as name):
            return _said(name.name, "eq", "否", names)
        case Membership(Constant(value=str(value)), Name() as name):
            return _said(name.name, "eq", value, names)
        case Comparison(operator, Name() as name, right) if operator in _SIGN_OF:
            return _compared(name.name, _SIGN_OF[operator], right, names)
    return None


def _compared(name: str, sign: str, right: Node, names: Names) -> dict[str, object] | None:
    if isinstance(right, Name):
        label = names.thresholds.get(right.name)
        return _said(name, sign, label, names) if label else None
    if not isinstance(right, Constant):
        return None
    value = right.value
    if isinstance(value, bool):
        return _said(name, sign, "是" if value else "否", names)
    return _said(name, sign, f"{value:f}" if isinstance(value, Decimal) else str(value), names)


def _said(name: str, sign: str, value: str, names: Names) -> dict[str, object] | None:
    known = next((each for each in names.known if each.id == name), None)
    if known is None:
        return None
    labels = {choice: label for label, choice in known.choices.items()}
    return {"when_field": name, "when_is": sign, "when_value": labels.get(value, value)}
