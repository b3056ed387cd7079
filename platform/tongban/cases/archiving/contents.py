"""What goes into a package: documents, files, events, the definition's text, and a page that leads people to all."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.application_paper import application_paper
from tongban.cases.archiving.told import outcome_told, told
from tongban.cases.documents import documents_of
from tongban.cases.files import SURVEY_FILE, FileStore
from tongban.cases.register import case_of
from tongban.cases.tables import CaseRow, EventRow, FileRow
from tongban.definitions import Definition
from tongban.errors import TongbanError
from tongban.law.applicable import name_of
from tongban.publishing.memory import published_data

APPLICATION = "application.pdf"
#: what file systems take for something else; a percent sign is escaped in manifests, and not every tool reads that back
_UNSAFE = re.compile(r'[%\\/:*?"<>|\x00-\x1f\x7f]')


def contents(
    session: Session, store: FileStore, row: CaseRow, definition: Definition, zone: ZoneInfo
) -> dict[str, bytes]:
    """Gather the files of a case's package by path; refuse while a notice has no sealed PDF yet."""
    documents, files = documents_of(session, row.number), _files(session, row.number)
    unsealed = next((each.title for each in documents if each.pdf is None), None)
    if unsealed:
        raise TongbanError(f"办件 {row.number} 的“{unsealed}”还没有盖章，盖章后才能归档。")
    events = session.scalars(select(EventRow).where(EventRow.number == row.number).order_by(EventRow.seq)).all()
    found = {
        APPLICATION: application_paper(case_of(row), definition, zone),
        "events.json": _json([_event(each) for each in events]),
        "case.json": _json(row.snapshot),
        "definition.json": json.dumps(published_data(session, row.definition_hash), ensure_ascii=False).encode(),
    }
    places = [(APPLICATION, "申请表")]
    for document in documents:
        path = f"documents/{document.kind}-{document.code}.pdf"
        found[path] = store.get(document.pdf or "")
        places.append((path, f"{document.title} {document.number}"))
    for file in files:
        path = f"files/{_safe(file.material)}/{file.revision}-{file.id[:8]}-{_safe(file.name)}"
        found[path] = store.get(file.sha256)
        places.append((path, f"{_named(definition, file.material)}：{file.name}"))
    found["index.html"] = _index(row, events, places, definition, zone)
    return found


def _named(definition: Definition, material: str) -> str:
    """Name what a file is of: a material, or the survey of a step."""
    if material.startswith(SURVEY_FILE):
        return f"勘验记录（{definition.step(material.removeprefix(SURVEY_FILE)).name}）"
    return name_of(definition, material)


def _files(session: Session, number: str) -> Sequence[FileRow]:
    asked = select(FileRow).where(FileRow.case_number == number)
    return session.scalars(asked.order_by(FileRow.material, FileRow.revision, FileRow.id)).all()


def _event(row: EventRow) -> dict[str, object]:
    return {"seq": row.seq, "previous": row.previous, "hash": row.hash, "body": row.body}


def _json(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _safe(name: str) -> str:
    """Keep a name as people know it, without what a file system would take for something else."""
    return _UNSAFE.sub("_", name).strip(". ")[:100] or "_"


def _moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _index(
    row: CaseRow, events: Sequence[EventRow], places: Sequence[tuple[str, str]], definition: Definition, zone: ZoneInfo
) -> bytes:
    """Write the page that opens in any browser, without the platform, in a hundred years."""
    facts = {
        "办件编号": row.number,
        "事项": row.title,
        "申请人": row.applicant_name,
        "办理结果": outcome_told(row.outcome),
        "申请时间": _moment(row.opened_at, zone),
        "办结时间": _moment(row.closed_at, zone) if row.closed_at else "",
    }
    known = "".join(f"<tr><th>{escape(key)}</th><td>{escape(value)}</td></tr>" for key, value in facts.items())
    held = "".join(f'<li><a href="{escape(path, quote=True)}">{escape(name)}</a></li>' for path, name in places)
    lines = "".join(
        f"<tr><td>{each.seq}</td><td>{_moment(each.at, zone)}</td><td>{escape(each.actor_name)}</td>"
        f"<td>{escape(told(each.body, definition))}</td></tr>"
        for each in events
    )
    page = (
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>办件归档</title>'
        "<style>body{font:16px/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.25rem .5rem;text-align:left}</style>"
        f"<h1>{escape(row.title)}</h1><table>{known}</table><h2>文书和材料</h2><ul>{held}</ul>"
        '<h2>办理记录</h2><p>全文在 <a href="events.json">events.json</a>，'
        '办理依据的事项定义在 <a href="definition.json">definition.json</a>。</p>'
        f"<table><tr><th>序号</th><th>时间</th><th>人员</th><th>事件</th></tr>{lines}</table></html>"
    )
    return page.encode()
