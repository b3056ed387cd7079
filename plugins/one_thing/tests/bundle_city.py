"""A city in which bundles are asked for: hand in by an example, decide parts, let the outbox work, look again."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from door_desk import CHIEF, CLERK, REVIEWER, at
from one_thing.language.library import Library, load_library
from one_thing.proof.examples import answers_in
from one_thing.running.advancing import parts_of
from one_thing.running.hand_in import Wanted, hand_in
from one_thing.running.plans import Plan, keep, plan_now
from one_thing.running.starting import Set
from one_thing.running.tables import BundleRow, PartRow
from tongban.cases import door, outbox
from tongban.cases.drafts import begin_elsewhere
from tongban.cases.files import Inspected, attach, draft_files, inspect_upload
from tongban.cases.licences.offers import offers
from tongban.cases.plugins import TELL_PLUGIN
from tongban.cases.plugins.office import Office, Offices
from tongban.cases.tables import CaseRow, DraftRow
from tongban.database import Sessions, scoped
from tongban.delivery.courier import _carry_out
from tongban.delivery.desk import desk_of
from tongban.forms import dump
from tongban.law import Actor, Applicant, Case, MaterialVerdict, Refusal, State, Verdict, applicable, case_from_json
from tongban.law.commands import (
    Accept,
    Command,
    CompleteStep,
    EndSpecialProcedure,
    Grant,
    Refuse,
    StartSpecialProcedure,
)
from tongban.law.licences import made_up_entries
from tongban.publishing import Books
from tongban.publishing.memory import definition
from tongban.settings import Settings

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


@dataclass
class BundleCity:
    """Everything that happens to bundles of one lead tenant."""

    settings: Settings
    sessions: Sessions
    books: Books
    tenant: str = "yuzhong"
    person: str = "applicant-1"  # the account of who applies
    clock: datetime = field(default_factory=lambda: at("2026-09-28 Mon 10:00"))

    def __post_init__(self) -> None:
        self.desk = desk_of(self.settings, self.books)
        self.files = self.desk.files

    @property
    def library(self) -> Library:
        return library_of(self.books)

    @contextmanager
    def office(self, tenant: str = "") -> Iterator[Office]:
        where = tenant or self.tenant
        with scoped(where):
            found = Offices(self.sessions(), self.books, self.files, where, self.clock)("one_thing")
            assert found is not None, f"the plugin is off at {where}"
            yield found["office"]
        self.sessions.remove()  # on SQLite nobody else writes while a transaction is open

    def draft(self, bundle: str, example: str, **changes: Any) -> tuple[Plan, DraftRow, Applicant]:
        """Begin a draft and fill it in as an example says, with a file for each material that it brings."""
        said = self.example(bundle, example)
        with self.office() as office:
            plan = plan_now(office.session, self.library, bundle, self.tenant)
            keep(office.session, plan, self.clock)
            applicant = Applicant(self.person, said["applicant"]["kind"], said["applicant"]["name"])
            answers = {**answers_in(plan.merged, said), **changes}
            row = begin_elsewhere(
                office.session, self.tenant, plan.merged.form.item, plan.merged.form,
                applicant_id=applicant.id, applicant_kind=applicant.kind, now=self.clock, answers=answers,
            )  # fmt: skip
            row.answers = dump(plan.merged.form, answers)
            for material in said.get("materials", ()):
                self._attach(office, plan, row, material)
            office.session.commit()
        return plan, row, applicant

    def _attach(self, office: Office, plan: Plan, row: DraftRow, material: str) -> None:
        kind = "pdf" if "pdf" in plan.merged.form.material(material).formats else "png"
        content = PDF if kind == "pdf" else PNG
        inspected = inspect_upload(f"{material}.{kind}", BytesIO(content), formats=(kind,), max_mb=1)
        assert isinstance(inspected, Inspected), inspected
        attach(office.session, self.files, inspected, draft_id=row.id, material=material, now=self.clock)

    def example(self, bundle: str, name: str) -> Mapping[str, Any]:
        source = self.library.source(bundle)
        return next(each.data for each in source.examples if each.path.endswith(f"/{name}.yaml"))

    def hand_in(self, bundle: str, example: str, **changes: Any) -> BundleRow:
        plan, draft, applicant = self.draft(bundle, example, **changes)
        return self.hand_in_draft(plan, draft, applicant)

    def hand_in_draft(self, plan: Plan, draft: DraftRow, applicant: Applicant) -> BundleRow:
        with self.office() as office:
            draft = office.session.get_one(DraftRow, (draft.tenant_id, draft.id))
            day = self.clock.date()
            theirs = Set(
                draft_files(office.session, draft.id), offers(office.session, plan.merged.form, applicant, day)
            )
            actor = Actor(applicant.id, applicant.name, "applicant")
            row = hand_in(office, plan, draft, applicant, Wanted("electronic"), actor, theirs)
            office.session.commit()
            return row

    def parts(self, number: str) -> dict[str, PartRow]:
        with self.office() as office:
            return {each.part: each for each in parts_of(office, number)}

    def bundle(self, number: str) -> BundleRow:
        with self.office() as office:
            found = office.session.get(BundleRow, (self.tenant, number), populate_existing=True)
            assert found is not None
            return found

    def states(self, number: str) -> dict[str, str]:
        return {name: each.state for name, each in self.parts(number).items()}

    def case(self, row: PartRow) -> Case:
        assert row.case_number is not None
        with scoped(row.handled_at):
            found = self.sessions().get(CaseRow, (row.handled_at, row.case_number), populate_existing=True)
            assert found is not None
            snapshot = found.snapshot
        self.sessions.remove()
        return case_from_json(snapshot)

    def act(self, row: PartRow, command: Command) -> Case:
        assert row.case_number is not None
        with scoped(row.handled_at):
            answer = door.act(self.sessions(), self.books, row.case_number, command, self.clock)
            assert not isinstance(answer, Refusal), answer.message
            self.sessions().commit()
        self.sessions.remove()
        return answer.case

    def accept(self, row: PartRow) -> Case:
        case = self.case(row)
        described = definition(self.sessions(), row.definition_hash)
        verdicts = tuple(MaterialVerdict(each.id, Verdict.OK) for each in applicable.handed_in(case, described))
        return self.act(row, Accept(CLERK, verdicts)) if case.state is State.SUBMITTED else case

    def grant(self, row: PartRow, **entered: str) -> Case:
        """Take a part through to its grant; `entered` is what the decision adds to its licence, else made up."""
        case = self._through(row)
        if case.decision:
            return case
        made_up = made_up_entries(case, definition(self.sessions(), row.definition_hash))
        return self.act(row, Grant(CHIEF, "同意。", entered={**made_up, **entered}))

    def reviewed(self, row: PartRow) -> None:
        """Take a part as far as its decision, which is left to others."""
        self._through(row)
        self.sessions.remove()

    def refuse(self, row: PartRow) -> Case:
        self._through(row)
        return self.act(row, Refuse(CHIEF, "场所不符合条件。"))

    def _through(self, row: PartRow) -> Case:
        case = self.accept(row)
        described = definition(self.sessions(), row.definition_hash)
        for _ in range(20):
            open_now = [each for each in case.open_steps if not described.step(each).decides]
            if not open_now:
                return case
            by = CLERK if described.step(open_now[0]).by == "window_clerk" else REVIEWER
            case = self._step(row, open_now[0], by)
        raise AssertionError(case.open_steps)

    def _step(self, row: PartRow, step: str, by: Actor) -> Case:
        described = definition(self.sessions(), row.definition_hash)
        procedure = described.step(step).special_procedure
        if procedure is not None:
            self.act(row, StartSpecialProcedure(by, step))
            shared = "已由牵头部门联合勘验" if procedure.is_survey else ""
            return self.act(row, EndSpecialProcedure(by, step, "符合要求。", shared))
        return self.act(row, CompleteStep(by, step, "符合要求。"))

    def quiet(self) -> None:
        """Let what is ordered so far be done, but for what plugins are told."""
        self.work()

    def work(self) -> None:
        """Do what the worker does for plugins, until the outbox is quiet; printing and sending are tested elsewhere."""
        while taken := outbox.take(self.sessions(), self.clock, 50):
            for effect in taken:
                if effect.kind == TELL_PLUGIN or effect.kind.startswith("one_thing."):
                    assert _carry_out(self.sessions, self.desk, effect, lambda: self.clock)
                else:
                    with scoped(effect.tenant):
                        outbox.done(self.sessions(), effect, self.clock)
                        self.sessions().commit()
        self.sessions.remove()

    def later(self, **more: int) -> None:
        self.clock += timedelta(**more)


_LIBRARIES: dict[int, Library] = {}


def library_of(books: Books) -> Library:
    workspace = books.workspace
    if id(workspace) not in _LIBRARIES:
        _LIBRARIES[id(workspace)] = load_library(workspace)
    return _LIBRARIES[id(workspace)]
