"""Every rule: what fails and what passes are its tests; its page is written from it."""

import json
import re
from pathlib import Path

import pytest

from tongban.definitions import Finding, lint, load_workspace, report
from tongban.definitions.lint import Rule, Sample, all_rules, lint_claim, rules_page
from tongban.definitions.lint.sample import sample_sources
from tongban.definitions.loading_codes import LOADING_CODES

ROOT = Path(__file__).parents[2]
each_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: f"{rule.code}-{rule.name}")


def linted(sample: Sample) -> tuple[Finding, ...]:
    published = {("yunyang", "occupy-road"): sample.published} if sample.published is not None else None
    return lint(load_workspace(sample_sources(sample)), published=published)


@pytest.mark.row("C6")
@each_rule
def test_what_fails_is_found_at_a_line_with_article_and_hint(rule: Rule) -> None:
    sources = sample_sources(rule.failing)
    findings = [each for each in linted(rule.failing) if each.code == rule.code]
    assert findings
    for each in findings:
        assert each.line >= 1
        assert each.column >= 1
        assert each.line <= sources.read(each.path).count("\n") + 1
        assert each.article
        assert re.search("[\u4e00-\u9fff]", each.message)
        assert each.message.endswith("。")
        assert each.hint.endswith("。") or each.hint.endswith("？")
        assert each.severity is rule.severity


@pytest.mark.row("C6")
@each_rule
def test_what_fails_breaks_this_rule_and_no_other(rule: Rule) -> None:
    assert {each.code for each in linted(rule.failing)} == {rule.code}


@pytest.mark.row("C6")
@each_rule
def test_what_passes_has_no_finding_at_all(rule: Rule) -> None:
    assert linted(rule.passing) == ()


@each_rule
def test_each_rule_has_both_samples_and_they_differ(rule: Rule) -> None:
    assert rule.failing != Sample()
    assert rule.failing != rule.passing
    assert re.fullmatch(r"TB[12]\d\d", rule.code)


def test_the_page_of_the_rules_is_what_the_rules_say() -> None:
    assert (ROOT / "docs" / "lint.md").read_text(encoding="utf-8") == rules_page()


@pytest.mark.row("C6")
def test_a_finding_upstream_is_told_once_and_not_for_each_claimant(workspace_with, township) -> None:
    workspace = workspace_with(item="visits: 1\nonline_depth: intake", files=township)
    assert [each.code for each in lint(workspace)] == ["TB111"]


@pytest.mark.row("C6")
def test_a_conflict_stops_that_claimant_only(workspace_with, township) -> None:
    township["tenants/jiangkou/items.yaml"] = "claims:\n  occupy-road:\n    title: 别的\n"
    workspace = workspace_with(files=township)
    assert [each.code for each in lint_claim(workspace, "occupy-road", "jiangkou")] == ["TB108"]
    assert lint_claim(workspace, "occupy-road", "yunyang") == ()


def test_lint_can_look_at_one_item_only(workspace_with) -> None:
    workspace = workspace_with(item="visits: 1\nonline_depth: intake")
    assert [each.code for each in lint(workspace, only=["occupy-road"])] == ["TB111"]
    assert lint(workspace, only=["another"]) == ()


@pytest.mark.row("C6")
@pytest.mark.parametrize(
    ("item", "code", "words"),
    [
        ("checks:\n  - {id: a, holds: arae > 1, message: 面积应大于一。}", "TB106", "area"),
        ("checks:\n  - {id: a, holds: area > 1, message: 面积应大于一。, at: ares}", "TB106", "ares"),
        ('materials:\n  - {id: plan, name: 方案, when: purpose == "working"}', "TB107", "working"),
        ("materials:\n  - {id: plan, name: 方案, when: area}", "TB107", "area >= 300"),
        ("process:\n  - {step: d, name: 决定, by: reviewer, decides: true}", "TB114", "首席代表"),
        (
            "process:\n  - {step: d, name: 决定, by: chief_representative, decides: true}\n"
            "  - {step: r, name: 审查, by: reviewer}",
            "TB114",
            "之后还有环节",
        ),
        (
            "process:\n  - {step: d, name: 决定, by: chief_representative, decides: true, when: area > 3}",
            "TB114",
            "条件不成立",
        ),
        ("time: {statutory: none, promise: {working_days: 5}}", "TB104", "没有说明理由"),
        ("time: {statutory: {days: 30}, promise: {working_days: 25}}", "TB102", "单位不同"),
        ("visits_reason: 领证", "TB111", "却写了"),
        ("summary: 需提交其他材料的，办理本事项。", "TB101", "其他材料"),
    ],
)
def test_the_other_ways_to_break_a_rule_are_found_too(workspace_with, item: str, code: str, words: str) -> None:
    findings = lint(workspace_with(item=item))
    assert code in [each.code for each in findings]
    assert any(words in each.message + each.hint for each in findings)


@pytest.mark.row("C6")
def test_a_condition_may_not_name_what_is_asked_later(workspace_with) -> None:
    form = """\
form:
  - section: a
    title: 甲
    fields:
      - {id: first, label: 一, type: yes_no, when: second}
      - {id: second, label: 二, type: yes_no, when: purpose == "works"}
"""
    (finding,) = lint(workspace_with(item=form, files=no_examples()))
    assert (finding.code, finding.line) == ("TB106", 14)
    assert "second" in finding.message


