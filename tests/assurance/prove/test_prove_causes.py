"""A cause is told once, with what hangs on it; demands that are opposite only in some situation are opposite too."""

from __future__ import annotations

import pytest

from tongban.assurance.prove.show import as_text

FORM = """\
form:
  - section: applicant
    title: 申请人信息
    fields:
      - use: person.name
      - {{id: area, label: 占用面积, type: number, min: 1, max: 100}}
  - section: works
    title: 占道施工
    when: purpose == "works"
    fields:
      - {{id: builder, label: 施工单位, type: text}}
      - {{id: night, label: 是否夜间施工, type: yes_no}}
      - {{id: crane, label: 是否用吊车, type: yes_no}}
{fields}
checks:
{checks}
materials: []
process:
  - {{step: review, name: 材料审查, by: reviewer, within: {{working_days: 1}}}}
  - step: survey
    name: 现场勘验
    by: reviewer
    within: {{working_days: 1}}
    when: purpose == "works"
  - {{step: decision, name: 决定, by: chief_representative, decides: true}}
"""
WHEN = (
    '{id: small, holds: area <= 10, when: purpose == "works", message: 面积不得超过十平方米。}',
    '{id: large, holds: area > 10, when: purpose == "works", message: 面积应当超过十平方米。}',
)
OTHERWISE = (
    '{id: small, holds: area <= 10 || purpose != "works", message: 面积不得超过十平方米。}',
    '{id: large, holds: area > 10 || purpose != "works", message: 面积应当超过十平方米。}',
)
FAR = "{id: far, holds: area < 90, message: 面积应当小于九十平方米。}"
ODD = '{id: reason, label: 夜间理由, type: text, when: night && purpose == "stacking"}'


def form(*checks: str, fields: tuple[str, ...] = ()) -> str:
    return FORM.format(
        checks="\n".join(f"  - {each}" for each in checks), fields="\n".join(f"      - {each}" for each in fields)
    )


@pytest.mark.parametrize("pair", [WHEN, OTHERWISE], ids=["by their when", "by the same exception"])
def test_two_checks_that_are_opposite_in_one_situation_are_one_finding_that_names_them(tried, pair):
    done = tried(form(FAR, *pair))
    assert done.codes() == ["TB305"]
    assert done.message("TB305").endswith("等。")
    assert "为占道施工时，核对规则“small”与“large”要求相反" in done.message("TB305")
    assert "consistent" not in done.certified()


def test_a_cause_says_how_much_hangs_on_it_and_names_five(tried):
    done = tried(form(*WHEN))
    found = done.proof.found[0]
    assert len(found.lost) == 9  # the answer, the step, three fields of the section, and four answers
    assert f"有 {len(found.lost)} 项：{'、'.join(found.lost[:5])}等。" in found.finding.message
    assert {"环节“现场勘验”", "字段“施工单位”", "“是否夜间施工”选“否”"} <= set(found.lost)
    assert {"reachable", "satisfiable"}.isdisjoint(done.certified())


def test_the_cause_on_which_most_hangs_comes_first_and_another_cause_is_not_lost_in_it(tried):
    done = tried(form(*OTHERWISE, fields=(ODD,)))
    assert done.codes() == ["TB305", "TB301"]
    assert "夜间理由" in done.message("TB301")
    assert "small" not in done.message("TB301")


def test_the_witness_of_a_contradiction_breaks_nothing_else(tried):
    done = tried(form(FAR, *OTHERWISE))
    witness = done.witness("TB305")
    assert witness is not None
    assert witness.situation == {"purpose": "works"}
    faults = done.faults(witness)
    assert len(faults) == 1
    assert faults[0] in ("面积不得超过十平方米。", "面积应当超过十平方米。")


def test_checks_with_the_same_exception_that_can_be_met_are_no_contradiction(tried):
    done = tried(form(OTHERWISE[0], OTHERWISE[1].replace("area > 10", "area > 5")))
    assert done.codes() == []
    assert {"consistent", "duration"} <= done.certified()


def test_a_check_against_a_bound_for_one_answer_names_both_and_leaves_no_certificate(tried):
    done = tried(form("{id: huge, holds: '!night || area > 100', message: 夜间施工的，面积应大于 100。}"))
    assert done.codes() == ["TB303"]
    assert "核对规则“huge”与“占用面积”的范围要求相反" in done.message("TB303")
    assert "consistent" not in done.certified()


def test_a_check_against_a_bound_in_one_situation_names_both(tried):
    holds = 'purpose != "works" || applicant.kind != "person" || area > 100'
    done = tried(form(f"{{id: huge, holds: '{holds}', message: 面积应大于 100。}}"))
    assert done.codes() == ["TB305"]
    assert "选“占道施工”时，核对规则“huge”与“占用面积”的范围要求相反" in done.message("TB305")


def test_conditions_that_one_bound_makes_impossible_each_for_itself_are_told_each(tried):
    odd = (
        "{id: vast, label: 特大, type: text, when: area > 100}",
        "{id: tiny, label: 特小, type: text, when: area < 1}",
    )
    assert tried(form(FAR, fields=odd)).codes() == ["TB301", "TB301"]


def test_the_slowest_path_is_not_certified_when_an_error_keeps_everybody_from_a_step(tried):
    done = tried(form(*WHEN))
    assert "duration" not in done.certified()
    assert {each.claim.value: each.why for each in done.proof.withheld}[
        "duration"
    ] == "上面的错误使环节“现场勘验”走不到。"
    text = as_text(done.proof, done.definition)
    assert "未证  最慢的路径也不超过承诺期限和法定期限：没有出具证明，因为上面的错误使环节“现场勘验”走不到。" in text
    assert "，没有超过；" not in text


def test_a_contradiction_is_told_the_same_each_time(tried):
    assert tried(form(*OTHERWISE, fields=(ODD,))).proof == tried(form(*OTHERWISE, fields=(ODD,))).proof
