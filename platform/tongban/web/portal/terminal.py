"""The addresses of a self-service terminal: one makes a browser one, the other clears it of whoever went away."""

from __future__ import annotations

from flask import Response, flash, redirect, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from tongban.errors import NotFound
from tongban.web.guard import public
from tongban.web.house import house
from tongban.web.kiosk import KEPT, RESTS, TERMINAL, at_kiosk, tenant_in, terminal_of
from tongban.web.people import applicant, leave_applicant
from tongban.web.portal.room import blueprint


@blueprint.get("/kiosk/<mark>", endpoint="kiosk")
@public
def kiosk(tenant: str, mark: str) -> Answer:
    """Make this browser a terminal, by the address that `tongban kiosk` prints."""
    if tenant_in(house().settings.secret_key, mark) != tenant:
        raise NotFound(_("这个自助终端地址无效，请向平台运维人员重新索取。"))
    leave_applicant()
    flash(_("本机已经设为自助终端，在这里提交的申请按自助终端收件。"), "success")
    answer = redirect(url_for("portal.home", tenant=tenant))
    secure = house().settings.secure_cookies
    answer.set_cookie(TERMINAL, mark, max_age=KEPT, secure=secure, httponly=True, samesite="Lax")
    return answer


@blueprint.get("/kiosk", endpoint="kiosk_rests")
@public
def rest(tenant: str) -> Answer:
    """Leave the account of who went away; anywhere else this is only the way home."""
    if at_kiosk(tenant) and applicant() is not None:
        leave_applicant()
        flash(_("长时间没有操作，已经退出登录。填写的内容保存在草稿里，登录后可以接着填。"))
    return redirect(url_for("portal.home", tenant=tenant))


@blueprint.after_request
def _rest_when_left(response: Response) -> Response:
    """Clear a terminal's page by itself, with or without scripts."""
    if "applicant" in session and response.mimetype == "text/html" and (tenant := terminal_of()):
        address = url_for("portal.kiosk_rests", tenant=tenant)
        response.headers["Refresh"] = f"{int(RESTS.total_seconds())}; url={address}"
    return response
