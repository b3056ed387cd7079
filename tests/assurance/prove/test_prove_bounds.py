"""The proof comes to an end whatever it is given, says what it left open, and keeps out of the way of requests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tongban.conditions import BOOL, ConditionError, Scope, compile_expression

HEAD = "form:\n  - section: applicant\n    title: 申请人信息\n    fields:\n      - use: person.name\n"


def form(*fields: str) -> str:
    return HEAD + "".join(f"      - {each}\n" for each in fields) + "materials: []\n"


def sixty() -> str:
    lines = []
    for n in range(60):
        kinds = (
            "type: yes_no}",
            f"type: number, min: 1, max: 1000, when: f{n - 1}}}",
            f"type: choice, choices: {{a: 甲, b: 乙, c: 丙}}, when: f{n - 1} >= {n + 1}}}",
            f'type: text, when: f{n - 1} == "b" || f{n - 2} > 500}}',
            "type: date}",
        )
        lines.append(f"{{id: f{n}, label: 第{n}项, {kinds[n % 5]}")
    return form(*lines)


@pytest.mark.row("C6", part="60 fields")
def test_sixty_fields_are_proven_whole(tried):
    done = tried(sixty())
    assert done.codes() == []
    reached = {key for each in done.proof.witnesses for key in each.reaches}
    assert {f"field:f{n}" for n in range(60)} <= reached
    assert [done.faults(each) for each in done.proof.witnesses] == [[] for _ in done.proof.witnesses]


def test_the_same_definition_has_the_same_proof(tried):
    assert tried(sixty()).proof == tried(sixty()).proof


def test_products_of_many_unknowns_come_to_an_end_and_what_is_open_is_a_warning(tried):
    products = [f"{{id: f{n}, label: 第{n}项, type: number, min: 1, max: 1000}}" for n in range(4)]
    products += [
        f"{{id: f{n}, label: 第{n}项, type: number, min: 1, max: 1000, when: f{n - 1} * f{n - 2} > f{n - 3} * 3}}"
        for n in range(4, 40)
    ]
    done = tried(form(*products))
    assert set(done.codes()) <= {"TB350"}
    assert done.proof.holds
    assert "nonlinear" in {each.code for each in done.proof.limits}
    assert ("resource" in {each.code for each in done.proof.limits}) == bool(done.codes())


def test_a_condition_fifty_deep_is_refused_before_it_is_proven():
    deep = "!(" * 50 + "p" + ")" * 50
    with pytest.raises(ConditionError) as refused:
        compile_expression(deep, Scope({"p": BOOL}))
    assert refused.value.code == "too_deep"


def test_the_solver_is_not_loaded_before_something_is_proven():
    program = "import sys, tongban.publishing, tongban.assurance.prove; print('z3' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
