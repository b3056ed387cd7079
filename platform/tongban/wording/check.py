"""Check a wording before it is used: an allow-list on the syntax tree, and every name against those that exist."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from jinja2 import nodes

from tongban.wording.filters import FILTERS
from tongban.wording.limits import MAX_CONSTANT, MAX_DEPTH, MAX_LOOP_DEPTH
from tongban.wording.names import Names
from tongban.wording.refusal import WordingError, WordingFinding
from tongban.wording.tree import parse

LOOP_COLUMNS: Final = frozenset({"index", "first", "last", "length"})
COMPARISONS: Final = frozenset({"eq", "ne", "lt", "lteq", "gt", "gteq", "in", "notin"})
_HTML = re.compile(r"<[A-Za-z/!?]")
_LINK = re.compile(r"\]\s*[(\[]|!\[|^\s{0,3}\[[^\]]+\]:", re.MULTILINE)

_CALLED: Final = {
    "Mul": "乘法（*）", "Pow": "乘方（**）", "Add": "加法（+）", "Sub": "减法（-）", "Div": "除法（/）",
    "FloorDiv": "整除（//）", "Mod": "取余或格式化（%）", "Neg": "负号", "Pos": "正号", "Concat": "拼接（~）",
    "Call": "函数调用", "Getitem": "下标（[ ]）", "Slice": "切片", "Test": "is 判断", "List": "列表字面量",
    "Dict": "字典字面量", "Tuple": "元组", "Include": "include 指令", "Import": "import 指令",
    "FromImport": "from 指令", "Extends": "extends 指令", "Block": "block 指令", "Macro": "macro 指令",
    "CallBlock": "call 指令",
    "FilterBlock": "filter 指令", "Assign": "set 指令", "AssignBlock": "set 指令", "With": "with 指令",
    "ScopedEvalContextModifier": "autoescape 指令", "NSRef": "命名空间",
}  # fmt: skip


class Want(Enum):
    """What the place of an expression asks for."""

    VALUE = auto()
    TRUTH = auto()
    LIST = auto()


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be named here: the table (None: not known yet), and the rows of the loops around, with their columns."""

    names: Names | None
    rows: dict[str, frozenset[str] | None] = field(default_factory=dict)
    loops: int = 0
    depth: int = 0


def check_wording(text: str, names: Iterable[str] | Names) -> tuple[WordingFinding, ...]:
    """Return what is wrong with a wording, in reading order; empty when it may be used.

    `names` are those that exist wherever the notice is sent, written as `Names.of` reads them.
    """
    return _findings(text, names) if isinstance(names, Names) else _findings_among(text, frozenset(names))


@lru_cache(maxsize=512)  # the wordings of a city; each of its notices renders one of them
def require_harmless(text: str) -> nodes.Template:
    """Return the tree of a wording that keeps to the allow-list, whatever names it uses; raises `WordingError`."""
    found = _findings(text, None)
    if found:
        raise WordingError(found)
    return parse(text)


@lru_cache(maxsize=2048)
def _findings_among(text: str, names: frozenset[str]) -> tuple[WordingFinding, ...]:
    """Check once in a process: a city's claims share most of their wordings, and each is linted on its own."""
    return _findings(text, Names.of(names))


def _findings(text: str, names: Names | None) -> tuple[WordingFinding, ...]:
    try:
        tree = parse(text)
    except WordingError as error:
        return error.findings
    checker = _Checker(text.splitlines() or [""])
    checker.body(tree.body, Scope(names))
    return tuple(sorted(set(checker.findings)))


