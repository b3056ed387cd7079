"""POST …/applications: the same law and form engine as the portal; what is sent twice under one key is one case."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Response, url_for
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tongban.cases import door, drafts
from tongban.cases.files import move_to_case
from tongban.cases.licences.offers import Offer, offers
from tongban.cases.tables import DraftRow, FileRow
from tongban.cases.unused_files import waiting_place
from tongban.definitions.model import Definition
from tongban.fields import Typed
from tongban.fields.types.file import FileReference
from tongban.forms import APPLICANT_KIND, Finding, Reading, Supplied, dump, materials_asked, precheck, read
from tongban.law import Actor, HandedIn, Refusal
from tongban.publishing.memory import definition
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import in_use
from tongban.tenancy.tree import tenant as tenant_row
from tongban.web.api.case_answer import case_answer
from tongban.web.api.exchange import KEY, pointer_part, sent_body, sent_key
from tongban.web.api.filled import FIELD_FILE, as_typed, as_wrong, named_files, uploads
from tongban.web.api.operations import Answer, Header, Operation, operation
from tongban.web.api.room import Problem, blueprint
from tongban.web.api.schemas import ApplicationRequest, Case
from tongban.web.api.tenants import TENANT
from tongban.web.api.tokens import for_applicants, the_caller
from tongban.web.house import books, db, now
from tongban.web.people import the_law_s
from tongban.web.portal.files_view import supplied
from tongban.web.problems import Wrong
from tongban.web.scoping import enter
from tongban.web.view_words import WALL

Files = Mapping[str, tuple[FileRow, ...]]


@blueprint.post("/tenants/<tenant>/applications", endpoint="apply")
@for_applicants("case.apply")
@operation(
    Operation(
        id="apply",
        summary="提出申请",
        tag="申请",
        description="与门户同一套规则：不显示的字段不能提交，必填的、必交的缺一项即不收，并一次列出全部问题。"
        "同一个 Idempotency-Key 再次发送相同的申请，返回同一个办件；内容不同的不收。",
        path=TENANT,
        headers=(Header(KEY, "由调用方生成的唯一标识，8 至 100 个可见字符", required=True),),
        body=ApplicationRequest,
        answers={
            201: Answer("新的办件", Case, headers=("Location", "ETag")),
            200: Answer("此前用同一标识提出的办件", Case, headers=("ETag",)),
        },
        problems=(400, 401, 404, 409, 415, 422),
        secured=True,
        example={
            "item": "occupy-road",
            "version": 1,
            "answers": {"kind": "works", "reason": "管道抢修"},
            "materials": {"plan": ["0123456789abcdef0123456789abcdef"]},
        },
    )
)
def apply(tenant: str) -> Response:
    asked, key = sent_body(ApplicationRequest), sent_key()
    enter(tenant_row(db(), tenant).id)
    draft_id = _draft_of(key, tenant)
    earlier = db().get(DraftRow, (tenant, draft_id))
    if earlier is not None:
        return _again(earlier, asked)
    version = in_use(db(), tenant, asked["item"])
    described = definition(db(), version.hash)
    _check_version(version, asked.get("version"))
    place = waiting_place(the_caller().id, tenant, version.item)
    files, wrong = named_files(db(), place, asked["materials"])
    filled = _judged(described, asked["answers"], files, place)
    wrong += [*as_wrong(filled.findings), *_not_asked(described, filled.reading, asked["materials"])]
    if wrong:
        raise Problem(422, "申请还不能提交，请按下列说明改正。没有作任何改动。", article="335 §18", errors=wrong)
    number = _hand_in(described, version, draft_id, filled, files)
    return case_answer(number, status=201, Location=url_for("api.case", number=number))


def _draft_of(key: str, tenant: str) -> str:
    """Name the draft that stands for the key: each applicant has keys of their own."""
    return "api-" + hashlib.sha256(f"{the_caller().id}\n{tenant}\n{key}".encode()).hexdigest()[:36]


def _again(earlier: DraftRow, asked: dict[str, Any]) -> Response:
    """Answer a repetition with the case that came of it; refuse the key for anything else."""
    typed, findings = as_typed(drafts.definition_of(db(), earlier), asked["answers"])
    names = {name for names in asked["materials"].values() for name in names}
    same_answers = not findings and _listed(typed) == earlier.typed
    handed = select(FileRow.id).where(FileRow.draft_id == earlier.id, ~FileRow.material.startswith(FIELD_FILE))
    if earlier.item != asked["item"] or not same_answers or names != set(db().scalars(handed)):
        raise Problem(422, f"这个 {KEY} 已经用于另一份申请，请换一个。")
    return case_answer(str(earlier.number))


def _check_version(version: VersionRow, wanted: int | None) -> None:
    if wanted is not None and wanted != version.version:
        raise Problem(409, f"这个事项现在是第 {version.version} 版，您按第 {wanted} 版填写；请重新读取后提交。")


@dataclass(frozen=True, slots=True)
class Filled:
    """What was sent, as it would have been typed, as it was read, and what is wrong with it."""

    typed: Typed
    reading: Reading
    findings: tuple[Finding, ...]


def _listed(typed: Typed) -> dict[str, list[str]]:
    return {name: list(texts) for name, texts in typed.items()}


def _judged(described: Definition, answers: Mapping[str, object], files: Files, place: str) -> Filled:
    """Read and check as the portal does; who applies is the token's owner, whatever the answers say."""
    kind = the_caller().kind
    if kind not in described.applicants:
        raise Problem(422, f"“{described.title}”不面向您的申请人类型。")
    typed, findings = as_typed(described, {name: data for name, data in answers.items() if name != APPLICANT_KIND})
    if answers.get(APPLICANT_KIND, kind) != kind:
        findings.append(Finding("settled", "申请人类型以登录的账号为准，不能另行填写。", APPLICANT_KIND))
    reading = read(
        described,
        typed,
        {APPLICANT_KIND: kind},
        today=_today(),
        settled={APPLICANT_KIND},
        uploads=uploads(db(), place),
    )
    there = (*supplied(files), *(Supplied(each) for each in _offers(described) if each not in files))
    judged = precheck(described, reading.answers, there, _today(), typed=reading.typed)
    return Filled(typed, reading, (*findings, *reading.findings, *judged.missing))


