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
from tongban.cases.tickets import TicketRegister
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
    "supplement_reminder": "补正期限快到了，请在期限内补齐，逾期未补正的，视为撤回申请。",
    "supply_receipt": "我们收到了您补正的材料。",
    "tolerance_promise": "这是您作出的承诺：缺的材料在写明的期限内补交。",
    "commitment_statement": "这是您作出的承诺。作出决定以后会核查是否属实。",
    "commitment_check_notice": "决定依据您的承诺作出，会按文书写明的方式核查，请予以配合。",
    "rectification_notice": "核查发现与承诺不符，请在期限内整改；逾期没有整改的，撤销已经作出的决定。",
    "later_receipt": "我们收到了您后补的材料。",
    "later_missed_notice": "承诺后补的材料没有在期限内补齐，后果写在文书里。",
    "survey_notice": "请按文书写明的时间和地点到场，或者委托他人到场。",
    "payment_notice": "请在期限内缴费，项目、标准和依据写在文书里。",
    "payment_receipt": "费用已经缴清。",
    "refund_notice": "费用将退还给您，不需要您做什么。",
    "extension_notice": "办理期限经批准延长，理由和新的期限写在文书里。",
    "suspension_notice": "办理暂时停止，理由消除后恢复，期限相应顺延。",
    "resumption_notice": "办理已经恢复，期限继续计算。",
    "termination_notice": "办理已经终止，理由写在文书里。",
    "lateness_notice": "办理超过了期限，理由写在文书里。您的权利不受影响。",
    "partial_grant_decision": "您的申请有一部分得到准予，其余的理由和救济途径写在文书里。",
    "correction_notice": "原来的文书有笔误，以更正后的内容为准。",
    "hearing_right_notice": "行政机关拟撤销已经作出的准予决定。您可以在期限内陈述、申辩，或者申请听证。",
    "revocation_decision": "准予决定已经撤销，理由和救济途径写在文书里。",
    "outcome_suspension_notice": "证照暂停使用，理由和恢复的条件写在文书里。",
    "outcome_resumption_notice": "证照恢复使用。",
    "cancellation_decision": "证照已经注销，不能再使用。",
    "reissue_notice": "证照已经补发或者换发，请使用新的一份。",
    "renewal_decision": "证照已经延续，新的有效期写在文书里。",
    "complaint_answer": "您反映的问题已经答复。对答复有异议的，办法写在文书里。",
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
    listed: str  # the list in which the person finds the case, or the ticket
    list_href: str
    back: str
    room: str  # the entry of the menu that it belongs to
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
    return render_template("portal/document.html", document=_view(row, _own_place(row)))


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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a document stands for the person whose it is; nowhere for everybody else."""

    href: str = ""
    listed: str = ""
    list_href: str = ""
    back: str = ""
    room: str = "my_cases"


def _own_place(row: DocumentRow) -> _Place:
    person, number = applicant(), row.case_number
    if person is None:
        return _Place()
    where: dict[str, Any] = {"tenant": row.tenant_id, "number": number}
    if (case := db().get(CaseRegister, number)) is not None and case.applicant_id == person.id:
        mine = url_for("portal.my_cases", tenant=row.tenant_id)
        return _Place(url_for("portal.case", **where), _("我的办件"), mine, _("返回办件"))
    if (entry := db().get(TicketRegister, number)) is not None and entry.applicant_id == person.id:
        mine = url_for("portal.my_tickets", tenant=row.tenant_id)
        return _Place(url_for("portal.ticket", **where), _("我的反映"), mine, _("返回"), "report")
    return _Place()


def _view(row: DocumentRow, place: _Place) -> DocumentView:
    settings = house().settings
    shown = as_document(row, settings.public_url, WALL)
    supply = ""
    if place.href and row.kind == "supplement_notice":
        supply = url_for("portal.supply", tenant=row.tenant_id, number=row.case_number)
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
        case_href=place.href,
        listed=place.listed,
        list_href=place.list_href,
        back=place.back,
        room=place.room,
        demonstration=settings.demonstration,
        effect=_(EFFECTS[row.kind]) if row.kind in EFFECTS else "",
        next_href=supply,
        next_label=_("去补正") if supply else "",
    )


def qr_code(address: str) -> Markup:
    """Draw the QR code of an address as SVG."""
    drawn = segno.make(address, error="m").svg_inline(border=0, omitsize=True)
    return Markup(drawn)  # noqa: S704 — drawn here
