"""Staff log in here with the account that Flask-AppBuilder keeps, and come out at the desk of their role."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import login_user, logout_user
from werkzeug.wrappers import Response

from tongban.errors import TongbanError
from tongban.tenancy.accounts import Staff, StaffSecurity, staff_of
from tongban.tenancy.permissions import may
from tongban.web.guard import public
from tongban.web.house import now
from tongban.web.pages import safe_next
from tongban.web.people import begin_afresh

blueprint = Blueprint("staff", __name__, url_prefix="/staff")


def home_of(person: Staff) -> str:
    """Give the page on which a person's work begins."""
    for action, endpoint in (
        ("case.check", "desk.queue"),
        ("case.review", "desk.queue"),
        ("item.edit", "studio.items"),
        ("case.view", "desk.queue"),
        ("tenant.view", "operator.tenants"),
        ("item.view", "studio.items"),
        ("archive.view", "desk.archives"),
    ):
        if may(person.roles, action):
            return url_for(endpoint)
    return "/"


@blueprint.route("/login", methods=["GET", "POST"])
@public
def login() -> Response | str:
    error = ""
    if request.method == "POST":
        security = cast(StaffSecurity, current_app.appbuilder.sm)  # type: ignore[attr-defined]
        try:
            user = security.log_in(request.form.get("login", "").strip(), request.form.get("password", ""), now())
        except TongbanError as refusal:
            return _page(refusal.message)
        if user is not None:
            begin_afresh()
            login_user(user)
            return redirect(safe_next(home_of(staff_of(user))))
        error = _("账号或者密码不正确，请重新输入；忘记密码请联系平台运维人员。")
    return _page(error)


def _page(error: str) -> str:
    return render_template("desk/login.html", error=error, typed=request.form, next=safe_next(""))


@blueprint.post("/logout")
@public
def logout() -> Response:
    logout_user()
    return redirect(url_for("staff.login"))
