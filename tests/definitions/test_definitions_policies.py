"""The three policies: locked, tighten only, open; and where each value comes from (C3)."""

import pytest

from tongban.definitions import Policy, lint, policy_of, show
from tongban.definitions.spans import shorter


@pytest.mark.row("C3")
@pytest.mark.parametrize(
    ("claim", "path"),
    [
        ("title: 云阳县占道施工审批", "title"),
        ("conditions: [另加一条。]", "conditions"),
        ("materials:\n  - {id: extra, name: 另加的材料}", "materials"),
        ("process:\n  - {step: decision, name: 决定, by: chief_representative, decides: true}", "process"),
        ("time: {statutory: {working_days: 10}}", "time.statutory"),
        ("fees:\n  - {name: 费, standard: 一元}", "fees"),
        ("result: none", "result"),
        ("catalogue: occupy-road", "catalogue"),
        ("channels: [window]", "channels"),
    ],
)
@pytest.mark.article("335 §6")
def test_an_attempt_on_a_controlled_element_names_element_owner_and_article(
    workspace_with, claim: str, path: str
) -> None:
    workspace = workspace_with(claim=claim)
    (finding,) = lint(workspace)
    assert finding.code == "TB108"
    assert f"（{path}）由城市管理局统一管控" in finding.message
    assert "7 §9" in finding.article
    assert finding.path == "tenants/yunyang/items.yaml"
    resolved = workspace.resolve("occupy-road", "yunyang")
    plain = workspace.resolve("occupy-road")
    top = path.split(".", maxsplit=1)[0]
    assert resolved.data.get(top) == plain.data.get(top)


@pytest.mark.row("C3")
@pytest.mark.parametrize(
    ("item", "claim", "code"),
    [
        ("", "time: {promise: {working_days: 3}}", None),
        ("", "time: {promise: {working_days: 5}}", None),
        ("", "time: {promise: {working_days: 6}}", "TB109"),
        ("", "time: {promise: {days: 4}}", None),
        ("", "time: {promise: {days: 6}}", "TB109"),
        ("", "supplement_within: {working_days: 15}", None),
        ("supplement_within: {working_days: 12}", "supplement_within: {working_days: 15}", None),
        ("supplement_within: {working_days: 12}", "supplement_within: {working_days: 11}", "TB109"),
        ("visits: 2\nvisits_reason: 现场勘验\nonline_depth: intake", "visits: 1", None),
        ("visits: 1\nvisits_reason: 现场勘验\nonline_depth: intake", "visits: 2", "TB109"),
    ],
)
def test_a_claimant_may_bind_itself_more_and_never_less(
    workspace_with, item: str, claim: str, code: str | None
) -> None:
    findings = lint(workspace_with(item=item, claim=claim))
    assert [each.code for each in findings] == ([code] if code else [])


def test_the_default_of_the_supplement_limit_cannot_be_undercut(workspace_with) -> None:
    assert [each.code for each in lint(workspace_with(claim="supplement_within: {working_days: 9}"))] == ["TB109"]


def test_spans_of_unlike_units_are_refused_because_nobody_can_compare_them(workspace_with) -> None:
    (finding,) = lint(workspace_with(claim="time: {promise: {days: 6}}"))
    assert "单位不同，无法比较" in finding.message


def test_no_visit_needs_no_reason_any_more(workspace_with) -> None:
    workspace = workspace_with(item="visits: 1\nvisits_reason: 现场领取\nonline_depth: intake", claim="visits: 0")
    assert lint(workspace) == ()
    assert workspace.definition("occupy-road", "yunyang").visits_reason == ""


@pytest.mark.row("C3")
def test_open_elements_are_the_claimants_own_and_come_down_the_tree(workspace_with, township) -> None:
    township["tenants/jiangkou/items.yaml"] = "claims:\n  occupy-road:\n    service: {hours: 每天}\n"
    workspace = workspace_with(files=township)
    service = workspace.definition("occupy-road", "jiangkou").service
    assert (service.hours, service.address) == ("每天", "示例路 1 号")
    assert workspace.definition("occupy-road", "yunyang").service.hours == "工作日 9:00—17:00"


@pytest.mark.row("C3")
def test_a_township_cannot_loosen_what_its_district_tightened(workspace_with, township) -> None:
    township["tenants/jiangkou/items.yaml"] = "claims:\n  occupy-road:\n    time: {promise: {working_days: 4}}\n"
    workspace = workspace_with(claim="time: {promise: {working_days: 3}}", files=township)
    (finding,) = lint(workspace)
    assert (finding.code, finding.path) == ("TB109", "tenants/jiangkou/items.yaml")
    assert workspace.definition("occupy-road", "jiangkou").time.promise.amount == 3