def _not_asked(described: Definition, reading: Reading, materials: Mapping[str, Sequence[str]]) -> list[Wrong]:
    asked = {each.id for each in materials_asked(described, reading.answers)}
    said = "按您的办理情形不需要提交这项材料，请去掉后再提交。"
    return [Wrong(f"/materials/{pointer_part(each)}", "not_asked", said) for each in materials if each not in asked]


def _hand_in(described: Definition, version: VersionRow, draft_id: str, filled: Filled, files: Files) -> str:
    """Open the case with its draft and its files, in one transaction."""
    person, session, law = the_caller(), db(), books()  # read before the first row is written
    draft = DraftRow(
        tenant_id=described.tenant,
        id=draft_id,
        applicant_id=person.id,
        item=described.item,
        version=version.version,
        definition_hash=version.hash,
        typed=_listed(filled.typed),
        answers=dump(described, filled.reading.answers),
        created_at=now(),
        updated_at=now(),
    )
    session.add(draft)
    try:
        session.flush()
    except IntegrityError as clash:
        raise Problem(409, "同一份申请正在处理，请稍后用同一标识重新发送。") from clash
    for row in (*(row for rows in files.values() for row in rows), *_field_files(filled.reading)):
        row.draft_id = draft_id
    asked = {each.id for each in materials_asked(described, filled.reading.answers)}
    handed = (
        *(HandedIn(material, tuple(row.sha256 for row in rows)) for material, rows in files.items()),
        *(each.handed_in for name, each in _offers(described).items() if name in asked and name not in files),
    )
    applicant = the_law_s(person)
    application = door.Application(version.version, "online", applicant, dict(draft.answers), handed)
    done = door.submit(session, law, described, application, Actor(person.id, person.name, "applicant"), now())
    if isinstance(done, Refusal):
        raise Problem(409, done.message, article=done.article)
    drafts.handed_in(session, draft, done.case.number)
    move_to_case(session, draft_id, done.case.number)
    session.commit()
    return done.case.number


def _offers(described: Definition) -> Mapping[str, Offer]:
    """Give the caller's own licences that stand for materials: nobody sends them again (335 §32)."""
    return offers(db(), described, the_law_s(the_caller()), _today())


def _field_files(reading: Reading) -> list[FileRow]:
    """Find the files that fields of the form hold; the reading took none but those waiting for this applicant."""
    tokens = [each.token for each in reading.answers.values() if isinstance(each, FileReference)]
    return list(db().scalars(select(FileRow).where(FileRow.id.in_(tokens)))) if tokens else []


def _today() -> date:
    return now().astimezone(WALL).date()
