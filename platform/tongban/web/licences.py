"""The public pages on which a third party checks a licence: shown by QR, or by the code that is on it (E3)."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from tongban.cases.licences.presenting import Seen, by_code, look, readable, seen
from tongban.cases.licences.standing import IN_FORCE
from tongban.cases.licences.tables import LicenceRow
from tongban.errors import TongbanError
from tongban.web.guard import public
from tongban.web.house import db, house, now, seal_roots
from tongban.web.licence_words import FieldText, until_of
from tongban.web.masking import masked_name
from tongban.web.view_words import WALL, day, moment

blueprint = Blueprint("licences", __name__, url_prefix="/licences")

LONGEST_CODE = 40
LONGEST_TOKEN = 400


@blueprint.route("/verify", methods=["GET", "POST"], endpoint="verify")
@public
def verify() -> str | tuple[str, int]:
    """Check by code: that there is such a licence, how it stands, and no more than what is public of it."""
    code = request.values.get("code", "").strip()[:LONGEST_CODE]
    if not code:
        return render_template("portal/licence_verify.html", code="", result=None, error="")
    try:
        row = by_code(db(), code)
    except TongbanError as refusal:
        return render_template("portal/licence_verify.html", code=code, result=None, error=refusal.message), 404
    result = told(seen(db(), row, (), seal_roots(), _today(), now()), public_facts(row))
    return render_template("portal/licence_verify.html", code=code, result=result, error="")


@blueprint.route("/shown/<token>", methods=["GET", "POST"], endpoint="shown")
@public
def shown(token: str) -> str | tuple[str, int]:
    """Look at what a holder shows. Opening the address alone uses nothing up: a preview of a link must not."""
    secret = house().settings.secret_key
    try:
        if request.method == "GET":
            readable(token[:LONGEST_TOKEN], secret, now())
            return render_template("portal/licence_look.html", result=None, error="")
        found = look(db(), token[:LONGEST_TOKEN], secret, seal_roots(), _today(), now(), by=_("公开核验页"))
        db().commit()
    except TongbanError as refusal:
        db().rollback()
        return render_template("portal/licence_look.html", result=None, error=refusal.message), 410
    return render_template("portal/licence_look.html", result=told(found), error="")


def told(found: Seen, facts: list[FieldText] | None = None) -> dict[str, object]:
    """Say what was found: good, no longer good, or not to be trusted."""
    good = found.standing.state == IN_FORCE
    if found.problem:
        state, message = "altered", _("这份证照的记录没有通过核验，请拨打咨询电话")
    elif good:
        state, message = "valid", _("这份证照真实有效")
    else:
        state, message = "revoked", _("这份证照现在的状态是“%(state)s”", state=_(found.standing.name))
    return {
        "state": state,
        "message": message,
        "name": found.name,
        "issuer": found.issuer,
        "reason": found.problem,
        "facts": facts if facts is not None else [FieldText(each.label, each.text) for each in found.fields],
        "at": moment(found.at),
    }


def public_facts(row: LicenceRow) -> list[FieldText]:
    """List what anybody may know who has the code: number, holder in part, and how long it holds."""
    return [
        FieldText(_("编号"), row.number),
        FieldText(_("持证人"), masked_name(row.holder_name)),
        FieldText(_("颁发日期"), day(row.issued_on)),
        FieldText(_("有效期"), until_of(row)),
    ]


def _today() -> date:
    return now().astimezone(WALL).date()
