"""The seventeen checks before publication, as real services run them: each is broken once and found by its rule."""

from __future__ import annotations

import pytest

from tongban.definitions import lint, load_workspace
from tongban.definitions.finding import Severity
from tongban.definitions.lint import Sample, all_rules
from tongban.definitions.lint.sample import sample_texts
from tongban.definitions.sources import MemorySources

CATALOGUE = "item_defs/_shared/catalogue.yaml"
ENTRY = 'entries:\n  occupy-road: {{name: 占道施工审批, kind: "{kind}", department: 城市管理局{more}}}\n'
BASIS = ", basis: [{law: 城市市容和环境卫生管理条例, article: 第十四条}]"
REVIEW = "  - {step: review, name: 材料审查, by: reviewer, points: [占用理由充分]%s}\n"
DECISION = "  - {step: decision, name: 决定, by: chief_representative, decides: true}\n"
FEE = "fees: [{name: 占道费, standard: 每平方米每日 1 元, amount: area%s}]\n"
SERVICE = "service: {address: 示例路 1 号, hours: 工作日, phone: %s, complaints: %s}"

#: number of the check, what it asks, what breaks it, and the rule that finds it
CHECKS = [
    (1, "即办件不能有环节时限", Sample("time: {statutory: {working_days: 20}, promise: on_the_spot}"), "TB103"),
    (2, "承诺件的特殊程序在承诺时限内", Sample(
        "process:\n  - {step: s, name: 现场勘验, by: reviewer, points: [占用范围与施工方案一致], special_procedure: "
        "{kind: site_survey, maximum: {working_days: 9}, basis: {law: 示例法}}}\n" + DECISION), "TB164"),
    (3, "承诺时限少于法定时限", Sample("time: {statutory: {working_days: 5}, promise: {working_days: 5}}"), "TB102"),
    (4, "名称以证结尾的是证照", Sample("result: {name: 占道许可证, kind: other, sample: 证书一页。}"), "TB126"),
    (4, "批复是批文", Sample("result: {name: 占道批复, kind: licence, sample: 批复一页。}"), "TB126"),
    (5, "跑动不为零的写原因", Sample("visits: 1\nonline_depth: intake"), "TB111"),
    (5, "跑动为零的不写原因", Sample("visits_reason: 现场领取"), "TB111"),
    (6, "跑零次又不网办的支持快递", Sample("channels: [window]\nonline_depth: consult"), "TB127"),
    (7, "全程网办的跑动为零", Sample("visits: 1\nvisits_reason: 现场领取"), "TB128"),
    (8, "收费有依据", Sample("online_payment: true\n" + FEE % ""), "TB105"),
    (8, "收费能网上支付", Sample(FEE % ", basis: {law: 示例收费文件, article: 第一条}"), "TB175"),
    (8, "不收费的不支持网上支付", Sample("online_payment: true"), "TB175"),
    (9, "咨询和投诉电话必填", Sample(claim='service: {address: 甲路, hours: 每天, phone: "12345"}'), "TB123"),
    (9, "咨询和投诉电话不同", Sample(claim=SERVICE % ("023-55187618", "023-55187618")), "TB112"),
    (9, "电话带区号", Sample(claim=SERVICE % ('"55187618"', "023-55187618")), "TB112"),
    (10, "服务对象与主题一致", Sample("themes: [婚姻登记, 准营准办]\napplicants: [enterprise]"), "TB132"),
    (11, "许可有常见问题", Sample("questions: []"), "TB134"),
    (11, "许可有五个环节", Sample("process:\n" + DECISION), "TB133"),
    (12, "有结果名就有样本", Sample("result: {name: 占道许可决定书, kind: approval}"), "TB135"),
    (13, "没有禁词", Sample("conditions: [提供其他材料。]"), "TB101"),
    (13, "没有扩展禁词", Sample("conditions: [占用期限按规定确定。]"), "TB136"),
    (14, "清单外不得索要", Sample("conditions: [占用绿地的，还需提交恢复方案。]"), "TB137"),
    (15, "政府核发的免提交", Sample("materials: [{id: p, name: 规划文件, source: government}]"), "TB138"),
    (15, "能共享的免提交", Sample("materials: [{id: p, name: 营业执照, optional: true}]"), "TB139"),
    *((16, f"{kind} 类不可申请", Sample(files={CATALOGUE: ENTRY.format(kind=kind, more=BASIS)}), "TB118")
      for kind in ("02", "03", "04", "06")),
    (17, "事项有依据", Sample(files={CATALOGUE: ENTRY.format(kind="01", more="")}), "TB104"),
    (17, "特殊程序有依据", Sample(
        "process:\n" + REVIEW % ", special_procedure: {kind: hearing, maximum: {days: 2}}" + DECISION), "TB180"),
]  # fmt: skip


@pytest.mark.row("C6")
@pytest.mark.parametrize(("number", "asked", "broken", "code"), CHECKS, ids=[f"{each[0]}-{each[1]}" for each in CHECKS])
@pytest.mark.article("335 §14")
def test_a_check_before_publication_is_made_by_its_rule(number: int, asked: str, broken: Sample, code: str) -> None:
    found = lint(load_workspace(MemorySources(sample_texts(broken))))
    assert code in {each.code for each in found}, (number, asked, [str(each) for each in found])


def test_all_seventeen_are_here() -> None:
    assert {each[0] for each in CHECKS} == set(range(1, 18))


#: Told and not refused: the longer list of words, and what has to be looked up or made first.
WARNINGS = {"TB135", "TB136", "TB138", "TB180"}


def test_what_the_law_itself_asks_stops_publication() -> None:
    severities = {rule.code: rule.severity for rule in all_rules()}
    warned = {code for *_, code in CHECKS if severities[code] is Severity.WARNING}
    assert warned == WARNINGS


def test_what_the_law_itself_fixes_cannot_be_exempted() -> None:
    held = {rule.code for rule in all_rules() if not rule.exemptible}
    assert {"TB102", "TB104", "TB105", "TB108", "TB109", "TB114", "TB118", "TB123", "TB124", "TB137"} <= held


def test_there_are_at_least_forty_eight_rules_each_with_an_article_and_a_hint() -> None:
    assert len(all_rules()) >= 48
    for rule in all_rules():
        assert rule.title.endswith("。"), rule.code
        assert rule.hint.endswith("。"), rule.code
        assert rule.article, rule.code
