"""The city's offices at one desk: propose, review, confirm and claim with one word each, when a test says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from door_desk import at
from tongban.cases import door
from tongban.cases.adjusting import Asked, Claimed, claim, claims_of, propose
from tongban.cases.files import FileStore
from tongban.cases.register import case_of
from tongban.cases.sweep import sweep
from tongban.cases.tables import CaseRow
from tongban.database import Sessions, scoped
from tongban.delivery import Desk, drain
from tongban.law import Actor, Case, Refusal
from tongban.law.commands import Command, CompleteStep, Grant
from tongban.notices import FileKeys
from tongban.publishing import Books
from tongban.settings import Settings

ROOT, DEPARTMENT = "chongqing", "cq-chengguan"
EDITOR = Actor("editor", "市城管局 · 秦编辑", "applicant")
JUSTICE = Actor("justice", "市司法局 · 段审核", "justice_bureau")
OFFICE = Actor("office", "市审改办 · 岳确认", "catalogue_office")
MANAGER = Actor("manager", "县事项管理 · 冉认领", "district_manager")

SIGNBOARD = Asked(
    kind="cancel",
    ground="law",
    items="signboard-record",
    reason="设定依据已经修订，户外招牌不再需要备案。",
    basis=({"law": "重庆市市容环境卫生管理条例"},),
)


@dataclass
class AdjustingCity:
    """Everything that happens to one adjustment."""

    settings: Settings
    sessions: Sessions
    books: Books
    department: str = DEPARTMENT
    numbers: list[str] = field(default_factory=list)

    def propose(self, when: str, asked: Asked = SIGNBOARD, **changes: Any) -> Case:
        with scoped(self.department):
            done = propose(self.sessions(), self.books, self.department, replace(asked, **changes), EDITOR, at(when))
            self.sessions().commit()
        self.numbers.append(done.case.number)
        return done.case

    def act(self, command: Command, when: str, number: str = "", tenant: str = ROOT) -> Case:
        with scoped(tenant):
            answer = door.act(self.sessions(), self.books, number or self.numbers[-1], command, at(when))
            self.sessions().commit()
        assert not isinstance(answer, Refusal), answer
        return answer.case

    def review(self, when: str) -> Case:
        return self.act(CompleteStep(JUSTICE, "legality", "依据充分，同意。"), when)

    def confirm(self, when: str) -> Case:
        return self.act(Grant(OFFICE, "确认。"), when)

    def confirmed(self, proposed: str, reviewed: str, confirmed: str, asked: Asked = SIGNBOARD, **changes: Any) -> str:
        """Bring an adjustment as far as its confirmation, and let what follows be carried out."""
        number = self.propose(proposed, asked, **changes).number
        self.review(reviewed)
        self.confirm(confirmed)
        self.work(confirmed)
        return number

    def work(self, when: str) -> int:
        """Let the worker come by."""
        moment = at(when)
        desk = Desk(self.books, FileStore(self.settings.files_url), FileKeys(self.settings.keys), "http://127.0.0.1")
        return drain(self.sessions, desk, lambda: moment)

    def sweep(self, when: str) -> int:
        return sweep(self.sessions, self.books, at(when))

    def claims(self, when: str, number: str = "") -> Mapping[str, Claimed]:
        found = {each.tenant: each for each in claims_of(self.sessions(), number or self.numbers[-1], at(when))}
        self.sessions().commit()
        return found

    def claim(self, tenant: str, when: str, number: str = "") -> Case:
        """Press the button at a district."""
        with scoped(tenant):
            row = self.row(tenant, self.claims(when, number)[tenant].number)
            answer = claim(self.sessions(), self.books, row, MANAGER, at(when))
            self.sessions().commit()
            self.books.refresh(self.sessions())
            self.sessions().commit()
        assert not isinstance(answer, Refusal), answer
        self.work(when)
        return answer.case

    def row(self, tenant: str, number: str) -> CaseRow:
        with scoped(tenant):
            return self.sessions().scalars(select(CaseRow).where(CaseRow.number == number)).one()

    def case(self, tenant: str = ROOT, number: str = "") -> Case:
        with scoped(tenant):
            found = case_of(self.row(tenant, number or self.numbers[-1]))
            self.sessions().commit()
        return found


def moment(text: str) -> datetime:
    return at(text)
