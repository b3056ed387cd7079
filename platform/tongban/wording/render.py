"""Render a checked wording: walk its tree over plain values, counting every step and every byte."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from jinja2 import nodes

from tongban.wording.check import require_harmless
from tongban.wording.escape import escape_value
from tongban.wording.filters import FILTERS, Markdown, plain_text
from tongban.wording.limits import MAX_LIST, MAX_OUTPUT, MAX_STEPS
from tongban.wording.refusal import WordingError, WordingFinding

_LARGEST_NUMBER: Final = 10**18
_COMPARE: Final[Mapping[str, Callable[[object, object], bool]]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,  # type: ignore[dict-item]  # a mismatch of types is caught where it is called
    "lteq": operator.le,  # type: ignore[dict-item]
    "gt": operator.gt,  # type: ignore[dict-item]
    "gteq": operator.ge,  # type: ignore[dict-item]
    "in": lambda left, right: left in right,  # type: ignore[operator]
    "notin": lambda left, right: left not in right,  # type: ignore[operator]
}


def render_wording(text: str, values: Mapping[str, object]) -> str:
    """Return Markdown in which every value is escaped.

    Values are plain: text, numbers, yes/no, dates, None, and lists of these or of rows (mappings). Raises
    `WordingError` for a wording outside the language, a name that has no value, or an output over `MAX_OUTPUT` bytes.
    """
    tree = require_harmless(text)
    for name, value in values.items():
        _require_plain(name, value)
    walk = _Walk()
    walk.body(tree.body, values)
    return "".join(walk.parts)


class _Walk:
    """One rendering: what was written so far, and how much was spent."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._bytes = 0
        self._steps = 0

    def body(self, body: list[nodes.Node], values: Mapping[str, object]) -> None:
        for each in body:
            self._step(each)
            if isinstance(each, nodes.Output):
                self._output(each, values)
            elif isinstance(each, nodes.If):
                self._if(each, values)
            elif isinstance(each, nodes.For):
                self._for(each, values)

    def _output(self, node: nodes.Output, values: Mapping[str, object]) -> None:
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                self._write(part.data, part)
                continue
            value = self.value(part, values)
            if isinstance(value, list | tuple | Mapping):
                raise _error(part, "list_unexpected", "清单不能直接输出。", "请用 for 逐项写出。")
            self._write(value.text if isinstance(value, Markdown) else self._escaped(value, part), part)

    def _escaped(self, value: object, node: nodes.Node) -> str:
        text = plain_text(value)
        self._spend(len(text), node)  # before it is escaped, so that a huge value costs nothing
        return escape_value(text)

    def _if(self, node: nodes.If, values: Mapping[str, object]) -> None:
        for branch in (node, *node.elif_):
            if self.value(branch.test, values):
                self.body(branch.body, values)
                return
        self.body(node.else_, values)

    def _for(self, node: nodes.For, values: Mapping[str, object]) -> None:
        rows = self.value(node.iter, values)
        if not isinstance(rows, list | tuple):
            raise _error(node, "list_expected", "循环的对象不是清单。", "")
        target = node.target.name  # type: ignore[attr-defined]  # the check made sure that it is a name
        kept = [row for row in rows if node.test is None or self.value(node.test, {**values, target: row})]
        for inner in _loop_values(values, target, kept):
            self._step(node)
            self.body(node.body, inner)
        if not kept:
            self.body(node.else_, values)

    def value(self, node: nodes.Node, values: Mapping[str, object]) -> object:  # noqa: PLR0911  one line a kind of node
        """Evaluate one expression."""
        self._step(node)
        match node:
            case nodes.Const():
                return node.value
            case nodes.Name():
                return _named(node, values)
            case nodes.Getattr():
                return _column(node, values)
            case nodes.Not():
                return not self.value(node.node, values)
            case nodes.And():
                return self.value(node.left, values) and self.value(node.right, values)
            case nodes.Or():
                return self.value(node.left, values) or self.value(node.right, values)
            case nodes.CondExpr():
                chosen = node.expr1 if self.value(node.test, values) else node.expr2
                return None if chosen is None else self.value(chosen, values)
            case nodes.Compare():
                return self._compare(node, values)
            case nodes.Filter():
                return self._filter(node, values)
        raise _error(node, "not_allowed", "文书模板不能使用这种写法。", "")

    def _compare(self, node: nodes.Compare, values: Mapping[str, object]) -> bool:
        left = self.value(node.expr, values)
        for each in node.ops:
            right = self.value(each.expr, values)
            self._step(node, len(right) if isinstance(right, list | tuple) else 1)
            if left is None and each.op not in ("eq", "ne"):
                return False
            try:
                if not _COMPARE[each.op](left, right):
                    return False
            except TypeError as error:
                raise _error(node, "compare", "两个值的类型不同，不能比较大小。", "请比较同类的值。") from error
            left = right
        return True

    def _filter(self, node: nodes.Filter, values: Mapping[str, object]) -> object:
        known = FILTERS[node.name]
        subject = self.value(node.node, values) if node.node is not None else None
        if known.of_list and not _is_plain_list(subject):
            raise _error(node, "list_expected", f"过滤器“{node.name}”只能用于由单个值组成的清单。", "")
        if isinstance(subject, list | tuple):
            self._step(node, len(subject))
            self._spend(sum(len(plain_text(each)) for each in subject), node)
        try:
            return known.apply(subject, *(self.value(each, values) for each in node.args))
        except (ValueError, TypeError) as error:
            raise _error(node, "filter", f"过滤器“{node.name}”不能用于这个值。", f"例如 {known.example}。") from error

    def _write(self, text: str, node: nodes.Node) -> None:
        self._bytes += len(text.encode("utf-8", "surrogatepass"))
        self._spend(0, node)
        self.parts.append(text)

    def _spend(self, more: int, node: nodes.Node) -> None:
        if self._bytes + more > MAX_OUTPUT:
            raise _error(node, "output", f"文书内容超过上限 {MAX_OUTPUT} 字节。", "请缩短模板或者清单。")

    def _step(self, node: nodes.Node, steps: int = 1) -> None:
        self._steps += steps
        if self._steps > MAX_STEPS:
            raise _error(node, "steps", f"生成文书的步数超过上限 {MAX_STEPS}。", "请减少循环。")


