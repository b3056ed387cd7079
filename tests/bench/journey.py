"""One case's journey through the real floors: start, each answer saved on its own, submit, accept, review, decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from bench import item as bench_item
from bench.instance import MONDAY, Instance
from tongban import forms
from tongban.cases import door, drafts
from tongban.database import scoped
from tongban.law import Actor, Applicant, HandedIn, MaterialVerdict, Verdict
from tongban.law.commands import Accept, Command, CompleteStep, Grant

CLERK = Actor("clerk", "陈窗口", "window_clerk")
REVIEWER = Actor("reviewer", "刘审查", "reviewer")
CHIEF = Actor("chief", "周代表", "chief_representative")
MATERIALS = (HandedIn("plan", ()),)
TODAY = date(2026, 9, 14)
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey on one item. Every step is a request of its own: a fresh session and one transaction."""

    instance: Instance
    item: str
    typed: Mapping[str, str]

    def go(self, applicant_id: str) -> str:
        """Go the whole way as one applicant and return the case's number."""
        applicant = Applicant(applicant_id, "enterprise", "重庆示例建设有限公司")
        draft_id = self._request(lambda session: self._begin(session, applicant))
        for n, (field, text) in enumerate(self.typed.items()):
            self._request(lambda session, f=field, t=text, n=n: self._save(session, applicant, draft_id, f, t, n))
        number = self._request(lambda session: self._submit(session, applicant, draft_id))
        self._act(number, Accept(CLERK, (MaterialVerdict("plan", Verdict.OK),)), hours=24)
        self._act(number, CompleteStep(REVIEWER, "review", "材料齐全，占用理由充分。"), hours=25)
        self._act(number, Grant(CHIEF, "同意占用。"), hours=26)
        return number

    def _request(self, work: Callable[[Session], Result]) -> Result:
        with scoped(bench_item.TENANT):
            session = self.instance.sessions()
            result = work(session)
            session.commit()
        self.instance.sessions.remove()
        return result

    def _begin(self, session: Session, applicant: Applicant) -> str:
        return drafts.begin(
            session,
            bench_item.TENANT,
            self.item,
            applicant_id=applicant.id,
            applicant_kind=applicant.kind,
            now=MONDAY,
            answers={"purpose": "works"},
        ).id

    def _save(self, session: Session, applicant: Applicant, draft_id: str, field: str, text: str, n: int) -> None:
        draft = drafts.own_draft(session, applicant.id, draft_id)
        reading = drafts.save_typed(
            session, draft, {field: [text]}, now=MONDAY + timedelta(seconds=10 * n), today=TODAY
        )
        if reading.findings:
            raise AssertionError(f"the bench's own answer was refused: {reading.findings}")

    def _submit(self, session: Session, applicant: Applicant, draft_id: str) -> str:
        draft = drafts.own_draft(session, applicant.id, draft_id)
        definition, answers = drafts.definition_of(session, draft), drafts.answers(session, draft)
        if findings := forms.check(definition, answers, tuple(each.material for each in MATERIALS), TODAY):
            raise AssertionError(f"the bench's own application is not complete: {findings}")
        application = door.Application(draft.version, "online", applicant, forms.dump(definition, answers), MATERIALS)
        actor = Actor(applicant.id, applicant.name, "applicant")
        done = door.submit(session, self.instance.books, definition, application, actor, MONDAY + timedelta(minutes=30))
        if not isinstance(done, door.Done):
            raise AssertionError(done.message)
        drafts.handed_in(session, draft, done.case.number)
        return done.case.number

    def _act(self, number: str, command: Command, *, hours: int) -> None:
        done = self._request(
            lambda session: door.act(session, self.instance.books, number, command, MONDAY + timedelta(hours=hours))
        )
        if not isinstance(done, door.Done):
            raise AssertionError(done.message)