@pytest.mark.row("C2")
def test_each_value_knows_the_file_the_line_and_the_tenant_it_comes_from(workspace_with, township) -> None:
    workspace = workspace_with(claim="time: {promise: {working_days: 3}}", files=township)
    resolved = workspace.resolve("occupy-road", "jiangkou")
    promise, statutory = resolved.origin("time", "promise"), resolved.origin("time", "statutory")
    assert (promise.path, promise.tenant) == ("tenants/yunyang/items.yaml", "yunyang")
    assert (statutory.path, statutory.tenant) == ("item_defs/chengguan/occupy-road/item.yaml", None)
    label = resolved.origin("form", 0, "fields", 0, "label")
    assert (label.path, label.line, label.said) == ("item_defs/_shared/elements.yaml", 2, "数据元 person.name")
    assert resolved.origin("catalogue", "base_code").path == "item_defs/_shared/catalogue.yaml"
    assert resolved.origin("wording", "acceptance_notice").path == "item_defs/_shared/notices/acceptance_notice.md"


@pytest.mark.row("C2")
def test_show_prints_each_value_with_its_origin_and_its_policy(workspace_with) -> None:
    shown = show(
        workspace_with(claim="time: {promise: {working_days: 3}}\ntitle: 别的").resolve("occupy-road", "yunyang")
    )
    assert "time.promise.working_days = 3    ← tenants/yunyang/items.yaml:5（yunyang） [只可从严]" in shown
    assert "materials[plan].name = 施工方案    ← item_defs/chengguan/occupy-road/item.yaml:17 [统一管控]" in shown
    assert (
        "form[applicant].fields[name].label = 姓名    ← item_defs/_shared/elements.yaml:2（数据元 person.name）"
        in shown
    )
    assert "! title：租户 yunyang 的改写没有采用" in shown


def test_samples_are_added_by_the_claimant_and_forgotten_where_it_sets_the_fact(workspace_with) -> None:
    item = "demonstration: [time.promise, fees]"
    claim = "time: {promise: {working_days: 3}}\ndemonstration: [service.hours]"
    resolved = workspace_with(item=item, claim=claim).resolve("occupy-road", "yunyang")
    assert resolved.data["demonstration"] == ["fees", "service.hours"]


def test_a_wording_is_the_nearest_one_that_may_be_worded(workspace_with, township) -> None:
    files = {
        **township,
        "item_defs/_shared/notices/receipt.md": "市",
        "item_defs/chengguan/occupy-road/notices/acceptance_notice.md": "事项",
        "tenants/yunyang/wording/receipt.md": "县",
    }
    workspace = workspace_with(files=files)
    assert workspace.definition("occupy-road", "jiangkou").wordings == {"acceptance_notice": "事项", "receipt": "县"}
    assert workspace.resolve("occupy-road").data["wording"]["receipt"] == "市"


def test_what_has_no_policy_is_locked() -> None:
    assert policy_of("title") is Policy.LOCKED
    assert policy_of("time.statutory") is Policy.LOCKED
    assert policy_of("something_new") is Policy.LOCKED
    assert policy_of("service.counters") is Policy.OPEN
    assert policy_of("time.promise") is Policy.TIGHTEN_ONLY


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [
        ({"working_days": 5}, {"working_days": 6}, True),
        ({"working_days": 6}, {"working_days": 6}, False),
        ("on_the_spot", {"working_days": 1}, True),
        ({"working_days": 1}, "on_the_spot", False),
        ({"working_days": 5}, {"months": 3}, True),
        ({"months": 3}, {"working_days": 5}, False),
        ({"working_days": 20}, {"days": 30}, None),
        ({"months": 1}, {"days": 30}, None),
    ],
)
def test_spans_are_compared_only_where_the_answer_is_certain(one: object, other: object, less: bool | None) -> None:
    assert shorter(one, other) is less


def test_working_an_item_out_twice_gives_the_same_and_changes_no_source(workspace_with) -> None:
    workspace = workspace_with()
    before = str(workspace.items["occupy-road"].document.data)
    first, again = (workspace.resolve("occupy-road", "yunyang") for _ in range(2))
    assert first == again
    assert str(workspace.items["occupy-road"].document.data) == before


@pytest.mark.row("C6")
@pytest.mark.parametrize(
    ("claim", "code"),
    [
        ("questions:\n  - {question: 要交什么？, answer: 交其他材料。}", "TB101"),
        ("time: {promise: on_the_spot}", "TB103"),
        ("supplement_within: {working_days: 60}", "TB124"),
    ],
)
def test_what_a_claimant_may_write_is_held_to_the_same_rules(workspace_with, claim: str, code: str) -> None:
    findings = lint(workspace_with(claim=claim))
    assert {each.code for each in findings} == {code}


def test_a_finding_that_a_claim_causes_is_told_where_it_can_be_mended(workspace_with) -> None:
    (finding,) = lint(workspace_with(claim="questions:\n  - {question: 要交什么？, answer: 交其他材料。}"))
    assert finding.path == "tenants/yunyang/items.yaml"
