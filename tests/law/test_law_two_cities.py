"""Two jurisdictions, one engine: the same case under the decree (335) and under the ordinance (ORD), worked by hand.

November 2026 has no national holiday. 示范市 is off on Thursday the 26th and works on Saturday the 28th (its calendar).
"""

from __future__ import annotations

import ast
import re
from datetime import date
from functools import cache

import pytest
import yaml

from law.conftest import ROOT
from law.desk import CHIEF, CLERK, REVIEWER, ROAD, SPOT, Desk, moment, named
from tongban import law
from tongban.calendars import CalendarError, calendar_from_folder, calendar_from_texts
from tongban.definitions.model import Definition, Span
from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.rulebook import Rulebook, load_rulebook
from tongban.law import DeadlineKind as Kind

CALENDARS = ROOT / "item_defs" / "_shared" / "calendars"
DECREE, ORDINANCE = "chongqing", "shifan"

#: what happens, on which clock, and the last day in each city: 335 · ORD
TABLE = [
    # 335 §17(1): on the spot. ORD §15(2) with licensing law art. 32: 5 days; 23, 24, 25, 27, 28 (the 26th is off).
    ("taken in at a window on Fri 20", Kind.WINDOW_INTAKE, "2026-11-20", "2026-11-28"),
    # 335 §17(2), ORD §19: one working day after Wed 25; the 26th is off in 示范市.
    ("handed in online on Wed 25", Kind.ONLINE_REVIEW, "2026-11-26", "2026-11-27"),
    # accepted on Fri 20 with a promise of 5: 23–27 · 23, 24, 25, 27, 28
    ("accepted on Fri 20", Kind.PROMISE, "2026-11-27", "2026-11-28"),
    # asked on Mon 23 for what is missing: 10 days 24 … 7 Dec · 15 days 24, 25, 27, 28, 30, 1–4, 7–11, 14 Dec
    ("supplement asked on Mon 23", Kind.SUPPLEMENT, "2026-12-07", "2026-12-14"),
    # a survey from Tue 24 to Mon 30: within the promise (335 §25(2)) · left out (ORD §41): 23, 30, 1, 2, 3 Dec
    ("surveyed from Tue 24 to Mon 30", Kind.PROMISE, "2026-11-27", "2026-12-03"),
    # the statutory 20 days stop in both (licensing law art. 45): 23, 30, 1–4, 7–11, 14–18, 21–24 Dec is the 20th
    ("surveyed from Tue 24 to Mon 30", Kind.STATUTORY, "2026-12-24", "2026-12-24"),
]


@cache
def book(city: str) -> Rulebook:
    return load_rulebook(yaml.safe_load((ROOT / "tenants" / city / "rulebook.yaml").read_text("utf-8")))


def desk_of(city: str, definition: Definition = ROAD, at: str = "2026-11-20 Fri 10:00") -> Desk:
    calendar = {DECREE: "cn", ORDINANCE: "shifan"}[city]
    return Desk(definition, book(city), calendar_from_folder(CALENDARS, calendar), moment(at))


def play(what: str, desk: Desk) -> None:
    """Do what the table says."""
    if what == "taken in at a window on Fri 20":
        desk.submit("location", channel="window")
    elif what == "handed in online on Wed 25":
        desk.at("2026-11-25 Wed 10:00").submit("location")
    elif what == "accepted on Fri 20":
        desk.submit("location")
        desk.accept()
    elif what == "supplement asked on Mon 23":
        desk.at("2026-11-23 Mon 09:00").submit()
        desk.request(location="未附占用位置图")
    else:
        desk.submit("location", "plan", purpose="works")
        desk.accept()
        desk.at("2026-11-23 Mon 10:00").do(law.CompleteStep(REVIEWER, "review", "齐全。"))
        desk.at("2026-11-24 Tue 10:00").do(law.StartSpecialProcedure(REVIEWER, "survey"))
        desk.at("2026-11-30 Mon 10:00").surveyed().do(law.EndSpecialProcedure(REVIEWER, "survey", "相符。"))


@pytest.mark.row("T5")
@pytest.mark.parametrize(("what", "kind", "decree", "ordinance"), TABLE)
@pytest.mark.article("335 §3", "ORD §23")
def test_each_city_counts_the_same_case_by_its_own_law(what: str, kind: Kind, decree: str, ordinance: str) -> None:
    for city, wanted in ((DECREE, decree), (ORDINANCE, ordinance)):
        desk = desk_of(city)
        play(what, desk)
        due = desk.deadline(kind).due
        assert due is not None
        assert due.date().isoformat() == wanted, f"{what}: {city}"


@pytest.mark.row("T5")
def test_an_application_left_lying_is_accepted_in_each_city_when_its_own_limit_ends() -> None:
    decree, ordinance = desk_of(DECREE), desk_of(ORDINANCE)
    for desk in (decree, ordinance):
        desk.submit("location", channel="window")
        desk.pass_time("2026-11-23 Mon 09:00")
    assert decree.case is not None
    assert decree.case.acceptance_deemed
    assert decree.case.accepted_on == date(2026, 11, 20)
    assert ordinance.case is not None
    assert ordinance.case.state == "submitted"
    accepted = ordinance.pass_time("2026-11-29 Sun 09:00")
    # ORD §15(2): not told at once, so accepted as of the day of receipt
    assert (accepted.acceptance_deemed, accepted.accepted_on) == (True, date(2026, 11, 20))


