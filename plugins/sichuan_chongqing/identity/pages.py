"""Log in with the account of the other side: asked for there, agreed to by the person, believed by its signature."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode, urlsplit

from flask import Blueprint, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from sichuan_chongqing.exchange.side import SideOf, rings, side_of
from sichuan_chongqing.exchange.tables import PLUGIN
from sichuan_chongqing.identity.vouching import Vouched, believe, subject_for, vouch
from sichuan_chongqing.protocol.faults import Refused
from tongban.kit.definitions import TongbanError
from tongban.kit.web import (
    books,
    db,
    enter_applicant,
    now,
    office_of,
    permitted,
    public,
    safe_next,
    the_applicant,
    vouched_for,
)

blueprint = Blueprint(
    "sichuan_chongqing_identity", __name__, url_prefix="/partner-login", template_folder="../templates"
)
_ASKED = "partner_login"  # in the session: what was asked of whom, until it was answered


@blueprint.get("/<tenant>/begin", endpoint="begin")
@public
def begin(tenant: str) -> Response:
    """Send the person to the platform where they have an account; where there are several, the first unless named."""
    side = _side(tenant)
    party = request.args.get("party") or next(iter(sorted(side.partners)), "")
    nonce = secrets.token_urlsafe(24)
    session[_ASKED] = {"nonce": nonce, "party": party, "tenant": tenant, "next": safe_next("/")}
    back = url_for("sichuan_chongqing_identity.back", tenant=tenant, _external=True)
    asked = urlencode({"to": side.party, "nonce": nonce, "back": back})
    return redirect(f"{_origin(side, party)}/partner-login/vouch?{asked}")


@blueprint.route("/vouch", methods=["GET", "POST"], endpoint="vouch")
@permitted("sichuan_chongqing.follow")
def vouch_page() -> Response | str:
    """Ask the person who is logged in here whether we may vouch for them; only back to the partner's own address."""
    side, person = _side(_first_user()), the_applicant()
    asked = {name: request.values.get(name, "") for name in ("to", "nonce", "back")}
    if not asked["back"].startswith(f"{_origin(side, asked['to'])}/") or not asked["nonce"]:
        raise TongbanError("这次登录请求不是从协议的对方平台来的，没有提供任何信息。")
    if request.method == "GET":
        return render_template("sichuan_chongqing/vouch.html", asked=asked, who=person)
    subject = subject_for(side.party, asked["to"], person.id)
    told = vouch(
        Vouched(side.party, subject, person.kind, person.name, ""), side.key, asked["to"], asked["nonce"], now()
    )
    return redirect(f"{asked['back']}?{urlencode({'told': told})}")


@blueprint.get("/<tenant>/back", endpoint="back")
@public
def back(tenant: str) -> Response:
    """Believe what the partner says of the person who comes back, once."""
    side, asked = _side(tenant), session.pop(_ASKED, {})
    try:
        person = believe(
            request.args.get("told", ""), rings(db(), side.root), side.party, asked.get("nonce", ""), now()
        )
    except Refused as refused:
        raise TongbanError(refused.message) from None
    if person.party != asked.get("party"):
        raise TongbanError("身份证明不是由您选择的平台出具的，请重新登录。")
    row = vouched_for(
        db(), kind=person.kind, name=person.name, phone=person.phone, by=person.party, subject=person.subject, now=now()
    )
    db().commit()
    enter_applicant(row)
    return redirect(asked["next"])


def _side(tenant: str) -> SideOf:
    return side_of(office_of(PLUGIN, tenant))


def _first_user() -> str:
    """Name the tenant for which this platform answers a partner: who logs in here has one account for all of them."""
    return books().users_of(PLUGIN)[0]


def _origin(side: SideOf, party: str) -> str:
    address = urlsplit(side.address(party))
    return f"{address.scheme}://{address.netloc}"
