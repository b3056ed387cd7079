"""The wallet (卡包): one's own licences over the whole city, one as a card with its history, and showing it by QR."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for
from markupsafe import Markup
from werkzeug.utils import redirect

from tongban.cases.licences.presenting import LIFETIME, own_presentation, present, token_of
from tongban.cases.licences.standing import EXPIRED, IN_FORCE, Standing, standing_of
from tongban.cases.licences.tables import LicenceRow, LicenceVersionRow
from tongban.cases.licences.wallet import held_by, own_licence, versions_of
from tongban.errors import NotFound, TongbanError
from tongban.web.guard import note_refusal, permitted
from tongban.web.house import db, house, now
from tongban.web.licence_words import LicenceView, history_of, licence_view
from tongban.web.people import the_applicant
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.document import qr_code
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.view_words import WALL

#: fields that are ticked beforehand: enough to show that one has the licence, and nothing more
USUAL = ("holder", "number", "valid_until")


@dataclass(frozen=True, slots=True)
class Choice:
    """One field that can be shown."""

    id: str
    label: str
    text: str
    ticked: bool


@blueprint.get("/licences", endpoint="wallet")
@permitted("licence.own")
def wallet(tenant: str) -> str:
    arrive(tenant)
    today = now().astimezone(WALL).date()
    mine = [licence_view(each, standing_of(each, today)) for each in held_by(db(), the_applicant().id)]
    views = sorted(mine, key=lambda each: each.state != IN_FORCE)
    return render_template("portal/wallet.html", licences=views)


@blueprint.get("/licences/<code>", endpoint="licence")
@permitted("licence.own")
def licence(tenant: str, code: str) -> str:
    arrive(tenant)
    return _show(_mine(code))


@blueprint.post("/licences/<code>/show", endpoint="show_licence")
@permitted("licence.own")
def show_licence(tenant: str, code: str) -> Answer:
    """Make a code to be scanned; pressed twice it makes two, and the first one stays good for its minutes."""
    arrive(tenant)
    row = _mine(code)
    try:
        _token, shown = present(db(), row, request.form.getlist("field"), house().settings.secret_key, now())
    except TongbanError as refusal:
        db().rollback()
        return _show(_mine(code), refusal.message), UNPROCESSABLE
    db().commit()
    return redirect(url_for("portal.shown_licence", tenant=tenant, code=row.code, shown=shown.id), 303)


@blueprint.get("/licences/<code>/shown/<shown>", endpoint="shown_licence")
@permitted("licence.own")
def shown_licence(tenant: str, code: str, shown: str) -> str:
    """Show the code until its minutes are over, and then that they are."""
    arrive(tenant)
    row = _mine(code)
    found = own_presentation(db(), row, shown)
    settings = house().settings
    address = f"{settings.public_url}/licences/shown/{token_of(found, settings.secret_key)}"
    over, used = found.expires_at < now(), found.looked_at is not None
    labels = {each["id"]: each["label"] for each in versions_of(db(), row)[0].body["fields"]}
    return render_template(
        "portal/licence_shown.html",
        licence=licence_view(row, _standing(row)),
        qr=Markup() if over or used else qr_code(address),
        fields=[labels[each] for each in found.fields],
        until=f"{found.expires_at.astimezone(WALL):%H:%M:%S}",
        minutes=LIFETIME.seconds // 60,
        over=over,
        used=used,
    )


def _mine(code: str) -> LicenceRow:
    """Find one's own licence; a try at another's is noted (T2)."""
    person = the_applicant()
    try:
        return own_licence(db(), person.id, code)
    except NotFound as refusal:
        here = (request.view_args or {}).get("tenant", "")
        note_refusal(here, person.id, "licence.own", refusal.message)
        raise


def _standing(row: LicenceRow) -> Standing:
    return standing_of(row, now().astimezone(WALL).date())


def _show(row: LicenceRow, error: str = "") -> str:
    versions = versions_of(db(), row)
    view: LicenceView = licence_view(row, _standing(row), versions[0])
    return render_template(
        "portal/licence.html",
        licence=view,
        choices=_choices(versions[0]),
        history=history_of(row, versions),
        minutes=LIFETIME.seconds // 60,
        may_show=view.state != EXPIRED,
        case_href=url_for("portal.case", tenant=row.tenant_id, number=row.case_number),
        verify_href=url_for("licences.verify", code=row.code),
        error=error,
    )


def _choices(version: LicenceVersionRow) -> list[Choice]:
    return [Choice(each["id"], each["label"], each["text"], each["given"] in USUAL) for each in version.body["fields"]]
