"""Applicants' accounts: log in, register, log out; one account for the whole city (7 §3)."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.errors import TongbanError
from tongban.tenancy.applicants import KINDS, log_in, register
from tongban.web.guard import public
from tongban.web.house import db, now
from tongban.web.pages import safe_next
from tongban.web.people import enter_applicant, leave_applicant
from tongban.web.tenant_view import tenant_view
from tongban.web.view_words import show_tenant

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.url_value_preprocessor
def _whose_page(_endpoint: str | None, _values: object) -> None:
    if wanted := request.args.get("tenant"):
        show_tenant(tenant_view(wanted))


@blueprint.route("/login", methods=["GET", "POST"])
@public
def login() -> Response | str:
    error = ""
    if request.method == "POST":
        try:
            row = log_in(db(), request.form.get("login", "").strip(), request.form.get("password", ""), now())
        except TongbanError as refusal:
            db().commit()  # the failure is counted
            error = refusal.message
        else:
            db().commit()
            enter_applicant(row)
            return redirect(safe_next("/"))
    return render_template("portal/login.html", error=error, typed=request.form, next=safe_next("/"))


@blueprint.route("/register", methods=["GET", "POST"], endpoint="register")
@public
def open_account() -> Response | str:
    error = ""
    if request.method == "POST":
        form = request.form
        try:
            _same_passwords(form.get("password", ""), form.get("password_again", form.get("password", "")))
            row = register(
                db(),
                kind=form.get("kind", "person"),
                name=form.get("name", ""),
                login=form.get("login", "").strip(),
                password=form.get("password", ""),
                phone=form.get("phone", "").strip(),
                now=now(),
            )
        except TongbanError as refusal:
            db().rollback()
            error = refusal.message
        else:
            db().commit()
            enter_applicant(row)
            flash(_("注册成功，已为您登录。"), "success")
            return redirect(safe_next("/"))
    return render_template("portal/register.html", error=error, typed=request.form, kinds=KINDS, next=safe_next("/"))


def _same_passwords(first: str, second: str) -> None:
    if first != second:
        raise TongbanError(_("两次输入的密码不一致，请重新输入。"))


@blueprint.post("/logout")
@public
def logout() -> Response:
    leave_applicant()
    flash(_("您已退出登录。"), "success")
    return redirect(safe_next("/"))
