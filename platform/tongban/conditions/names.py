"""Find what a path of an expression names within its scope; where there is nothing, name the nearest right one."""

from __future__ import annotations

from difflib import get_close_matches

from tongban.conditions.refusal import ConditionError
from tongban.conditions.scope import RESERVED, Scope
from tongban.conditions.tree import Member, Name, Node
from tongban.conditions.types import ChoiceOf, ListOf, RowOf, Type, list_of, row_of


def find(path: list[str], scope: Scope, at: int) -> Node:
    """Resolve `area`, `applicant.kind`, `row.heavy` or `period.begin`; refuse what means nothing."""
    if path[0] == "row":
        return _column(path, scope, at)
    _refuse_reserved(path, at)
    for length in range(len(path), 0, -1):  # CEL takes the longest name that is declared
        name = ".".join(path[:length])
        if name in scope.names:
            _refuse_later(name, scope, at)
            return _parts(name, scope.names[name], path[length:], at)
    raise _unknown(".".join(path), scope, at)


def _column(path: list[str], scope: Scope, at: int) -> Node:
    told = ".".join(path)
    if scope.row is None:
        message = f"“{told}” 在表格之外，这里没有“本行”。"
        raise ConditionError("outside_row", message, column=at, hint="row.<列> 只能写在表格各列的条件里。")
    if len(path) == 1:
        columns = _listed([f"row.{name}" for name, _ in scope.row.columns])
        raise ConditionError("wrong_type", "row 之后要写列名。", column=at, hint=f"可用的列：{columns}。")
    if scope.row.column(path[1]) is None:
        raise _unknown(told, scope, at)
    _refuse_later(f"row.{path[1]}", scope, at)
    return _parts("row", scope.row, path[1:], at)


def _parts(name: str, kind: Type, path: list[str], at: int) -> Node:
    """Follow the parts of a name; each node's type keeps only the part that is used, so that no other part matters."""
    used = _used(kind, path, at)
    types = [used]
    for word in reversed(path):
        types.append(row_of({word: types[-1]}))
    node: Node = Name(name, types.pop())
    for word in path:
        node = Member(node, word, types.pop())
    return node


def _used(kind: Type, path: list[str], at: int) -> Type:
    for word in path:
        part = kind.column(word) if isinstance(kind, RowOf) else None
        if part is None:
            raise ConditionError("unknown_name", f"没有 “{word}” 这个部分。", column=at, hint=_parts_hint(kind))
        kind = part
    return list_of(row_of({})) if _is_table(kind) else kind


def _is_table(kind: Type) -> bool:
    return isinstance(kind, ListOf) and isinstance(kind.element, RowOf)


def _parts_hint(kind: Type) -> str:
    if isinstance(kind, RowOf):
        return f"可用的有：{_listed([name for name, _ in kind.columns])}。"
    if _is_table(kind):
        return "表格的列只能在该表格各列的条件里用 row.<列> 来写；表格之外可用 size(…)。"
    return "这个值没有更小的部分。"


def _refuse_reserved(path: list[str], at: int) -> None:
    for word in path:
        if word in RESERVED:
            message = f"“{word}” 是保留字，不能作名称。"
            raise ConditionError("reserved", message, column=at, hint="请为该字段另取标识，例如加上后缀。")


def _refuse_later(name: str, scope: Scope, at: int) -> None:
    if name in scope.later:
        message = f"“{name}” 在这里还没有问到。"
        raise ConditionError("later_name", message, column=at, hint="条件只能用到排在它前面的问题和字段。")


def _unknown(told: str, scope: Scope, at: int) -> ConditionError:
    return ConditionError("unknown_name", f"没有 “{told}” 这个名称。", column=at, hint=_nearest(told, scope))


def _nearest(told: str, scope: Scope) -> str:
    names = scope.speakable()
    if f"row.{told}" in names:
        return f"本行的列写作 row.{told}。"
    if any(told in each.values for each in _choices(scope)):
        return f'选项的值要加引号："{told}"。'
    if near := get_close_matches(told, names, n=1, cutoff=0.6):
        return f"是不是“{near[0]}”？"
    return f"可用的名称：{_listed(names)}。" if names else "这里没有可用的名称。"


def _choices(scope: Scope) -> list[ChoiceOf]:
    columns = scope.row.columns if scope.row else ()
    kinds = [*scope.names.values(), *(kind for _, kind in columns)]
    inner = [each.element if isinstance(each, ListOf) else each for each in kinds]
    return [each for each in inner if isinstance(each, ChoiceOf)]


def _listed(names: list[str], most: int = 8) -> str:
    return "、".join(names[:most]) + ("等" if len(names) > most else "")
