"""Real cases on a draft: whose outcome, limit, materials, next step or notices would change; nothing else is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from example_stage import EXAMPLES, FOLDER, name_of, played, stage_for
from tongban.assurance import Played
from tongban.assurance.replay import Impact, Replayed, replay_case
from tongban.assurance.rerun import Ground, rerun
from tongban.assurance.retrace import retrace
from tongban.definitions import Definition, LayeredSources, MemorySources, load_workspace
from tongban.definitions.examples import Example
from tongban.law import Case, evolve
from tongban.law import commands as ask

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
ITEM = "item_defs/chengguan/occupy-road/item.yaml"
#: what time does at a limit's last instant has been done a moment later
A_MOMENT = timedelta(seconds=1)


def replayed(example: Example, *changes: tuple[str, str], now: datetime = NOW) -> Replayed:
    """Play an example on what the folder says, then run the case on the item with some words replaced by others."""
    stage, was = stage_for(example), played(example)
    old, new = stage.definition, _draft(stage.definition, *changes) if changes else stage.definition
    return replay_case(was.case.number, was.events, old, new, stage.rulebook, stage.calendar, now)


def _draft(old: Definition, *changes: tuple[str, str]) -> Definition:
    text = FOLDER.read(ITEM)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    workspace = load_workspace(LayeredSources((MemorySources({ITEM: text}), FOLDER)))
    return workspace.definition(old.item, old.tenant)


def named(name: str) -> Example:
    return next(each for each in EXAMPLES if (each.item, each.name) == ("occupy-road", name))


def told(found: Replayed) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for each in found.changes:
        kinds.setdefault(each.kind, []).append(each.text)
    return kinds


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_a_case_on_the_same_definition_stays_exactly_as_it_is(example: Example) -> None:
    assert replayed(example).changes == ()


@pytest.mark.parametrize("example", EXAMPLES, ids=name_of)
def test_the_commands_found_again_make_the_same_end(example: Example) -> None:

    stage, was = stage_for(example), played(example)
    ground = Ground(stage.definition, stage.rulebook, stage.calendar)
    again = rerun(retrace(was.events, stage.definition), ground, was.events[-1].at + A_MOMENT)
    assert again.stopped is None
    assert again.case == _folded(was)


def _folded(played: Played) -> Case:
    case = None
    for event in played.events:
        case = evolve(case, event)
    assert case is not None
    return case


def test_a_shorter_promise_moves_the_limit_and_nothing_else() -> None:
    found = replayed(named("granted-works"), ("promise: {working_days: 5}", "promise: {working_days: 2}"))
    assert told(found) == {"deadline": ["承诺办结期限：2026年10月12日 → 2026年10月8日"]}


def test_a_new_material_is_named_and_the_rest_is_reckoned_as_if_it_were_there() -> None:
    new = "materials:\n  - {id: insurance, name: 责任保险单, criteria: [保险期限覆盖占用期间]}\n"
    found = told(replayed(named("open-survey"), ("materials:\n", new)))
    assert found == {"materials": ["要多交材料：责任保险单"]}


def test_a_material_given_up_is_told_too() -> None:
    found = told(replayed(named("granted-works"), ("    may_follow: {working_days: 5}\n", "    when: area > 900\n")))
    assert found["materials"] == ["不再要求材料：场地占用协议或者权属证明"]
    assert set(found) == {"materials"}


def test_a_new_step_changes_whose_turn_it_is_and_says_where_the_old_course_ends() -> None:
    step = "  - {step: police, name: 交警会签, by: reviewer, points: [不影响交通]}\n  - {step: decision,"
    found = told(replayed(named("open-decided"), ("  - {step: decision,", step)))
    assert found["next_step"] == ["下一环节：送达 → 交警会签"]
    assert found["refused"] == [
        "2026年11月16日的“准予”按新版不能办理：现在应当办理的环节是“交警会签”，请按办理流程依次进行。"
    ]
    assert "准予决定书" in found["notices"][0]
    assert "送达期限" in " ".join(found["deadline"])


def test_a_step_given_up_is_passed_over() -> None:
    text = FOLDER.read(ITEM)
    begin, end = text.index("  - step: survey"), text.index("  - {step: decision")
    found = told(replayed(named("open-survey"), (text[begin:end], "")))
    assert found["next_step"] == ["下一环节：现场勘验 → 审核决定"]
    assert found["notices"] == ["不会发文书：特殊程序告知书"]


def test_a_field_that_becomes_obligatory_is_told() -> None:
    new = "      - {id: permit_number, label: 占用许可前证编号, type: text}\n      - {id: length,"
    found = told(replayed(named("open-survey"), ("      - {id: length,", new)))
    assert found == {"fields": ["申请表中没有填写或者不符合新版要求：占用许可前证编号"]}


def test_an_outcome_that_would_not_be_reached_is_told() -> None:
    found = told(replayed(named("granted-works"), ("channels: [online, window, courier]", "channels: [window]")))
    assert found["refused"][0].startswith("2026年9月28日的“提交申请”按新版不能办理")


def test_answers_that_the_draft_cannot_read_are_told_and_stop_nothing() -> None:
    changed = ("{id: length, label: 占用长度, type: number, unit: 米, min: 0.1, max: 1000, decimals: 1,",
               "{id: length, label: 占用长度, type: yes_no,")  # fmt: skip
    more = ("computed: length * width", "computed: width * width")
    found = told(replayed(named("granted-works"), changed, more))
    assert found["refused"][0].startswith("这件办件的内容不适合新版")


def test_a_longer_time_to_supply_moves_only_cases_that_were_given_the_items_own() -> None:
    longer = ("\nfees: none", "\nsupplement_within: {working_days: 15}\nfees: none")
    before = datetime(2026, 9, 16, 10, 0, tzinfo=NOW.tzinfo)
    found = told(replayed(named("lapsed-works"), longer, now=before))
    # the reminder that goes out before the limit ends moves along with it
    assert found == {
        "deadline": [
            "补齐补正期限：2026年9月29日 → 2026年10月12日",
            "补正期限届满前的提醒：2026年9月24日 → 2026年10月9日",
        ]
    }


def test_the_commands_of_a_history_leave_out_what_time_did() -> None:
    example = named("open-deemed-accepted")
    was, definition = played(example), stage_for(example).definition
    assert [type(each.command) for each in retrace(was.events, definition)] == [ask.Submit]


def test_counts_say_in_how_many_cases_each_kind_of_thing_changes() -> None:
    shorter = ("promise: {working_days: 5}", "promise: {working_days: 2}")
    found = Impact(tuple(replayed(named(each), shorter) for each in ("open-decided", "granted-works", "declined-lane")))
    assert (len(found.cases), len(found.changed)) == (3, 2)
    assert found.counts == {"deadline": 2}