def test_a_row_is_known_only_within_its_table(workspace_with) -> None:
    form = """\
form:
  - section: a
    title: 甲
    fields:
      - id: cars
        label: 车辆
        type: table
        columns:
          - {id: plate, label: 号牌, type: text}
          - {id: heavy, label: 是否重型, type: yes_no}
          - {id: permit, label: 通行证号, type: text, when: row.heavy}
      - {id: note, label: 说明, type: text, when: row.heavy || purpose == "works"}
"""
    (finding,) = lint(workspace_with(item=form, files=no_examples()))
    assert finding.code == "TB106"
    assert "form[0].fields[1].when" in finding.message


@pytest.mark.row("N1")
@pytest.mark.parametrize(
    "wording", ["{{ ''.__class__ }}", "{% for i in range(10) %}x{% endfor %}", "{{ materials[0] }}"]
)
def test_a_wording_that_reaches_out_is_refused_at_its_line(workspace_with, wording: str) -> None:
    workspace = workspace_with(files={"tenants/yunyang/wording/receipt.md": f"第一行\n\n{wording}\n"})
    findings = lint(workspace)
    assert {each.code for each in findings} == {"TB110"}
    assert {(each.path, each.line) for each in findings} == {("tenants/yunyang/wording/receipt.md", 3)}


def test_a_report_is_for_people_programs_and_code_hosts(workspace_with) -> None:
    findings = lint(workspace_with(item="visits: 1\nonline_depth: intake"))
    text = report(findings, "text")
    assert "item.yaml:25:9 TB111 错误：" in text
    assert "依据：335 §22" in text
    assert text.endswith("共 1 个错误，0 个提醒。\n")
    (entry,) = json.loads(report(findings, "json"))
    assert (entry["code"], entry["severity"], entry["line"]) == ("TB111", "error", 25)
    assert report(findings, "github").startswith(
        "::error file=item_defs/chengguan/occupy-road/item.yaml,line=25,col=9,title=TB111::"
    )
    assert report((), "text") == "没有发现问题。\n"


def no_examples() -> dict[str, str]:
    """Examples that answer nothing, for items whose form differs."""
    text = """\
title: 收件
channel: online
applicant: {kind: person, name: 张三}
begin: 2026-09-28 10:00
expect: {state: submitted}
"""
    folder = "item_defs/chengguan/occupy-road/examples"
    return {f"{folder}/{name}.yaml": text for name in ("granted", "supplemented", "refused")}


def test_every_code_of_loading_is_listed_and_used() -> None:
    folder = ROOT / "platform/tongban/definitions"
    sources = [path for path in folder.rglob("*.py") if path.name != "loading_codes.py"]
    used = {code for path in sources for code in re.findall(r'"(TB0\d\d)"', path.read_text(encoding="utf-8"))}
    assert used == set(LOADING_CODES)


def test_an_example_is_played_at_a_claimant(workspace_with) -> None:
    files = {path: text.replace("channel:", "tenant: chongqing\nchannel:") for path, text in no_examples().items()}
    findings = lint(workspace_with(files=files))
    assert {each.code for each in findings} == {"TB120"}
    assert "租户“chongqing”" in findings[0].message


@pytest.mark.parametrize(("second", "found"), [("born_on", {"TB115"}), ("moved_on", set())])
def test_a_column_of_a_table_is_named_once_though_another_table_may_name_it_too(second: str, found: set[str]) -> None:
    fields = (
        "      - {{id: {0}, label: {1}, type: table, max_rows: 3, columns: [{{id: born_on, label: 日期, type: date}}, "
        "{{id: {2}, label: 第二个日期, type: date}}]}}\n"
    )
    own = "      - {use: person.name}\n      - {id: area, label: 占用面积, type: number, unit: ㎡}\n"
    head = f"form:\n  - section: family\n    title: 家庭\n    fields:\n{own}"
    item = head + fields.format("children", "子女", second) + fields.format("parents", "父母", "left_on")
    assert {each.code for each in linted(Sample(item)) if each.code == "TB115"} == found


@pytest.mark.parametrize(
    ("code", "said"), [("000117099001", "前九位"), ("000117022000", "子项应有自己的序号"), ("000117022001", "")]
)
def test_a_sub_items_code_follows_its_main_items(code: str, said: str) -> None:
    basis = "[{law: 城市市容和环境卫生管理条例, article: 第十四条}]"
    entry = f'    kind: "01"\n    department: 城市管理局\n    basis: {basis}\n'
    main = f'  occupy:\n    name: 占用城市道路审批\n    base_code: "000117022000"\n{entry}'
    sub = f'  occupy-road:\n    name: 占道施工审批\n    parent: occupy\n    base_code: "{code}"\n{entry}'
    found = linted(Sample(files={"item_defs/_shared/catalogue.yaml": f"entries:\n{main}{sub}"}))
    told = [each.message for each in found if each.code == "TB125"]
    assert told == [] if not said else (told and all(said in each for each in told))
