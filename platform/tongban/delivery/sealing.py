"""Print and seal a document once; the sealed file is kept under its hash (N2, E4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.documents import as_document
from tongban.cases.evaluation.inviting import rate_address
from tongban.cases.outbox import Effect
from tongban.cases.tables import DocumentRow
from tongban.definitions.notice_kinds import legend_of, notice_kinds
from tongban.delivery.desk import Desk
from tongban.errors import NotFound
from tongban.notices import load_letterhead, print_document, seal, seal_svg, sign_beside
from tongban.tenancy.tree import tenant


def seal_document(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Make the sealed PDF of a document that has none yet; the transaction is not open while it is printed."""
    row = session.get(DocumentRow, (effect.tenant, effect.body["code"]))
    if row is None:
        raise NotFound(f"没有文书“{effect.body['code']}”。")
    if row.pdf is not None:
        return
    use = seal_legend(session, row)
    rated_at = rate_address(session, row.kind, row.tenant_id, row.case_number, desk.public_url)
    session.commit()  # printing takes a third of a second, a seal service its own time: nobody waits for our lock
    document = as_document(row, desk.public_url, desk.books.rulebook(row.tenant_id).timezone)
    document = replace(document, rate_url=rated_at)
    letterhead = load_letterhead(desk.books.themes / row.theme)
    printed = print_document(document, letterhead, edge_seal=seal_svg(row.issuer, use))
    key = desk.keys.key_of(row.tenant_id, row.issuer, now, use)
    sealed = seal(printed, key, row.issuer, now, use, desk.keys.stamper(now))
    sm2 = desk.keys.sm2_key_of(row.tenant_id, row.issuer, use)
    beside = sign_beside(sealed, sm2, key, row.issuer, now) if sm2 else None
    kept = desk.files.put(sealed)
    again = select(DocumentRow).where(DocumentRow.code == row.code).with_for_update()
    row = session.scalars(again.execution_options(populate_existing=True)).one()
    if row.pdf is None:  # else another worker was first, and what people may hold already does not change
        row.pdf, row.pdf_size, row.sm2 = kept, len(sealed), beside


def seal_legend(session: Session, row: DocumentRow) -> str:
    """Tell which of its office's seals a document bears: as its tenant says, or the nearest above it that does."""
    office = tenant(session, row.tenant_id)
    line = [tenant(session, each) for each in reversed(office.path.split("/"))]
    return legend_of(notice_kinds[row.kind], *(each.details.get("seals", {}) for each in line))
