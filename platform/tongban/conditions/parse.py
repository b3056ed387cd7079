"""Parse the text of an expression by the grammar file, and say in Chinese where a text is no expression."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from lark import Lark, Token, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedToken

from tongban.conditions.refusal import ConditionError

MAX_LENGTH = 1_000  # characters
MAX_NESTING = 20  # operations and parentheses within one another

_SUPPORTED = '可用的有：== != < <= > >= && || ! in + - *，以及 size(…)、date("2026-01-31")。'
_HINTS = {
    "=": "“相等”写作 ==。",
    "&": "“并且”写作 &&。",
    "|": "“或者”写作 ||。",
    "“": '文字用半角引号，例如 "catering"。',
    "”": '文字用半角引号，例如 "catering"。',
    "≥": "“不小于”写作 >=。",
    "≤": "“不大于”写作 <=。",
    "≠": "“不等于”写作 !=。",
    '"': '文字的末尾要有同样的引号，文字之内的引号写作 \\"。',
    "'": "文字的末尾要有同样的引号。",
}
_WORDS = {"and": "“并且”写作 &&。", "or": "“或者”写作 ||。", "not": "“不”写作 !。"}
_UNSUPPORTED = "/%?:{}[^~`$@#;"


@cache
def _grammar() -> Lark:
    text = files("tongban.conditions").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(text, start="start", parser="lalr", lexer="basic", propagate_positions=True, maybe_placeholders=False)


@lru_cache(maxsize=8192)
def parse(text: str) -> Tree[Token]:
    """Parse an expression; raise `ConditionError` (empty, too_long, too_deep, syntax, unsupported)."""
    if not text.strip():
        raise ConditionError("empty", "条件是空的。", hint="不需要条件时，请删去这一项。")
    if len(text) > MAX_LENGTH:
        raise ConditionError("too_long", f"条件有 {len(text)} 个字符，最多 {MAX_LENGTH} 个。", column=MAX_LENGTH + 1)
    try:
        tree = _grammar().parse(text)
    except UnexpectedCharacters as problem:
        raise _bad_character(text, problem.pos_in_stream or 0) from None
    except UnexpectedToken as problem:
        raise _bad_token(text, problem.token) from None
    _refuse_deep(tree)
    return tree


def column_of(tree: Tree[Token]) -> int:
    """Say where a part of the text begins; the first character is 1."""
    return 1 if tree.meta.empty else tree.meta.start_pos + 1


def _bad_character(text: str, position: int) -> ConditionError:
    sign = text[position]
    plain = unicodedata.normalize("NFKC", sign)
    hint = _HINTS.get(sign, "")
    if not hint and plain != sign and plain.isascii():
        hint = f"请改用半角的 {plain}。"
    code = "unsupported" if sign in _UNSUPPORTED else "syntax"
    return ConditionError(code, f"这里不能写“{sign}”。", column=position + 1, hint=hint or _SUPPORTED)


def _bad_token(text: str, token: Token) -> ConditionError:
    if token.type == "$END":
        return ConditionError("syntax", "条件没有写完。", column=len(text) + 1, hint="后面还缺一个值，或者缺右括号。")
    position = (token.start_pos or 0) + 1
    for word in (str(token), *text[: position - 1].split()[-1:]):
        if word.lower() in _WORDS:
            column = text.rindex(word, 0, position - 1 + len(word)) + 1
            return ConditionError("syntax", f"这里不能写“{word}”。", column=column, hint=_WORDS[word.lower()])
    if token in ("[", ".", "("):
        return ConditionError("unsupported", f"这里不能写“{token}”。", column=position, hint=_SUPPORTED)
    return ConditionError(
        "syntax", f"没有料到这里是“{token}”。", column=position, hint="前面可能缺了 && 或 ||，或者缺一个值。"
    )


def _refuse_deep(tree: Tree[Token]) -> None:
    pending = [(tree, 1)]
    while pending:
        each, depth = pending.pop()
        if depth > MAX_NESTING:
            message = f"条件层层相套，超过了 {MAX_NESTING} 层。"
            raise ConditionError("too_deep", message, column=column_of(each), hint="请拆成几个条件，或者加括号分组。")
        pending.extend((child, depth + 1) for child in each.children if isinstance(child, Tree))
