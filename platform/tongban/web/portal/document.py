"""A notice as a page and as the sealed PDF. Whoever holds its code holds it, as with one on paper (N1, N2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import segno
from flask import Response, flash, redirect, render_template, send_file, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from tongban.cases.documents import as_document, by_code
from tongban.cases.tables import CaseRegister, DocumentRow
from tongban.errors import NotFound
from tongban.notices import blocks_html
from tongban.web.guard import public
from tongban.web.house import db, house
from tongban.web.people import applicant
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.view_words import WALL, day

#: kind of notice → what it means for the person
EFFECTS = {
    "receipt": "我们收到了您的申请。是否受理，会另行告诉您。",
    "acceptance_notice": "申请已经受理，从次日起计算办理期限，您暂时不需要做什么。",
    "supplement_notice": "申请还缺一些内容，全部列在这份文书里。请在期限内补齐，逾期未补正的，视为撤回申请。",
    "non_acceptance_notice": "申请没有被受理，理由和救济途径写在文书里。",
    "special_procedure_notice": "需要进行文书中写明的特殊程序，所需时间也写在文书里。",
    "grant_decision": "您的申请得到准予。",
    "refusal_decision": "您的申请没有得到准许，理由和救济途径写在文书里。",
    "withdrawal_notice": "申请已经终止办理，需要时可以重新申请。",
    "delivery_receipt": "办理结果已经送达。",
}


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What `portal/document.html` shows."""

    title: str
    number: str
    code: str
    authority: str
    addressee: str
    html: Markup
    date: str
    sealed: bool
    pdf_href: str
    qr: Markup
    verify_address: str
    case_number: str
    case_href: str
    demonstration: bool
    effect: str
    next_href: str = ""
    next_label: str = ""


@blueprint.get("/documents/<code>", endpoint="document")
@public
def document(tenant: str, code: str) -> AnyResponse | str:
    arrive(tenant)
    row = by_code(db(), code)
    if row.tenant_id != tenant:
        return redirect(url_for("portal.document", tenant=row.tenant_id, code=row.code))
    return render_template("portal/document.html", document=_view(row, mine=_is_mine(row)))


@blueprint.get("/documents/<code>.pdf", endpoint="document_pdf")
@public
def document_pdf(tenant: str, code: str) -> AnyResponse:
    """Send the sealed file by its hash; while it is being sealed, say so and stay on the page."""
    arrive(tenant)
    row = by_code(db(), code)
    if row.pdf is None:
        flash(_("文书正在盖章，通常几秒钟就好，请稍后再下载。"), "warning")
        return redirect(url_for("portal.document", tenant=row.tenant_id, code=row.code))
    if not house().files.exists(row.pdf):
        raise NotFound(_("没有找到这份文书的文件，请拨打咨询电话。"))
    name = f"{row.title}（{row.number}）.pdf"
    answer: Response = send_file(
        house().files.open(row.pdf), mimetype="application/pdf", as_attachment=True, download_name=name
    )
    return answer


def _is_mine(row: DocumentRow) -> bool:
    person = applicant()
    if person is None:
        return False
    entry = db().get(CaseRegister, row.case_number)
    return entry is not None and entry.applicant_id == person.id


def _view(row: DocumentRow, *, mine: bool) -> DocumentView:
    settings = house().settings
    shown = as_document(row, settings.public_url, WALL)
    where: dict[str, Any] = {"tenant": row.tenant_id, "number": row.case_number}
    supplies = mine and row.kind == "supplement_notice"
    return DocumentView(
        title=row.title,
        number=row.number,
        code=row.code,
        authority=row.issuer,
        addressee=row.addressee,
        html=Markup(blocks_html(shown.blocks, 2)),  # noqa: S704 — every text in it is escaped by notices.html
        date=day(shown.date),
        sealed=row.pdf is not None,
        pdf_href=url_for("portal.document_pdf", tenant=row.tenant_id, code=row.code),
        qr=qr_code(shown.verify_url),
        verify_address=f"{settings.public_url}/verify",
        case_number=row.case_number,
        case_href=url_for("portal.case", **where) if mine else "",
        demonstration=settings.demonstration,
        effect=_(EFFECTS[row.kind]) if row.kind in EFFECTS else "",
        next_href=url_for("portal.supply", **where) if supplies else "",
        next_label=_("去补正") if supplies else "",
    )


def qr_code(address: str) -> Markup:
    """Draw the QR code of an address as SVG."""
    drawn = segno.make(address, error="m").svg_inline(border=0, omitsize=True)
    return Markup(drawn)  # noqa: S704 — drawn here
