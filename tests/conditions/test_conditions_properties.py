"""Properties over generated expressions: text and JSON come back, the browser agrees, and so does another CEL.

The independent judge is cel-cpp. It is stricter in one thing (a whole number and a decimal do not mix) and counts in
doubles and 64 bits, so its expressions keep to one kind of number and to values that a double holds exactly.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from cel_expr_python import cel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from made_expressions import NAMES, SCOPE, TRADE, answers, expressions, trees
from tongban.conditions import (
    BOOL,
    DATE,
    INTEGER,
    NUMBER,
    TEXT,
    UNKNOWN,
    ConditionError,
    Expression,
    compile_expression,
    evaluate,
    from_json,
    holds,
    tell,
    to_json,
    values_to_json,
)
from tongban.conditions.compile import expression_of
from tongban.conditions.tell import Words

built = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@settings(built, max_examples=400)
@given(expressions())
def test_its_text_parses_back_to_the_same_tree(expression: Expression) -> None:
    assert compile_expression(expression.text, SCOPE, expect=None) == expression


@built
@given(expressions())
def test_its_json_form_reads_back_to_the_same_tree(expression: Expression) -> None:
    assert from_json(to_json(expression)) == expression


@built
@given(expressions())
def test_every_expression_can_be_told(expression: Expression) -> None:
    assert tell(expression, Words())


@built
@given(expressions(), answers())
def test_an_answer_that_is_not_named_changes_nothing(expression: Expression, values: dict[str, object]) -> None:
    needed = {name.split(".")[0] if name.startswith("row.") else name for name in expression.names()}
    alone = {name: value for name, value in values.items() if name in needed}
    assert evaluate(expression, alone) == evaluate(expression, values)


@built
@given(trees(BOOL, 3, False).map(expression_of), answers())
def test_a_known_result_stays_when_more_is_answered(condition: Expression, values: dict[str, object]) -> None:
    for name in list(values):
        fewer = {key: value for key, value in values.items() if key != name}
        assert evaluate(condition, fewer) in (UNKNOWN, evaluate(condition, values))


def test_the_browser_gives_what_the_server_gives(in_browser_language) -> None:
    cases: list[tuple[Expression, dict[str, object]]] = []

    @settings(built, max_examples=600)
    @given(expressions(), answers())
    def collect(expression: Expression, values: dict[str, object]) -> None:
        cases.append((expression, values))

    collect()
    given_back = in_browser_language([{"tree": to_json(one), "values": values_to_json(two)} for one, two in cases])
    for (expression, values), browser in zip(cases, given_back, strict=True):
        result = evaluate(expression, values)
        assert same(browser["result"], result), (expression.text, values, browser, result)
        assert browser["holds"] is holds(expression, values)
        assert browser["names"] == sorted(expression.names())
    assert sum(evaluate(one, two) is not UNKNOWN for one, two in cases) > len(cases) // 5


def same(browser: object, server: object) -> bool:
    if server is UNKNOWN:
        return browser == {"unknown": True}
    if isinstance(server, int | Decimal) and not isinstance(server, bool):
        return isinstance(browser, str) and Decimal(browser) == server
    return browser == (server.isoformat() if isinstance(server, date) else server)


JUDGE_TYPES = {BOOL: cel.Type.BOOL, INTEGER: cel.Type.INT, NUMBER: cel.Type.DOUBLE, TEXT: cel.Type.STRING}
JUDGE_TYPES |= {TRADE: cel.Type.STRING, DATE: cel.Type.TIMESTAMP, NAMES["numbers"]: cel.Type.List(cel.Type.INT)}
JUDGE_TYPES |= {NAMES["trades"]: cel.Type.List(cel.Type.STRING), NAMES["table"]: cel.Type.List(cel.Type.DYN)}


@pytest.fixture(scope="module")
def judge() -> cel.Env:
    variables = {name: JUDGE_TYPES[kind] for name, kind in NAMES.items()}
    return cel.NewEnv(variables={**variables, "row": cel.Type.Map(cel.Type.STRING, cel.Type.DYN)})


def for_judge(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return datetime(value.year, value.month, value.day, tzinfo=UTC) if isinstance(value, date) else value


def judged_result(judge: cel.Env, text: str, values: dict[str, object]) -> object:
    """Ask the judge; our `date("…")` is its `timestamp("…T00:00:00Z")`, and its error is our unknown."""
    theirs = re.sub(r'date\("(\d{4}-\d\d-\d\d)"\)', r'timestamp("\1T00:00:00Z")', text)
    result = judge.compile(theirs).eval(data={name: for_judge(value) for name, value in values.items()})
    return UNKNOWN if result.type() == cel.Type.ERROR else result.plain_value()


@settings(built, max_examples=800)
@given(expression=expressions(judged=True), values=answers(judged=True))
def test_an_independent_cel_gives_the_same(judge: cel.Env, expression: Expression, values: dict[str, object]) -> None:
    theirs, ours = judged_result(judge, expression.text, values), evaluate(expression, values)
    assert theirs == ours
    assert isinstance(theirs, bool) is isinstance(ours, bool)


SPELLINGS = ["1 - 2 - 3", "2 + 3 * 4 - -5", "--n", "!!p && !q || r", "p || q && r", "n in [1,2,]", "1 < 2 == true"]
SPELLINGS += [
    "'it\\'s' == s",
    '"\\u4e2d\\n\\t\\\\" == s',
    "0 == -0",
    " p\n||\tq ",
    "applicant.kind=='a'",
    "row . heavy",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_text_means_the_same_to_an_independent_cel(judge: cel.Env, text: str) -> None:
    values = {"p": False, "q": True, "r": False, "n": 2, "s": "中\n\t\\", "applicant.kind": "a", "row": {"heavy": True}}
    assert judged_result(judge, text, values) == evaluate(compile_expression(text, SCOPE, expect=None), values)


WORDS = [
    "p",
    "q",
    "m",
    "n",
    "1",
    "-2",
    "true",
    "(",
    ")",
    "!",
    "-",
    "&&",
    "||",
    "==",
    "<",
    "+",
    "*",
    "in",
    "[",
    ",",
    "]",
]
WORDS += ["size", "trades", '"a"', "s", "(p)", "(m)", "[1, m]", "[s]"]


@settings(built, max_examples=1500)
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), values=answers(judged=True))
def test_whatever_compiles_here_compiles_there_and_means_the_same(judge, words, values) -> None:
    text = " ".join(words)
    try:
        ours = evaluate(compile_expression(text, SCOPE, expect=None), values)
    except ConditionError:
        return
    theirs = judged_result(judge, text, values)
    assert theirs == (list(ours) if isinstance(ours, tuple) else ours)


def test_days_are_reckoned_as_the_calendar_does() -> None:
    later = compile_expression("d + n", SCOPE, expect=DATE)
    between = compile_expression("e - d", SCOPE, expect=INTEGER)
    for n in range(-800, 800, 7):
        moved = date(2024, 2, 29) + timedelta(days=n)
        assert evaluate(later, {"d": date(2024, 2, 29), "n": n}) == moved
        assert evaluate(between, {"d": date(2024, 2, 29), "e": moved}) == n
