"""Begin an application, or go on with one: the applicant's kind comes from the account, what is known is filled in."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases import drafts
from tongban.cases.licences import offers
from tongban.cases.prefill import offered
from tongban.definitions.model import Definition
from tongban.definitions.scope import APPLICANT_LABELS
from tongban.errors import TongbanError
from tongban.forms import APPLICANT_KIND, effective
from tongban.law.notice_values import CHANNELS
from tongban.publishing import definition, in_use
from tongban.tenancy.applicants import Applicant
from tongban.tenancy.applicants import applicant as applicant_row
from tongban.web.guard import permitted
from tongban.web.house import db, now
from tongban.web.kiosk import taken_here
from tongban.web.people import the_applicant, the_law_s
from tongban.web.plugged import prefill_sources
from tongban.web.portal.guide import situation_in
from tongban.web.portal.guide_view import taken_online
from tongban.web.portal.my_draft import opened
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.view_words import WALL


@blueprint.route("/items/<item>/start", methods=["GET", "POST"], endpoint="start")
@permitted("case.apply")
def start(tenant: str, item: str) -> Response:
    """Begin. A GET comes back from the log-in: begun twice, it goes on with the same draft."""
    arrive(tenant)
    person, session = the_applicant(), db()
    described = definition(session, in_use(session, tenant, item).hash)
    _may_begin(described, person)
    answers = {**_known(described, person), **situation_in(described), APPLICANT_KIND: person.kind}
    row = drafts.begin(
        session,
        tenant,
        item,
        applicant_id=person.id,
        applicant_kind=person.kind,
        now=now(),
        answers=effective(described, answers),
        fresh=request.form.get("fresh") == "1",
    )
    session.commit()
    if row.created_at != now():
        flash(_("已打开您上次没有填完的申请，可以接着填。"))
    return redirect(opened(row).first_page)


@blueprint.post("/drafts/<draft>/discard", endpoint="discard")
@permitted("case.apply")
def discard(tenant: str, draft: str) -> Response:
    """Throw a draft away with its files, at the applicant's word."""
    arrive(tenant)
    drafts.discard(db(), the_applicant().id, draft)
    db().commit()
    flash(_("草稿已经删除。"), "success")
    return redirect(url_for("portal.my_cases", tenant=tenant))


def _may_begin(described: Definition, person: Applicant) -> None:
    if not taken_online(described):
        where = described.service.address
        raise TongbanError(
            _("“%(title)s”暂不在网上收件，请到窗口办理：%(where)s。", title=described.title, where=where)
        )
    if not taken_here(described):
        offered = "、".join(_(CHANNELS[each]) for each in described.channels)
        raise TongbanError(
            _(
                "“%(title)s”不在自助终端收件，可以通过以下渠道申请：%(offered)s。",
                title=described.title,
                offered=offered,
            )
        )
    if person.kind not in described.applicants:
        right = "、".join(APPLICANT_LABELS.get(each, each) for each in described.applicants)
        raise TongbanError(
            _(
                "“%(title)s”由%(right)s申请，您现在登录的是%(mine)s的账号。请退出后换用相应的账号，再从办事指南重新开始。",
                title=described.title,
                right=right,
                mine=APPLICANT_LABELS.get(person.kind, person.kind),
            )
        )


def _known(described: Definition, person: Applicant) -> dict[str, object]:
    profile = applicant_row(db(), person.id).profile
    mine = offers(db(), described, the_law_s(person), now().astimezone(WALL).date())
    sources = prefill_sources(described.tenant, person, described)
    found = offered(described, profile, kind=person.kind, name=person.name, licences=mine.values(), sources=sources)
    return {name: each.value for name, each in found.items()}
