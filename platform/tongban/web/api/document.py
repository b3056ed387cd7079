"""A notice for programs: told in one line, and its sealed file."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response

from tongban.cases.tables import DocumentRow
from tongban.errors import NotFound
from tongban.web.api.room import Problem
from tongban.web.house import house


def document_told(row: DocumentRow, href: str) -> dict[str, object]:
    """Tell what a notice is, and where its file lies."""
    return {
        "code": row.code,
        "title": row.title,
        "number": row.number,
        "issued_at": row.issued_at,
        "ready": row.pdf is not None,
        "href": href,
    }


def sealed_file(documents: Iterable[DocumentRow], code: str) -> Response:
    """Answer with the sealed PDF of one of these; while it is being sealed, say when to come again."""
    found = next((each for each in documents if each.code == code.strip().upper()), None)
    if found is None:
        raise NotFound("没有这份文书，请核对编号和验真码。")
    if found.pdf is None:
        raise Problem(503, "文书正在盖章，请稍后再取。", headers=(("Retry-After", "10"),))
    response = Response(house().files.get(found.pdf), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.code}.pdf"'
    response.set_etag(found.pdf)
    return response
