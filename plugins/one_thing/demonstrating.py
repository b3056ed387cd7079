"""What the demonstration city shows of bundles: one half-way, one finished, made by the very doors that people use."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from one_thing.language.library import Library, load_library
from one_thing.proof.examples import answers_in
from one_thing.running.advancing import advance, parts_of
from one_thing.running.hand_in import Wanted, hand_in
from one_thing.running.leading import deliver_all
from one_thing.running.plans import Plan, keep, plan_now
from one_thing.running.starting import Set, at
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.cases import CaseRow, Office, case_in_scope, case_of, draft_files
from tongban.kit.definitions import TongbanError
from tongban.kit.drafts import DraftRow, begin_elsewhere
from tongban.kit.forms import dump
from tongban.kit.handed_in import RefusedUpload, attach, inspect_upload
from tongban.kit.law import (
    Actor,
    Applicant,
    Case,
    Command,
    MaterialVerdict,
    Refusal,
    State,
    Verdict,
    applicable,
    commands,
)
from tongban.kit.published import definition

CLERK = Actor("demo-clerk", "陈窗口", "window_clerk")
REVIEWER = Actor("demo-reviewer", "刘审查", "reviewer")
CHIEF = Actor("demo-chief", "周代表", "chief_representative")
#: bundle, example, parts that are granted; the finished one is delivered too
HALF_WAY = ("newborn", "everything", ("birth", "vaccination"))
FINISHED = ("open-restaurant", "noodles", ("food", "board", "drainage"))

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


def show(office: Office, people: Sequence[Applicant]) -> None:
    """Make both bundles at a tenant that offers them; safe to leave out where one is not offered."""
    library = load_library(office.books.workspace)
    for name, example, granted in (HALF_WAY, FINISHED):
        if name not in library.offered(office.tenant):
            continue
        row = _handed_in(office, library, name, example, people)
        for part in granted:
            _grant(office, next(each for each in parts_of(office, row.number) if each.part == part))
            advance(office, row.number)
        if row.finished_at is not None:
            deliver_all(office, row.number, CLERK, way="electronic")


def _handed_in(office: Office, library: Library, name: str, example: str, people: Sequence[Applicant]) -> BundleRow:
    examples = library.source(name).examples
    said: Any = next(each.data for each in examples if each.path.endswith(f"/{example}.yaml"))
    plan = plan_now(office.session, library, name, office.tenant)
    keep(office.session, plan, office.now)
    kind = said["applicant"]["kind"]
    applicant = next((each for each in people if each.kind == kind), None)
    if applicant is None:
        raise TongbanError(f"演示城市里没有“{kind}”一类的申请人。")
    answers = answers_in(plan.merged, said)
    form = plan.merged.form
    draft = begin_elsewhere(
        office.session, office.tenant, form.item, form,
        applicant_id=applicant.id, applicant_kind=applicant.kind, now=office.now, answers=answers,
    )  # fmt: skip
    draft.answers = dump(form, answers)
    for material in said.get("materials", ()):
        _attach(office, plan, draft, material)
    theirs = Set(draft_files(office.session, draft.id))
    actor = Actor(applicant.id, applicant.name, "applicant")
    return hand_in(office, plan, draft, applicant, Wanted("electronic"), actor, theirs)


def _attach(office: Office, plan: Plan, draft: DraftRow, material: str) -> None:
    kind = "pdf" if "pdf" in plan.merged.form.material(material).formats else "png"
    inspected = inspect_upload(f"{material}.{kind}", BytesIO(PDF if kind == "pdf" else PNG), formats=(kind,), max_mb=1)
    if isinstance(inspected, RefusedUpload):
        raise TongbanError(inspected.message)
    attach(office.session, office.files, inspected, draft_id=draft.id, material=material, now=office.now)


def _grant(office: Office, row: PartRow) -> None:
    """Take one part through to its grant, as its own desk would."""
    with at(office, row.handled_at, "一件事：演示办件") as there:
        case = case_of(_case(there, row))
        described = definition(there.session, row.definition_hash)
        if case.state is State.SUBMITTED:
            verdicts = tuple(MaterialVerdict(each.id, Verdict.OK) for each in applicable.handed_in(case, described))
            case = _act(there, row, commands.Accept(CLERK, verdicts))
        for step in [each for each in case.steps if not described.step(each).decides]:
            by = CLERK if described.step(step).by == "window_clerk" else REVIEWER
            if described.step(step).special_procedure is not None:
                _act(there, row, commands.StartSpecialProcedure(by, step))
                case = _act(there, row, commands.EndSpecialProcedure(by, step, "现场情况与申请一致。"))
            else:
                case = _act(there, row, commands.CompleteStep(by, step, "材料齐全，符合要求。"))
        if case.decision is None:
            _act(there, row, commands.Grant(CHIEF, "同意。"))


def _case(there: Office, row: PartRow) -> CaseRow:
    assert row.case_number is not None
    return case_in_scope(there.session, row.case_number)


def _act(there: Office, row: PartRow, command: Command) -> Case:
    assert row.case_number is not None
    answer = there.act(row.case_number, command)
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)
    return answer.case
