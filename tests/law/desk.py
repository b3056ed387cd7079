"""Two small items, and a desk for one case with a virtual clock."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tongban import law
from tongban.calendars import WorkingCalendar
from tongban.conditions import NEVER, TEXT, Scope, compile_expression
from tongban.definitions.model import (
    AcceptanceCondition,
    Authority,
    Basis,
    CatalogueEntry,
    Choice,
    Definition,
    Field,
    Material,
    Outcome,
    Question,
    Section,
    Service,
    Span,
    SpecialProcedure,
    Step,
    Time,
    Unit,
)
from tongban.definitions.rulebook import Rulebook
from tongban.fields import field_types

ZONE = ZoneInfo("Asia/Shanghai")
WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
NUMBER = law.format_case_number("500235", date(2026, 11, 20), 1)

CITIZEN = law.Actor("a1", "张三", "applicant")
CLERK = law.Actor("c1", "李四", "window_clerk")
REVIEWER = law.Actor("r1", "王五", "reviewer")
CHIEF = law.Actor("h1", "赵六", "chief_representative")
OK, BAD = law.Verdict.OK, law.Verdict.DEFICIENT
WORKS = compile_expression('purpose == "works"', Scope({"purpose": TEXT}))


def moment(text: str) -> datetime:
    """Read `2026-11-20 Fri 10:00` in the law's zone, and insist on the weekday."""
    day, weekday, *time = text.split()
    found = datetime.fromisoformat(f"{day} {time[0] if time else '10:00'}").replace(tzinfo=ZONE)
    assert WEEKDAYS[found.weekday()] == weekday, f"{day} is a {WEEKDAYS[found.weekday()]}"
    return found


def options(field_type: str) -> object:
    """Give the plain options of a field type."""
    return field_types[field_type].load_options({})


def last_instant(text: str) -> datetime:
    """Give the last instant of `2026-11-20 Fri`."""
    return law.end_of_day(moment(text).date(), ZONE)


ROAD = Definition(
    item="occupy-road",
    tenant="yunyang",
    title="占道施工审批",
    summary="",
    catalogue=CatalogueEntry("occupy-road", "占道施工审批", "01", "城市管理局", (Basis("城市市容和环境卫生管理条例"),)),
    authority=Authority("云阳县城市管理局"),
    applicants=("person", "enterprise"),
    conditions=(AcceptanceCondition("确需占用道路。"),),
    situation=(Question("purpose", "哪一种？", (Choice("works", "施工"), Choice("stacking", "堆料"))),),
    sections=(
        Section(
            "site",
            "占用情况",
            (
                Field("area", "占用面积", "number", options("number")),
                Field("until", "结束日期", "date", options("date")),
            ),
        ),
    ),
    checks=(),
    materials=(
        Material("location", "占用位置图"),
        Material("plan", "施工方案", when=WORKS),
        Material("photo", "现场照片", required=NEVER),
        Material("licence", "营业执照", source="government", trust="issuer"),
    ),
    process=(
        Step("review", "材料审查", "reviewer", within=Span(2)),
        Step("survey", "现场勘验", "reviewer", when=WORKS, special_procedure=SpecialProcedure("site_survey", Span(3))),
        Step("decision", "决定", "chief_representative", decides=True),
    ),
    time=Time(Span(20), Span(5), "《中华人民共和国行政许可法》第四十二条"),
    fees=(),
    results=(Outcome("占道许可决定书", "approval", valid=Span(3, Unit.MONTHS)),),
    service=Service("云阳县政务服务中心", "工作日 9:00—17:00", "023-00000000", "023-00000001"),
    supplement_within=Span(10),
    hash="road-1",
)
SPOT = replace(
    ROAD,
    item="unemployment",
    title="失业登记",
    materials=(Material("proof", "终止就业证明"),),
    process=(Step("decide", "办理", "window_clerk", decides=True),),
    time=Time(None, None, "没有规定法定期限"),
    hash="spot-1",
)


@dataclass
class Desk:
    """One case with its clock and its history. `do` insists that the law agrees, `refused` that it does not."""

    definition: Definition
    rulebook: Rulebook
    calendar: WorkingCalendar
    now: datetime
    case: law.Case | None = None
    history: list[law.Event] = field(default_factory=list)

    def at(self, text: str) -> Desk:
        self.now = moment(text)
        return self

    def ask(self, command: law.Command) -> tuple[law.Event, ...] | law.Refusal:
        return law.decide(self.case, command, self.definition, self.rulebook, self.calendar, self.now)

    def do(self, command: law.Command) -> law.Case:
        answer = self.ask(command)
        assert not isinstance(answer, law.Refusal), answer
        for event in answer:
            self.case = law.evolve(self.case, event)
            self.history.append(event)
        assert self.case is not None
        return self.case

    def refused(self, command: law.Command) -> law.Refusal:
        answer = self.ask(command)
        assert isinstance(answer, law.Refusal), answer
        assert answer.message.endswith(("。", "！")), "a refusal speaks in full sentences"
        return answer

    def surveyed(self, step: str = "survey", by: law.Actor = REVIEWER) -> Desk:
        """Appoint a survey for today and put its record on file."""
        people = ("王五", "钱七")
        self.do(law.AppointSurvey(by, step, self.now.date(), "上午9时", "云江大道1号", people))
        self.do(law.RecordSurvey(by, step, self.now.date(), "现场与申请一致。", people))
        return self

    def pass_time(self, text: str) -> law.Case:
        return self.at(text).do(law.PassTime())

    def submit(self, *materials: str, purpose: str = "stacking", channel: str = "online") -> law.Case:
        actor = CLERK if channel == "window" else CITIZEN
        person = law.Applicant("p1", "person", "张三")
        handed_in = tuple(law.HandedIn(each, (f"file-{each}",)) for each in materials)
        answers = {"purpose": purpose, "area": 12, "until": "2026-12-31"}
        return self.do(law.Submit(actor, NUMBER, 1, channel, person, answers, handed_in))

    def verdicts(self, **verdicts: str) -> tuple[law.MaterialVerdict, ...]:
        """Judge every material handed in: those named are deficient for the reason given."""
        assert self.case is not None
        return tuple(
            law.MaterialVerdict(each.id, BAD if each.id in verdicts else OK, verdicts.get(each.id, ""))
            for each in self.case.materials
        )

    def accept(self) -> law.Case:
        return self.do(law.Accept(CLERK, self.verdicts()))

    def request(self, **missing: str) -> law.Case:
        return self.do(law.RequestSupplement(CLERK, named(**missing), verdicts=self.verdicts(**self.held(missing))))

    def held(self, missing: dict[str, str]) -> dict[str, str]:
        assert self.case is not None
        return {key: text for key, text in missing.items() if self.case.material(key)}

    def deadline(self, kind: law.DeadlineKind) -> law.Deadline:
        assert self.case is not None
        return next(each for each in reversed(self.case.deadlines) if each.kind is kind)


def named(**missing: str) -> tuple[law.Deficiency, ...]:
    """Name deficiencies; `area` and `until` are fields, all else materials."""
    fields = {"area", "until"}
    kinds = law.DeficiencyKind
    return tuple(
        law.Deficiency(kinds.FIELD if key in fields else kinds.MATERIAL, key, text) for key, text in missing.items()
    )
