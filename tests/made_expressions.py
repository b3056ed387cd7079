"""Expressions and answers made up by hypothesis, for every test that compares two ways of working them out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache, partial

from hypothesis import strategies as st

from tongban.conditions import (
    BOOL,
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    Expression,
    Scope,
    choice_of,
    list_of,
    row_of,
)
from tongban.conditions.compile import expression_of
from tongban.conditions.rules import (
    Placed,
    arithmetic,
    comparison,
    conjunction,
    constant,
    disjunction,
    listing,
    membership,
    negation,
    negative,
    size,
)
from tongban.conditions.tree import Member, Name, Node
from tongban.conditions.types import Type

TRADE = choice_of(["a", "b", "c"])
NAMES: dict[str, Type] = {
    "p": BOOL,
    "q": BOOL,
    "r": BOOL,
    "m": INTEGER,
    "n": INTEGER,
    "x": NUMBER,
    "y": NUMBER,
    "s": TEXT,
    "t": TEXT,
    "trade": TRADE,
    "applicant.kind": TRADE,
    "d": DATE,
    "e": DATE,
    "trades": list_of(TRADE),
    "numbers": list_of(INTEGER),
    "table": list_of(row_of({})),
}
COLUMNS: dict[str, Type] = {"heavy": BOOL, "plate": TEXT, "count": INTEGER}
SCOPE = Scope(NAMES).with_row(COLUMNS)

INTEGERS = st.integers(-12, 12)
QUARTERS = st.integers(-24, 24).map(lambda n: Decimal(n) / 4)  # exact as doubles, so that the judge can follow
DECIMALS = st.one_of(QUARTERS, st.decimals(-(10**12), 10**12, places=4))
TEXTS = st.one_of(st.sampled_from(["", "a", "b"]), st.text(st.characters(exclude_categories=["Cs"]), max_size=4))
JUDGED_TEXTS = TEXTS.filter(lambda text: "\0" not in text)  # the judge ends a text there; no field takes such a sign
DAYS = st.dates(date(2023, 12, 1), date(2024, 4, 1))


def made(rule, *operands: Node) -> Node:
    return rule(*(Placed(each) for each in operands))


@cache
def named(kind: Type) -> st.SearchStrategy[Node]:
    names: list[Node] = [Name(name, each) for name, each in NAMES.items() if each == kind]
    names += [Member(Name("row", row_of({name: each})), name, each) for name, each in COLUMNS.items() if each == kind]
    return st.sampled_from(names)


@cache
def written(kind: Type, judged: bool) -> st.SearchStrategy[Node]:
    numbers = QUARTERS if judged else DECIMALS
    values = {BOOL: st.booleans(), INTEGER: INTEGERS, NUMBER: numbers, TEXT: TEXTS, DATE: DAYS}
    return values[kind].map(lambda value: constant(value, 1))


@cache
def trees(kind: Type, depth: int, judged: bool) -> st.SearchStrategy[Node]:
    """Make trees of a type; `judged` ones keep to what the judge can follow."""
    leaves = st.one_of(named(kind), named(kind), written(kind, judged))
    if depth == 0 or kind == TEXT:
        return leaves
    return st.one_of(leaves, conditions(depth, judged) if kind == BOOL else reckonings(kind, depth - 1, judged))


def reckonings(kind: Type, depth: int, judged: bool) -> st.SearchStrategy[Node]:
    below = partial(trees, depth=depth, judged=judged)
    if kind == DATE:
        return below(DATE) if judged else sums("+-", below(DATE), below(INTEGER))
    operands = below(kind) if judged or kind == INTEGER else st.one_of(below(INTEGER), below(NUMBER))
    choices = [sums("+-*", operands, operands), operands.map(partial(made, negative))]
    if kind == INTEGER:
        lists = st.sampled_from([Name(name, NAMES[name]) for name in ("trades", "numbers", "table")])
        choices.append(st.one_of(lists, below(TEXT)).map(partial(made, size)))
    if kind == INTEGER and not judged:
        choices.append(sums("-", below(DATE), below(DATE)))
    return st.one_of(choices)


def sums(signs: str, left: st.SearchStrategy[Node], right: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.builds(lambda sign, a, b: made(partial(arithmetic, sign), a, b), st.sampled_from(signs), left, right)


def conditions(depth: int, judged: bool) -> st.SearchStrategy[Node]:
    below = partial(trees, depth=depth - 1, judged=judged)
    bools = st.lists(below(BOOL), min_size=2, max_size=3)
    return st.one_of(
        below(BOOL).map(partial(made, negation)),
        bools.map(lambda parts: conjunction([Placed(each) for each in parts])),
        bools.map(lambda parts: disjunction([Placed(each) for each in parts])),
        *[comparisons(below(kind), below(kind), ordered=True) for kind in (INTEGER, NUMBER, DATE)],
        comparisons(below(INTEGER), below(NUMBER), ordered=True) if not judged else below(BOOL),
        *[comparisons(below(kind), below(kind), ordered=False) for kind in (BOOL, TEXT)],
        comparisons(named(TRADE), offered(), ordered=False),
        *[memberships(below(kind), st.lists(below(kind), min_size=1, max_size=3)) for kind in (INTEGER, NUMBER, DATE)],
        memberships(named(TRADE), st.lists(offered(), min_size=1, max_size=3)),
        offered().map(lambda value: made(membership, value, Name("trades", NAMES["trades"]))),
        below(INTEGER).map(lambda value: made(membership, value, Name("numbers", NAMES["numbers"]))),
    )


def offered() -> st.SearchStrategy[Node]:
    return st.sampled_from(["a", "b", "c"]).map(lambda value: constant(value, 1))


def comparisons(left, right, *, ordered: bool) -> st.SearchStrategy[Node]:
    signs = ["==", "!="] + (["<", "<=", ">", ">="] if ordered else [])
    return st.builds(
        lambda sign, one, other: made(partial(comparison, sign), one, other), st.sampled_from(signs), left, right
    )


def memberships(element, elements) -> st.SearchStrategy[Node]:
    listed = elements.map(lambda each: listing([Placed(node) for node in each], 1))
    return st.builds(lambda one, container: made(membership, one, container), element, listed)


def expressions(judged: bool = False) -> st.SearchStrategy[Expression]:
    kinds = [BOOL, BOOL, INTEGER, NUMBER] if judged else [BOOL, BOOL, INTEGER, NUMBER, DATE, TEXT]
    return st.sampled_from(kinds).flatmap(lambda kind: trees(kind, 3 if kind == BOOL else 2, judged)).map(expression_of)


def answers(judged: bool = False) -> st.SearchStrategy[dict[str, object]]:
    numbers, texts = (QUARTERS, JUDGED_TEXTS) if judged else (DECIMALS, TEXTS)
    of = {BOOL: st.booleans(), INTEGER: INTEGERS, NUMBER: numbers, TEXT: texts, DATE: DAYS}
    of |= {TRADE: st.sampled_from(["a", "b", "c"]), NAMES["numbers"]: st.lists(INTEGERS, max_size=3)}
    of |= {NAMES["trades"]: st.lists(of[TRADE], max_size=3), NAMES["table"]: st.lists(st.just({}), max_size=3)}
    row = st.fixed_dictionaries({}, optional={name: of[kind] for name, kind in COLUMNS.items()})
    return st.fixed_dictionaries({}, optional={**{name: of[kind] for name, kind in NAMES.items()}, "row": row})