@pytest.mark.row("T5")
def test_what_is_done_on_the_spot_has_an_acceptance_notice_where_the_ordinance_wants_one() -> None:
    notices = {}
    for city in (DECREE, ORDINANCE):
        desk = desk_of(city, SPOT)
        desk.submit("proof", channel="window")
        notices[city] = desk.do(law.Grant(CLERK, "准予登记。", desk.verdicts())).notices
    assert notices[DECREE] == ("receipt", "grant_decision")  # 335 §17(1): it may be left out
    assert notices[ORDINANCE] == ("receipt", "acceptance_notice", "grant_decision")  # ORD §15(1): it is issued


@pytest.mark.row("T5")
def test_a_supplement_limit_that_one_city_allows_is_too_short_in_the_other() -> None:
    asked = law.RequestSupplement(CLERK, named(location="未附"), Span(12))
    decree, ordinance = desk_of(DECREE), desk_of(ORDINANCE)
    for desk in (decree, ordinance):
        desk.submit()
    assert decree.do(asked).supplement is not None
    refusal = ordinance.refused(asked)
    assert refusal.article == "《示范市政务服务条例》第十五条第二款"


@pytest.mark.row("T5")
@pytest.mark.parametrize("kind", notice_kinds)
def test_no_notice_of_one_city_cites_the_law_of_the_other(kind: str) -> None:
    for power in ("01", "20"):
        decree = {each.law for each in book(DECREE).bases_of(kind, power)}
        ordinance = {each.law for each in book(ORDINANCE).bases_of(kind, power)}
        assert "重庆市政务服务管理办法" in decree
        assert "示范市政务服务条例" not in decree
        assert "示范市政务服务条例" in ordinance
        assert "重庆市政务服务管理办法" not in ordinance


@pytest.mark.row("T5")
def test_every_article_that_the_law_cites_has_its_counterpart_in_the_ordinance() -> None:
    ordinance, found = book(ORDINANCE), set()
    for path in (ROOT / "platform" / "tongban" / "law").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        texts = (each.value for each in ast.walk(tree) if isinstance(each, ast.Constant))
        found |= {each for each in texts if isinstance(each, str) and re.fullmatch(r"(335|ORD) §[^。]*", each)}
    assert "335 §18" in found
    assert sorted(each for each in found if ordinance.own_article(each) == each) == []
    assert all(book(DECREE).own_article(each) == each for each in found)


@pytest.mark.row("T5")
@pytest.mark.article("ORD §16")
def test_a_refusal_tells_the_remedies_in_both_cities() -> None:
    for city in (DECREE, ORDINANCE):
        desk = desk_of(city)
        desk.submit("location")
        desk.accept()
        desk.do(law.CompleteStep(REVIEWER, "review", "齐全。"))
        desk.do(law.Refuse(CHIEF, "占用范围影响消防通道。"))
        order = next(each for each in reversed(desk.history) if isinstance(each, law.events.NoticeOrdered))
        assert order.notice == "refusal_decision"
        assert "行政复议" in str(order.values["remedies"])
        assert "行政诉讼" in str(order.values["remedies"])


@pytest.mark.row("T5")
def test_a_local_calendar_is_the_national_one_but_for_its_own_days() -> None:
    national, local = calendar_from_folder(CALENDARS), calendar_from_folder(CALENDARS, "shifan")
    differing = [day for day in map(date.fromordinal, range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()))
                 if national.is_working(day) != local.is_working(day)]  # fmt: skip
    assert differing == [date(2026, 11, 26), date(2026, 11, 28)]
    assert local.describe(date(2026, 11, 26)).reason == "示范市地方节日放假（演示）"
    assert local.version.startswith("shifan-2026-")
    assert local.covered_until == national.covered_until


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("calendar: x\nextends: cn\n", "应当写明来源"),
        ("calendar: x\nextends: cn\nsource: 样例\nholidays: {}\nexceptions: []\n", "不认识的键“holidays”"),
        (
            "calendar: x\nextends: cn\nsource: 样例\nexceptions:\n  - {day: 2026-13-01, working: true, reason: x}\n",
            "每一天",
        ),
        (
            "calendar: x\nextends: cn\nsource: 样例\nexceptions:\n  - {day: 2026-11-01, working: maybe, reason: x}\n",
            "每一天",
        ),
        ("calendar: x\nextends: x\nsource: 样例\nexceptions: []\n", "应当直接以它为准"),
    ],
)
def test_a_wrong_local_calendar_is_refused_in_chinese(text: str, said: str) -> None:
    texts = {each.name: each.read_text("utf-8") for each in CALENDARS.glob("cn-*.yaml")} | {"x.yaml": text}
    with pytest.raises(CalendarError, match=said):
        calendar_from_texts(texts, "x")


@pytest.mark.article("335 §25")
def test_the_promise_may_equal_the_statutory_limit_only_under_the_ordinance() -> None:
    assert book(DECREE).promise_below_statutory.holds
    assert not book(ORDINANCE).promise_below_statutory.holds