def _loop_values(values: Mapping[str, object], target: str, rows: Sequence[object]) -> Iterator[Mapping[str, object]]:
    for place, row in enumerate(rows):
        loop = {"index": place + 1, "first": place == 0, "last": place == len(rows) - 1, "length": len(rows)}
        yield {**values, target: row, "loop": loop}


def _named(node: nodes.Name, values: Mapping[str, object]) -> object:
    if node.name not in values:
        raise _error(node, "unknown_name", f"名称“{node.name}”没有值。", "")
    return values[node.name]


def _column(node: nodes.Getattr, values: Mapping[str, object]) -> object:
    row = _named(node.node, values) if isinstance(node.node, nodes.Name) else None
    if not isinstance(row, Mapping) or node.attr not in row:
        raise _error(node, "unknown_column", f"没有列“{node.attr}”。", "")
    return row[node.attr]


def _is_plain_list(value: object) -> bool:
    return isinstance(value, list | tuple) and not any(isinstance(each, Mapping) for each in value)


def _require_plain(name: str, value: object, depth: int = 0) -> None:
    """Refuse anything but plain data, lists over `MAX_LIST` and numbers that cost to write."""
    if value is None or isinstance(value, str | bool | date):
        return
    if isinstance(value, int | float | Decimal) and -_LARGEST_NUMBER < value < _LARGEST_NUMBER:
        return
    if isinstance(value, list | tuple) and depth == 0 and len(value) <= MAX_LIST:
        for each in value:
            _require_plain(name, each, 1)
        return
    if isinstance(value, Mapping) and depth == 1:
        for each in value.values():
            _require_plain(name, each, 2)
        return
    message = f"“{name}”的值不是文字、数字、日期或者不超过 {MAX_LIST} 项的清单。"
    raise WordingError((WordingFinding(1, 1, "not_plain", message),))


def _error(node: nodes.Node, code: str, message: str, hint: str) -> WordingError:
    return WordingError((WordingFinding(node.lineno, 1, code, message, hint),))
