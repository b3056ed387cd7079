"""A desk at the door: submit and act with one word each, at a moment that the test names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from tongban.assurance import examples
from tongban.assurance.play import answers_of
from tongban.cases import door
from tongban.cases.tables import CaseRow
from tongban.database import Sessions, scoped
from tongban.definitions import Definition
from tongban.law import Actor, Applicant, Case, HandedIn, MaterialVerdict, Refusal, Verdict, applicable
from tongban.law.commands import AppointSurvey, Command, RecordSurvey
from tongban.publishing import Books, definition, in_use

ZONE = ZoneInfo("Asia/Shanghai")
CLERK = Actor("clerk", "陈窗口", "window_clerk")
REVIEWER = Actor("reviewer", "刘审查", "reviewer")
CHIEF = Actor("chief", "周代表", "chief_representative")
ENTERPRISE = Applicant("applicant-1", "enterprise", "重庆示例建设有限公司")


def at(text: str) -> datetime:
    """Read "2026-09-28 Mon 10:00", whose weekday is checked."""
    moment = datetime.strptime(text, "%Y-%m-%d %a %H:%M").replace(tzinfo=ZONE)
    assert f"{moment:%a}" in text, f"{text} is a {moment:%A}"
    return moment


def surveyed(when: str, step: str = "survey", by: Actor = REVIEWER) -> tuple[Command, Command]:
    """Give what puts a survey on file: appointed for the day, then recorded (XK 34)."""
    day, people = at(when).date(), ("刘审查", "杨勘验")
    appointed = AppointSurvey(by, step, day, "上午9时", "示例路 1 号", people)
    return appointed, RecordSurvey(by, step, day, "现场情况已经查看。", people)


@dataclass
class DoorDesk:
    """Everything that happens at the door of one tenant."""

    sessions: Sessions
    books: Books
    tenant: str = "yunyang"
    item: str = "occupy-road"
    numbers: list[str] = field(default_factory=list)

    def definition(self) -> Definition:
        with scoped(self.tenant):
            return definition(self.sessions(), in_use(self.sessions(), self.tenant, self.item).hash)

    def application(self, applicant: Applicant = ENTERPRISE, **changes: object) -> door.Application:
        example = next(each for each in examples(self.books.workspace, self.item) if each.expect.outcome == "granted")
        answers = {**answers_of(example, self.definition()), **changes}
        materials = tuple(HandedIn(each, ()) for each in example.materials)
        return door.Application(1, example.channel, applicant, answers, materials)

    def submit(self, when: str, applicant: Applicant = ENTERPRISE) -> Case:
        actor = Actor(applicant.id, applicant.name, "applicant")
        with scoped(self.tenant):
            application = self.application(applicant)
            by = CLERK if application.channel == "window" else actor
            answer = door.submit(self.sessions(), self.books, self.definition(), application, by, at(when))
            assert isinstance(answer, door.Done), answer
            self.sessions().commit()
        self.numbers.append(answer.case.number)
        return answer.case

    def act(self, number: str, command: Command, when: str) -> door.Done | Refusal:
        with scoped(self.tenant):
            answer = door.act(self.sessions(), self.books, number, command, at(when))
            self.sessions().commit()
        return answer

    def done(self, number: str, command: Command, when: str) -> Case:
        answer = self.act(number, command, when)
        assert isinstance(answer, door.Done), answer
        return answer.case

    def all_in_order(self, case: Case) -> tuple[MaterialVerdict, ...]:
        return tuple(MaterialVerdict(each.id, Verdict.OK) for each in applicable.handed_in(case, self.definition()))

    def row(self, number: str) -> CaseRow:
        with scoped(self.tenant):
            row = self.sessions().get(CaseRow, (self.tenant, number))
        assert row is not None
        return row