class _Checker:
    """Walk a tree and gather findings; each node kind that is allowed has its own method."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.findings: list[WordingFinding] = []

    def body(self, body: list[nodes.Node], scope: Scope) -> None:
        for each in body:
            self.statement(each, replace(scope, depth=scope.depth + 1))

    def statement(self, node: nodes.Node, scope: Scope) -> None:
        if self._too_deep(node, scope):
            return
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                self._output(part, scope)
        elif isinstance(node, nodes.If):
            self._if(node, scope)
        elif isinstance(node, nodes.For):
            self._for(node, scope)
        else:
            self._refuse(node)

    def _output(self, part: nodes.Expr, scope: Scope) -> None:
        if isinstance(part, nodes.TemplateData):
            self._markdown(part)
        else:
            self.expression(part, scope, Want.VALUE)

    def _markdown(self, part: nodes.TemplateData) -> None:
        for pattern, code, message, hint in (
            (_HTML, "html", "文书模板不接受 HTML。", "请用 Markdown 书写；小于号前后请留空格。"),
            (_LINK, "link", "文书模板不接受链接和图片。", "网址请直接写成文字。"),
        ):
            found = pattern.search(part.data)
            if found:
                line = part.lineno + part.data.count("\n", 0, found.start())
                self._add(line, found[0].strip(), code, message, hint)

    def _if(self, node: nodes.If, scope: Scope) -> None:
        self.expression(node.test, scope, Want.TRUTH)
        self.body(node.body, scope)
        for each in node.elif_:
            self.statement(each, replace(scope, depth=scope.depth + 1))
        self.body(node.else_, scope)

    def _for(self, node: nodes.For, scope: Scope) -> None:
        if scope.loops >= MAX_LOOP_DEPTH:
            message = f"循环最多嵌套 {MAX_LOOP_DEPTH} 层。"
            self._add(node.lineno, "for", "loop_depth", message, "请把内层内容改为单独的清单。")
            return
        if node.recursive:
            self._add(node.lineno, "recursive", "not_allowed", "循环不能递归。", "请去掉 recursive。")
        if not isinstance(node.target, nodes.Name) or node.target.name == "loop":
            self._add(node.lineno, "for", "loop_target", "循环变量应当是一个名称。", "例如 {% for each in missing %}。")
            return
        if not isinstance(node.iter, nodes.Name):
            self._add(node.lineno, "in", "loop_over", "循环只能对给定的清单进行。", self._lists_hint(scope))
            return
        self.expression(node.iter, scope, Want.LIST)
        rows = {**scope.rows, node.target.name: self._columns(node.iter.name, scope), "loop": LOOP_COLUMNS}
        inner = replace(scope, rows=rows, loops=scope.loops + 1)
        if node.test is not None:
            self.expression(node.test, inner, Want.TRUTH)
        self.body(node.body, inner)
        self.body(node.else_, scope)

    def expression(self, node: nodes.Node, scope: Scope, want: Want) -> None:
        scope = replace(scope, depth=scope.depth + 1)
        if self._too_deep(node, scope):
            return
        if isinstance(node, nodes.Name):
            self._name(node, scope, want)
        elif isinstance(node, nodes.Getattr):
            self._column(node, scope)
        elif isinstance(node, nodes.Const):
            self._constant(node)
        elif isinstance(node, nodes.And | nodes.Or):
            self.expression(node.left, scope, Want.TRUTH)
            self.expression(node.right, scope, Want.TRUTH)
        elif isinstance(node, nodes.Not):
            self.expression(node.node, scope, Want.TRUTH)
        elif isinstance(node, nodes.CondExpr):
            self._conditional(node, scope, want)
        elif isinstance(node, nodes.Compare):
            self._compare(node, scope)
        elif isinstance(node, nodes.Filter):
            self._filter(node, scope)
        else:
            self._refuse(node)

    def _conditional(self, node: nodes.CondExpr, scope: Scope, want: Want) -> None:
        self.expression(node.test, scope, Want.TRUTH)
        self.expression(node.expr1, scope, want)
        if node.expr2 is not None:
            self.expression(node.expr2, scope, want)

    def _compare(self, node: nodes.Compare, scope: Scope) -> None:
        self.expression(node.expr, scope, Want.VALUE)
        for each in node.ops:
            if each.op not in COMPARISONS:
                self._refuse(each)
            wants_list = each.op in ("in", "notin") and isinstance(each.expr, nodes.Name)
            self.expression(each.expr, scope, Want.LIST if wants_list else Want.VALUE)

    def _filter(self, node: nodes.Filter, scope: Scope) -> None:
        known = FILTERS.get(node.name)
        if known is None:
            hint = f"可以使用：{'、'.join(FILTERS)}。"
            self._add(node.lineno, node.name, "unknown_filter", f"没有过滤器“{node.name}”。", hint)
            return
        plain = all(isinstance(each, nodes.Const) for each in node.args)
        if not plain or len(node.args) != known.arguments or node.kwargs or node.dyn_args or node.dyn_kwargs:
            message = f"过滤器“{node.name}”的写法不对。"
            self._add(node.lineno, node.name, "filter_arguments", message, f"应当写作 {known.example}。")
            return
        for each in node.args:
            self.expression(each, scope, Want.VALUE)
        if node.node is None or (known.of_list and not isinstance(node.node, nodes.Name)):
            hint = f"应当写作 {known.example}。"
            self._add(node.lineno, node.name, "filter_arguments", f"过滤器“{node.name}”只能用于清单。", hint)
            return
        self.expression(node.node, scope, Want.LIST if known.of_list else Want.VALUE)

    def _constant(self, node: nodes.Const) -> None:
        value = node.value
        if not isinstance(value, str | int | bool | None) or len(str(value)) > MAX_CONSTANT:
            hint = f"文字不超过 {MAX_CONSTANT} 个字；数字请写整数。"
            self._add(node.lineno, "", "constant", "表达式中的固定值过长或者不是文字、整数。", hint)

    def _name(self, node: nodes.Name, scope: Scope, want: Want) -> None:
        if node.name in scope.rows:
            if want is Want.LIST or node.name == "loop" or (scope.rows[node.name] and want is Want.VALUE):
                message = f"“{node.name}”是清单中的一行，不能直接输出或者再循环。"
                self._add(node.lineno, node.name, "row_as_value", message, f"请写明列名，例如 {node.name}.name。")
            return
        if scope.names is None:
            return
        if node.name not in scope.names.every():
            self._unknown(node.lineno, node.name, "unknown_name", "名称", scope.names.every())
        elif want is Want.LIST and node.name not in scope.names.lists:
            message = f"“{node.name}”不是清单，不能循环。"
            self._add(node.lineno, node.name, "list_expected", message, self._lists_hint(scope))
        elif want is Want.VALUE and node.name in scope.names.lists:
            message = f"“{node.name}”是清单，不能直接输出。"
            hint = f"请用 {{% for each in {node.name} %}} 逐项写出。"
            self._add(node.lineno, node.name, "list_unexpected", message, hint)

    def _column(self, node: nodes.Getattr, scope: Scope) -> None:
        inner = node.node
        if not isinstance(inner, nodes.Name) or node.attr.startswith("_") or inner.name not in scope.rows:
            message = f"不能读取“.{node.attr}”。"
            self._add(node.lineno, f".{node.attr}", "attribute", message, "只能写循环变量的列，例如 each.name。")
            return
        columns = scope.rows[inner.name]
        if columns is not None and node.attr not in columns:
            self._unknown(node.lineno, node.attr, "unknown_column", f"“{inner.name}”的列", columns)

    def _columns(self, name: str, scope: Scope) -> frozenset[str] | None:
        if scope.names is None or name not in scope.names.lists:
            return None
        return scope.names.lists[name]

    def _unknown(self, line: int, name: str, code: str, what: str, known: frozenset[str]) -> None:
        near = get_close_matches(name, known, n=1)
        hint = f"您要写的可能是“{near[0]}”。" if near else f"可以使用：{'、'.join(sorted(known)) or '（没有）'}。"
        self._add(line, name, code, f"没有{what}“{name}”。", hint)

    def _lists_hint(self, scope: Scope) -> str:
        lists = sorted(scope.names.lists) if scope.names else []
        return f"可以循环的清单：{'、'.join(lists)}。" if lists else "这种文书没有可以循环的清单。"

    def _too_deep(self, node: nodes.Node, scope: Scope) -> bool:
        if scope.depth <= MAX_DEPTH:
            return False
        self._add(node.lineno, "", "too_deep", f"表达式或者指令嵌套超过 {MAX_DEPTH} 层。", "请拆成简单的写法。")
        return True

    def _refuse(self, node: nodes.Node) -> None:
        kind = type(node).__name__
        message = f"文书模板不能使用{_CALLED.get(kind, f'这种写法（{kind}）')}。"
        self._add(node.lineno, "", "not_allowed", message, "只接受输出、if 判断、for 循环和列出的过滤器。")

    def _add(self, line: int, near: str, code: str, message: str, hint: str = "") -> None:
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        place = text.find(near) if near else len(text) - len(text.lstrip())
        self.findings.append(WordingFinding(line, max(place, 0) + 1, code, message, hint))
