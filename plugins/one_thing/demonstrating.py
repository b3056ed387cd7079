"""What the demonstration city shows of bundles: one half-way, one finished, one with a part that was not granted.

All are examples of their bundles, handed in and decided by the very doors that people use.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
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
from tongban.kit.definitions import Definition, TongbanError
from tongban.kit.drafts import DraftRow, begin_elsewhere
from tongban.kit.forms import dump
from tongban.kit.handed_in import ApplicantRow, RefusedUpload, attach, inspect_upload
from tongban.kit.installing import Account, make_applicant
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
REASONS = "还有一票进口货物没有结关，请办结以后重新申请。"


@dataclass(frozen=True, slots=True)
class Shown:
    """One example of a bundle: the parts that are decided, as it says, and what its applicant then sees."""

    bundle: str
    example: str
    decided: tuple[str, ...]
    seen: str


SHOWN = (
    Shown("newborn", "everything", ("birth", "vaccination"), "正在办理"),
    Shown("open-restaurant", "noodles", ("food", "board", "drainage"), "已经全部办结，结果已经送达"),
    Shown("close-company", "customs-refused", ("tax", "fund", "customs"), "其中一项不予，后续事项不再办理"),
)
#: what those who lead them see
LEADING = "牵头的一件事有正在办理的，也有已经办结的，见“一件事”"
LEADERS = ("clerk", "chief")

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


def show(office: Office, people: Sequence[Applicant]) -> Iterator[Account]:
    """Make the bundles at a tenant that offers them, and give the accounts by which they are seen."""
    library = load_library(office.books.workspace)
    told = 0
    for each in SHOWN:
        if each.bundle in library.offered(office.tenant):
            yield _made(office, library, each, people)
            told += 1
    if told:
        yield from (Account(LEADING, f"{office.tenant}.{each}", "", staff=True) for each in LEADERS)


def _made(office: Office, library: Library, shown: Shown, people: Sequence[Applicant]) -> Account:
    examples = library.source(shown.bundle).examples
    said: Any = next(each.data for each in examples if each.path.endswith(f"/{shown.example}.yaml"))
    person, account = _person(office, shown, said["applicant"], people)
    row = _handed_in(office, library, shown.bundle, said, person)
    refused = {each["part"] for each in said.get("outcomes", ()) if each["outcome"] == "refused"}
    for part in shown.decided:
        _decide(office, next(each for each in parts_of(office, row.number) if each.part == part), part in refused)
        advance(office, row.number)
    if row.finished_at is not None:
        deliver_all(office, row.number, CLERK, way="electronic")
    return replace(account, who=f"{account.who}，申请的{row.title}{shown.seen}")


def _person(
    office: Office, shown: Shown, said: Mapping[str, str], people: Sequence[Applicant]
) -> tuple[Applicant, Account]:
    """Let the example's own person apply: by the account that is there, else by a new one."""
    if (known := next((each for each in people if each.name == said["name"]), None)) is not None:
        login = office.session.get_one(ApplicantRow, known.id).login or ""
        return known, Account(known.name, login, "", staff=False)
    row, account = make_applicant(office.session, said["kind"], said["name"], f"demo-{shown.bundle}", office.now)
    return Applicant(row.id, row.kind, row.name), account


def _handed_in(office: Office, library: Library, name: str, said: Mapping[str, Any], applicant: Applicant) -> BundleRow:
    plan = plan_now(office.session, library, name, office.tenant)
    keep(office.session, plan, office.now)
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


def _decide(office: Office, row: PartRow, refused: bool) -> None:
    """Take one part through to its decision, as its own desk would."""
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
                case = _act(there, row, _end(described, by, step))
            else:
                case = _act(there, row, commands.CompleteStep(by, step, "材料齐全，符合要求。"))
        if case.decision is None:
            deciding = commands.Refuse(CHIEF, REASONS) if refused else commands.Grant(CHIEF, "同意。")
            _act(there, row, deciding)


def _end(described: Definition, by: Actor, step: str) -> commands.EndSpecialProcedure:
    """End a special procedure; the departments of a bundle rely on the survey of the one that leads (335 §24)."""
    procedure = described.step(step).special_procedure
    shared = "已由牵头部门联合勘验，采用其勘验记录" if procedure is not None and procedure.is_survey else ""
    return commands.EndSpecialProcedure(by, step, "现场情况与申请一致。", shared)


def _case(there: Office, row: PartRow) -> CaseRow:
    assert row.case_number is not None
    return case_in_scope(there.session, row.case_number)


def _act(there: Office, row: PartRow, command: Command) -> Case:
    assert row.case_number is not None
    answer = there.act(row.case_number, command)
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)
    return answer.case
