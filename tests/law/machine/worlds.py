"""Random worlds: a definition, a jurisdiction and a calendar that no lint would refuse, and the people of an office."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import yaml

from law.desk import ROAD, WORKS, ZONE
from law.promising import COMMITMENT
from tongban import law
from tongban.calendars import TenantException, WorkingCalendar, YearNotice, calendar_from_folder
from tongban.conditions import ALWAYS, NEVER, NUMBER, Scope, compile_expression
from tongban.definitions.model import (
    Assignment,
    Basis,
    ClockEffect,
    Definition,
    Fee,
    Material,
    Outcome,
    Span,
    SpecialProcedure,
    Step,
    StepGroup,
    Time,
    Tolerance,
    Unit,
)
from tongban.definitions.promised import promise_section, spared
from tongban.definitions.rulebook import Rulebook, Switch, load_rulebook

ROOT = Path(__file__).parents[3]
ROLES = ("window_clerk", "reviewer", "chief_representative")
DESK = "综合窗口"
AREA = Scope({"area": NUMBER})
PEOPLE = (
    law.Actor("a1", "张三", "applicant"), law.Actor("g1", "钱代办", "agent"),
    law.Actor("c1", "李四", "window_clerk"), law.Actor("c2", "李五", "window_clerk", DESK),
    law.Actor("c3", "张三", "window_clerk"),  # has the applicant's name, and must step aside
    law.Actor("r1", "王五", "reviewer"), law.Actor("r2", "王六", "reviewer", DESK), law.Actor("r3", "王七", "reviewer"),
    law.Actor("h1", "赵六", "chief_representative"), law.Actor("h2", "赵七", "chief_representative"),
    law.Actor("s1", "孙七", "supervisor"), law.Actor("o1", "周八", "operator"), law.SYSTEM,
)  # fmt: skip
#: statutory and promised time: never more promised than the statute allows, whatever the calendar
TIMES = (
    (Span(20), Span(5)), (Span(10), Span(10)), (Span(20, Unit.DAYS), Span(20, Unit.DAYS)), (Span(5), Span(1)),
    (Span(2, Unit.MONTHS), Span(7)), (Span(1, Unit.YEARS), Span(20)), (Span(60, Unit.DAYS), Span(15, Unit.DAYS)),
    (Span(20), Span(0)), (None, Span(4)), (None, Span(12, Unit.DAYS)),
)  # fmt: skip
#: ten yuan a square metre, on a published basis (335 §27)
METRES = compile_expression("area * 10", AREA, expect=NUMBER)
FEES = (Fee("占用费", "每平方米 10 元", Basis("示例收费办法", "第一条"), amount=METRES),)
SWITCHES = (
    "promise_stops_for_special_procedures", "statutory_stops_for_special_procedures", "lapse_on_provisional_days",
    "acceptance_notice_on_the_spot", "promise_waits_for_later_materials", "decision_waits_for_later_materials",
    "opinion_silence_agrees", "promise_may_be_extended", "electronic_delivered_on_arrival", "renewal_by_silence",
    "unpaid_is_withdrawn", "refund_when_refused", "refund_when_withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """What stays the same while one case is walked; only the calendar may be changed, by a declaration."""

    definition: Definition
    rulebook: Rulebook
    calendar: WorkingCalendar
    begin: datetime


def world(rng: Random) -> World:
    """Make a world by chance."""
    begin = datetime(2025, 1, 1, 9, tzinfo=ZONE) + timedelta(days=rng.randrange(700), minutes=rng.randrange(900))
    return World(definition(rng), rulebook(rng), calendars()[rng.randrange(len(calendars()))], begin)


def definition(rng: Random) -> Definition:
    """Make an item by chance: its steps, limits and promises; two of ten are decided on the spot."""
    spot, internal = rng.random() < 0.15, rng.random() < 0.05
    statutory, promise = rng.choice(TIMES)
    made = replace(
        ROAD,
        item="_road" if internal else ROAD.item,
        catalogue=replace(ROAD.catalogue, kind=rng.choice(["01", "01", "07"])),
        materials=_materials(rng),
        process=_on_the_spot(rng) if spot else _process(rng),
        groups=(StepGroup("site", "并联审查", rng.choice(["", "traffic"]), joint=rng.random() < 0.3),),
        time=Time(None, None, "没有规定法定期限") if spot else Time(statutory, promise, "法定办结时限"),
        results=_results(rng),
        delivery=rng.choice([("window", "electronic"), ("courier", "electronic"), ("window", "courier")]),
        supplement_within=rng.choice([Span(5), Span(10), Span(15, Unit.DAYS)]),
        channels=("online", "window", "kiosk", "courier", "agent"),
        tolerance=_tolerance(rng),
        fees=FEES if rng.random() < 0.3 else (),
        hash="by-chance",
    )
    if rng.random() < 0.6:
        return made
    return replace(
        made, sections=(*made.sections, promise_section(COMMITMENT, made.materials)),
        materials=spared(made.materials, COMMITMENT), commitment=COMMITMENT,
    )  # fmt: skip


def _materials(rng: Random) -> tuple[Material, ...]:
    follows = [None, Span(3), Span(5, Unit.DAYS)]
    return (
        Material("location", "占用位置图"),
        Material("plan", "施工方案", when=WORKS, may_follow=rng.choice(follows)),
        Material("photo", "现场照片", required=NEVER),
        Material("licence", "营业执照", source="government", trust="issuer"),
        *((Material("rights", "场地协议", may_follow=rng.choice(follows)),) if rng.random() < 0.5 else ()),
    )


def _on_the_spot(rng: Random) -> tuple[Step, ...]:
    return (Step("decision", "办理", rng.choice(ROLES), decides=True),)


def _process(rng: Random) -> tuple[Step, ...]:
    """Make a process: reviews in a row or side by side, special procedures, a decision that may need other eyes."""
    steps = [_step(rng, "review", "材料审查")]
    if rng.random() < 0.4:
        steps += [
            replace(_step(rng, "traffic", "交通审查"), together="site"),
            replace(_step(rng, "water", "管线审查"), together="site", department=rng.choice(["", "供水单位"])),
        ]
    if rng.random() < 0.6:
        procedure = SpecialProcedure("site_survey", Span(rng.choice([3, 10])), _clock(rng))
        survey = replace(
            _step(rng, "survey", "现场勘验"), when=rng.choice([WORKS, ALWAYS]), special_procedure=procedure
        )
        steps.append(replace(survey, together=rng.choice(["", "site" if len(steps) > 1 else ""])))
    if rng.random() < 0.2:
        hearing = SpecialProcedure("hearing", Span(20, Unit.DAYS), _clock(rng))
        steps.append(replace(_step(rng, "hearing", "听证"), special_procedure=hearing))
    decision = replace(_step(rng, "decision", "决定"), by=rng.choice(ROLES), decides=True)
    eyes = rng.choice([(), (), ("review",)])
    return (*steps, replace(decision, four_eyes=eyes))


def _step(rng: Random, step: str, name: str) -> Step:
    return Step(
        step,
        name,
        rng.choice(["reviewer", "reviewer", "window_clerk", "chief_representative"]),
        within=rng.choice([None, Span(2), Span(4, Unit.DAYS)]),
        assign=rng.choice([Assignment(), Assignment(), Assignment("desk", DESK), Assignment("load")]),
        countersign=rng.choice([(), (), (), ("reviewer",), ("chief_representative",)]),
    )


def _clock(rng: Random) -> ClockEffect:
    return ClockEffect(rng.choice(["", "", "stops", "runs"]), rng.choice(["", "", "stops", "runs"]))


def _results(rng: Random) -> tuple[Outcome, ...]:
    valid = rng.choice([None, Span(3, Unit.MONTHS), Span(60, Unit.DAYS), Span(1, Unit.YEARS)])
    return (Outcome("占道许可决定书", "approval", valid=valid),) if rng.random() < 0.9 else ()


def _tolerance(rng: Random) -> Tolerance | None:
    if rng.random() < 0.5:
        return None
    told = Tolerance("本人承诺按期补齐所列材料。", "逾期没有补齐的，依法处理。")
    return replace(told, then=rng.choice(["refuse", "decide", "end"]))


def rulebook(rng: Random) -> Rulebook:
    """Take a jurisdiction and turn its switches by chance."""
    turned = {each: Switch(rng.random() < 0.5, "本市规则") for each in SWITCHES if rng.random() < 0.4}
    return replace(rng.choice(_rulebooks()), **turned)  # type: ignore[arg-type]


@cache
def _rulebooks() -> tuple[Rulebook, ...]:
    paths = sorted((ROOT / "tenants").glob("*/rulebook.yaml"))
    return tuple(load_rulebook(yaml.safe_load(each.read_text("utf-8"))) for each in paths)


@cache
def calendars() -> tuple[WorkingCalendar, ...]:
    """Give the real calendar, and eleven by chance with holidays, make-up days and declared days."""
    real = calendar_from_folder(ROOT / "item_defs" / "_shared" / "calendars")
    return (real, *(_calendar(Random(seed)) for seed in range(11)))


def _calendar(rng: Random) -> WorkingCalendar:
    first = rng.choice([2024, 2025])
    years = tuple(year_by_chance(rng, year) for year in range(first, rng.choice([2027, 2028])))
    return WorkingCalendar("by-chance", years)


def year_by_chance(rng: Random, year: int) -> YearNotice:
    """Arrange a year: four holidays of one to eight days, and weekends worked for them."""
    holidays: dict[date, str] = {}
    for _ in range(4):
        first = date(year, 1, 1) + timedelta(days=rng.randrange(350))
        days = (first + timedelta(days=n) for n in range(rng.randint(1, 8)))
        holidays |= {each: "节日" for each in days if each.year == year}
    weekends = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    weekends = [each for each in weekends if each.weekday() > 4 and each not in holidays]
    return YearNotice(year, holidays, dict.fromkeys(rng.sample(weekends, 5), "节日"), "demonstration")


def declared(rng: Random, calendar: WorkingCalendar, today: date) -> WorkingCalendar:
    """Declare a day near today off or on, as after a flood."""
    day = today + timedelta(days=rng.randint(1, 15))
    said = TenantException(day, not calendar.is_working(day), "临时调整", "示范公告")
    return calendar.with_exceptions([said])
