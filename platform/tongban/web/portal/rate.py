"""Rate a service act by its link, by the code on the receipt, or on the tablet at the window (V1, 335 §37)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from tongban.cases.evaluation import EvaluationRow, Open, Rating, by_token, give, occasions
from tongban.cases.tables import CaseRow
from tongban.errors import TongbanError
from tongban.law.evaluation import GRADE_NAMES, LONGEST_TEXT, OCCASION_NAMES, REASONS, Grade, Occasion
from tongban.web import tablet
from tongban.web.guard import public
from tongban.web.house import books, db, now
from tongban.web.masking import masked_name
from tongban.web.people import applicant, staff
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.view_words import moment


@dataclass(frozen=True, slots=True)
class GradeChoice:
    value: int
    label: str
    bad: bool


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class RatePage:
    """What `portal/rate.html` shows; it names nobody in full, for the address may lie on a counter."""

    title: str
    occasion: str
    number: str
    name_masked: str
    given: str
    given_at: str
    ticket: str


@blueprint.route("/rate/<token>", methods=["GET", "POST"], endpoint="rate")
@public
def rate(tenant: str, token: str) -> Answer:
    """Show the five grades, and take one; what was said stands for good."""
    arrive(tenant)
    found = by_token(db(), token)
    if tablet.mark() and _is_over(found):
        return redirect(url_for("portal.tablet_rests", tenant=tenant, over=int(found.given is None)), 303)
    if request.method == "GET" or found.given is not None:
        return _show(found)
    try:
        give(db(), books(), found.invitation, _said(found), now())
    except TongbanError as refusal:
        db().rollback()
        return _show(by_token(db(), token), refusal.message), UNPROCESSABLE
    db().commit()
    return _thanks(tenant, token)


@blueprint.get("/rate/done", endpoint="tablet_rests")
@public
def tablet_rests(tenant: str) -> str:
    """Show the tablet's empty page: nothing of the person before is left on it."""
    arrive(tenant)
    return render_template("portal/tablet_rests.html", over=request.args.get("over") == "1")


@dataclass(frozen=True, slots=True)
class RateLink:
    """One occasion on the page of a case; `given` is what was said, if anything."""

    label: str
    href: str
    given: str


def rates_of(row: CaseRow) -> list[RateLink]:
    """List what the applicant may rate, or has rated, of their case."""
    return [
        RateLink(
            _(OCCASION_NAMES[Occasion(each.invitation.occasion)]),
            url_for("portal.rate", tenant=row.tenant_id, token=each.invitation.token),
            _(GRADE_NAMES[Grade(each.given.grade)]) if each.given else "",
        )
        for each in occasions(db(), row.number)
    ]


def _thanks(tenant: str, token: str) -> AnyResponse:
    return redirect(url_for("portal.rate", tenant=tenant, token=token, at=tablet.mark() or None), 303)


def _is_over(found: Open) -> bool:
    """Tell whether the tablet's time is over; what was just said is shown to nobody who comes later."""
    thanked = found.given is not None and found.given.given_at + tablet.LAST_LOOK < now()
    return thanked or tablet.has_ended(found.invitation.token)


def _said(found: Open) -> Rating:
    """Read what was posted; raises TongbanError where no grade was chosen."""
    chosen = request.form.get("grade", "")
    if chosen not in {str(each.value) for each in Grade}:
        raise TongbanError(_("请选择一个满意度。"))
    person, beside = applicant(), staff()
    own = person is not None and person.id == found.invitation.applicant_id
    return Rating(
        grade=Grade(int(chosen)),
        reasons=tuple(request.form.getlist("reasons")),
        text=request.form.get("text", ""),
        way="tablet" if tablet.mark() else "portal" if own else "code",
        beside=beside.id if beside else None,
    )


def _show(found: Open, error: str = "") -> str:
    rests = tablet.RESTS if found.given is None else tablet.THANKS
    return render_template(
        "portal/rate_tablet.html" if tablet.mark() else "portal/rate.html",
        page=_page(found.invitation.title, found, found.given),
        grades=[GradeChoice(each.value, _(GRADE_NAMES[each]), each.is_bad) for each in reversed(Grade)],
        reasons=[Choice(key, _(words)) for key, words in REASONS.items()],
        longest=LONGEST_TEXT,
        error=error,
        typed=request.form,
        chosen=request.form.getlist("reasons"),
        rests=int(rests.total_seconds()),
        here=request.full_path,
    )


def _page(title: str, found: Open, given: EvaluationRow | None) -> RatePage:
    person = applicant()
    mine = person is not None and person.id == found.invitation.applicant_id
    return RatePage(
        title=title,
        occasion=_(OCCASION_NAMES[Occasion(found.invitation.occasion)]),
        number=found.invitation.case_number,
        name_masked=masked_name(found.invitation.applicant_name),
        given=_(GRADE_NAMES[Grade(given.grade)]) if given else "",
        given_at=moment(given.given_at) if given else "",
        ticket=(given.ticket or "") if given and mine else "",
    )
