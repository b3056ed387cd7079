"""GET /cases and one case: the caller's own over the whole city; what the notice named is supplied here; PDFs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Response

from tongban.cases import door
from tongban.cases.documents import documents_for_applicant
from tongban.cases.files import move_to_case, supplement_place
from tongban.cases.register import case_of, own_cases
from tongban.cases.tables import CaseRow
from tongban.cases.unused_files import waiting_place
from tongban.forms import APPLICANT_KIND, check, dump, load, read
from tongban.law import Actor, HandedIn, Refusal, Supply
from tongban.publishing.memory import definition
from tongban.web.api.case_answer import case_answer, summary_of, tag_of, the_case
from tongban.web.api.document import sealed_file
from tongban.web.api.exchange import (
    answer,
    check_unchanged,
    cursor,
    next_address,
    place_of,
    sent_body,
    sent_query,
)
from tongban.web.api.filled import as_typed, as_wrong, named_files, uploads
from tongban.web.api.operations import Answer, Header, Operation, operation
from tongban.web.api.room import Problem, blueprint
from tongban.web.api.schemas import Case, CasePage, PageQuery, SupplyRequest
from tongban.web.api.tokens import for_applicants, the_caller
from tongban.web.house import books, db, now
from tongban.web.view_words import WALL

NUMBER = {"number": "办件编号"}


@blueprint.get("/cases", endpoint="cases")
@for_applicants("case.own")
@operation(
    Operation(
        id="cases",
        summary="列出我的办件",
        tag="办件",
        description="在全市各处提出的办件，最新的在前。",
        query=PageQuery,
        answers={200: Answer("一页办件", CasePage)},
        problems=(400, 401),
        secured=True,
    )
)
def cases() -> Response:
    asked = sent_query(PageQuery)
    place = place_of(asked["cursor"], 2) if asked.get("cursor") else None
    rows = own_cases(db(), the_caller().id, asked["limit"] + 1, after=_after(place))
    page, more = rows[: asked["limit"]], len(rows) > asked["limit"]
    further = next_address(cursor(page[-1].opened_at.isoformat(), page[-1].number)) if more else None
    return answer(CasePage, {"cases": [summary_of(row) for row in page], "next": further})


def _after(place: tuple[str, ...] | None) -> tuple[datetime, str] | None:
    if place is None:
        return None
    try:
        at = datetime.fromisoformat(place[0])
        if at.tzinfo is None:
            raise ValueError("a moment without its zone is none")
        return at.astimezone(UTC), place[1]
    except (ValueError, OverflowError) as fault:  # no moment, or one that lies beyond the calendar in UTC
        raise Problem(400, "翻页位置不对，请使用上一次返回的 next。") from fault


@blueprint.get("/cases/<number>", endpoint="case")
@for_applicants("case.own")
@operation(
    Operation(
        id="case",
        summary="读取一个办件",
        tag="办件",
        description="状态、期限和它的逐日计算、办理经过、文书。内容没有变化时（If-None-Match）答 304。",
        path=NUMBER,
        answers={200: Answer("办件", Case, headers=("ETag",)), 304: Answer("没有变化")},
        problems=(401, 404),
        secured=True,
    )
)
def case(number: str) -> Response:
    return case_answer(number)


@blueprint.post("/cases/<number>/materials", endpoint="supply")
@for_applicants("case.apply")
@operation(
    Operation(
        id="supply",
        summary="补齐补正",
        tag="办件",
        description="提交一次性告知书所列的材料和字段。写 If-Match 时，办件在读取之后有变化的不收。",
        path=NUMBER,
        headers=(Header("If-Match", "读取办件时得到的 ETag"),),
        body=SupplyRequest,
        answers={200: Answer("补正后的办件", Case, headers=("ETag",))},
        problems=(400, 401, 404, 409, 412, 415, 422),
        secured=True,
        example={"materials": {"plan": ["0123456789abcdef0123456789abcdef"]}},
    )
)
def supply(number: str) -> Response:
    asked = sent_body(SupplyRequest)
    law = books()  # read before the first row is written
    row = the_case(number)
    check_unchanged(tag_of(row, documents_for_applicant(db(), row.number)))
    place = waiting_place(the_caller().id, row.tenant_id, row.item)
    files, wrong = named_files(db(), place, asked["materials"])
    answers = _corrected(row, asked["answers"], place, wrong)
    for rows in files.values():
        for file in rows:
            file.draft_id = supplement_place(row.number)
    handed = tuple(HandedIn(material, tuple(each.sha256 for each in rows)) for material, rows in files.items())
    person = the_caller()
    command = Supply(Actor(person.id, person.name, "applicant"), handed, answers)
    done = door.act(db(), law, row.number, command, now())
    if isinstance(done, Refusal):
        raise Problem(409, done.message, article=done.article)
    move_to_case(db(), supplement_place(row.number), row.number)
    db().commit()
    return case_answer(row.number)


def _corrected(row: CaseRow, sent: dict[str, Any], place: str, wrong: list[Any]) -> dict[str, object]:
    """Read the corrected fields over what the case holds, judge those fields, and give them in their JSON form."""
    described, today = definition(db(), row.definition_hash), now().astimezone(WALL).date()
    held = {**load(described, case_of(row).answers), APPLICANT_KIND: the_caller().kind}
    typed, findings = as_typed(described, sent)
    reading = read(described, typed, held, today=today, settled={APPLICANT_KIND}, uploads=uploads(db(), place))
    judged = check(described, reading.answers, (), today, typed=reading.typed) if sent else ()
    mine = [each for each in judged if each.field in sent and not each.material]
    wrong += as_wrong([*findings, *reading.findings, *mine])
    if wrong:
        raise Problem(422, "补正的内容还不能提交，请按下列说明改正。没有作任何改动。", article="335 §18", errors=wrong)
    return {name: data for name, data in dump(described, reading.answers).items() if name in sent}


@blueprint.get("/cases/<number>/documents/<code>", endpoint="document")
@for_applicants("case.own")
@operation(
    Operation(
        id="document",
        summary="取一份文书",
        tag="办件",
        description="盖章的 PDF。文书刚发出时还在盖章，请按 Retry-After 稍后再取。",
        path={**NUMBER, "code": "验真码"},
        answers={200: Answer("盖章的 PDF", media_type="application/pdf")},
        problems=(401, 404, 503),
        secured=True,
    )
)
def document(number: str, code: str) -> Response:
    row = the_case(number)
    return sealed_file(documents_for_applicant(db(), row.number), code)
