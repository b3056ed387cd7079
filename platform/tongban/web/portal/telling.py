"""By what a person wants to be told: the profile page of channels, each proved by a code (N3)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases.telling import Channel, ways
from tongban.errors import NotFound, TongbanError
from tongban.settings import Settings
from tongban.web.guard import permitted
from tongban.web.house import books, db, house, now
from tongban.web.people import the_applicant
from tongban.web.plugged import connected, page_tenant
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.my_draft import ErrorLink
from tongban.web.portal.reach import arrive
from tongban.web.portal.room import blueprint
from tongban.web.telling_view import CHANNEL_NAMES, masked_address


@dataclass(frozen=True, slots=True)
class WayView:
    """One channel on the page. `proposed` waits for its code."""

    channel: str
    name: str
    address: str
    wanted: bool
    proposed: str
    typed: str
    field_label: str
    help: str
    input_type: str
    autocomplete: str


@blueprint.route("/telling", methods=["GET", "POST"], endpoint="telling")
@permitted("case.own")
def telling(tenant: str) -> Answer:
    arrive(tenant)
    if request.method == "GET":
        return _show(tenant)
    try:
        _carry_out(tenant)
    except TongbanError as refusal:
        db().commit()  # a wrong code is counted
        return _show(tenant, refusal.message), UNPROCESSABLE
    db().commit()
    return redirect(url_for("portal.telling", tenant=tenant))


def _carry_out(tenant: str) -> None:
    person, form = the_applicant().id, request.form
    if form.get("command") == "choose":
        ways.choose(db(), person, [each for each in ways.CHOSEN if form.get(f"wanted.{each}")])
        flash(_("已经保存。"), "success")
        return
    channel = _channel(form.get("channel", ""))
    if form.get("command") == "confirm":
        ways.confirm(db(), person, channel, form.get("code", ""), now())
        flash(_("验证通过，以后会用这种方式通知您。"), "success")
        return
    zone = books().rulebook(tenant).timezone
    ways.propose(db(), tenant, person, channel, form.get("address", ""), now(), zone)
    flash(_("验证码已经发出，请在 10 分钟内填写。"), "success")


def _channel(typed: str) -> Channel:
    found = next((each for each in _offered(house().settings, page_tenant()) if each == typed), None)
    if found is None:
        raise NotFound(_("这里没有开通这种通知方式。"))
    return found


def _offered(settings: Settings, tenant: str) -> tuple[Channel, ...]:
    """Tell which channels this house has, or the tenant by itself; what nobody can send is not offered."""
    own = connected("channels", tenant)
    configured = {Channel.EMAIL: settings.mail_url, Channel.SMS: settings.sms_url or own}
    return tuple(each for each in ways.CHOSEN if configured[each])


def _show(tenant: str, error: str = "") -> str:
    person, offered = the_applicant(), _offered(house().settings, tenant)
    found = [_view(each) for each in ways.ways_of(db(), person.id) if each.channel in offered]
    errors = [ErrorLink(error, f"#way-{request.form.get('channel', '')}")] if error else []
    return render_template("portal/telling.html", ways=found, errors=errors, tenant_id=tenant)


def _view(way: ways.Way) -> WayView:
    mail = way.channel is Channel.EMAIL
    typed = request.form.get("address", "") if request.form.get("channel") == way.channel else ""
    return WayView(
        channel=way.channel,
        name=str(CHANNEL_NAMES[way.channel]),
        address=masked_address(way.channel, way.address),
        wanted=way.is_wanted,
        proposed=masked_address(way.channel, way.proposed),
        typed=typed,
        field_label=_("电子邮箱") if mail else _("手机号码"),
        help=_("我们会发一封带验证码的邮件。") if mail else _("我们会发一条带验证码的短信。"),
        input_type="email" if mail else "tel",
        autocomplete="email" if mail else "tel",
    )
