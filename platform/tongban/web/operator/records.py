"""Record keeping by Flask-AppBuilder, under /records: accounts of staff with their tenant, and roles. For operators."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask_appbuilder import IndexView
from flask_appbuilder.api import BaseApi
from flask_appbuilder.baseviews import expose
from flask_appbuilder.fieldwidgets import BS3PasswordFieldWidget
from flask_appbuilder.forms import DynamicForm
from flask_appbuilder.security.views import (
    AuthDBView,
    ResetMyPasswordView,
    ResetPasswordView,
    RoleModelView,
    UserDBModelView,
    UserGroupModelView,
    UserInfoEditView,
)
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import Field, Form, PasswordField, ValidationError, validators

from tongban.tenancy.accounts import StaffSecurity, add_records_role
from tongban.tenancy.permissions import ROLES
from tongban.tenancy.tables import TenantRow
from tongban.web.house import db
from tongban.web.operator.records_pages import PAGE, OurPages


class RecordsIndex(IndexView):
    """The front page of record keeping; the site's own front door is ours."""

    route_base = "/records"
    index_template = "records/index.html"
    extra_args = PAGE


class RecordsLogin(AuthDBView):
    """There is one log-in for staff: whoever comes to Flask-AppBuilder's is shown ours."""

    route_base = "/records"

    @expose("/login/", methods=["GET", "POST"])
    def login(self) -> Response:
        return redirect(url_for("staff.login", next="/records/"))

    @expose("/logout/")
    def logout(self) -> Response:
        """Log nobody out by a mere link; the button on each page posts to our own log-out."""
        return redirect(url_for("RecordsIndex.index"))


def known_tenant(_form: Form, field: Field) -> None:
    """Refuse a tenant that is not there; empty means an operator of the platform."""
    if field.data and db().scalar(select(TenantRow.id).where(TenantRow.id == field.data.strip())) is None:
        raise ValidationError(f"没有租户“{field.data}”，请填写租户页上的代码；平台运维人员不填。")


def told_roles(roles: list[Any]) -> str:
    """Tell roles in words; Flask-AppBuilder's own are not told, for nobody gives them by hand."""
    return _("、").join(_(ROLES[role.name]) for role in roles if role.name in ROLES)


class PasswordForm(DynamicForm):
    """A new password, typed twice."""

    password = PasswordField(
        lazy_gettext("密码"),
        validators=[
            validators.DataRequired(),
            validators.Length(min=8, max=200, message=lazy_gettext("密码至少 8 个字符。")),
        ],
        description=lazy_gettext("至少 8 个字符。"),
        widget=BS3PasswordFieldWidget(),
    )
    conf_password = PasswordField(
        lazy_gettext("再输入一次密码"),
        validators=[validators.EqualTo("password", message=lazy_gettext("两次输入的密码不一致。"))],
        widget=BS3PasswordFieldWidget(),
    )


class StaffRecords(OurPages, UserDBModelView):
    """Accounts of staff. What a role may do is the permission matrix's; here people are given roles."""

    route_base = "/records/users"
    list_title = show_title = lazy_gettext("工作人员账号")
    add_title = lazy_gettext("新建工作人员账号")
    edit_title = lazy_gettext("修改工作人员账号")
    _own = {  # noqa: RUF012 — Flask-AppBuilder's class attributes
        "display_name": lazy_gettext("姓名"),
        "tenant_id": lazy_gettext("租户代码"),
        "username": lazy_gettext("账号"),
        "active": lazy_gettext("在用"),
        "roles": lazy_gettext("角色"),
    }
    label_columns = UserDBModelView.label_columns | _own
    list_columns = ["username", "display_name", "tenant_id", "roles", "active"]  # noqa: RUF012
    search_columns = ["username", "display_name", "tenant_id", "roles"]  # noqa: RUF012
    add_columns = ["username", "display_name", "tenant_id", "active", "roles", "password", "conf_password"]  # noqa: RUF012
    edit_columns = ["display_name", "tenant_id", "active", "roles"]  # noqa: RUF012
    show_fieldsets = [  # noqa: RUF012
        (
            lazy_gettext("账号"),
            {"fields": ["username", "display_name", "tenant_id", "active", "roles", "last_login", "login_count"]},
        )
    ]
    user_show_fieldsets = show_fieldsets
    description_columns = {  # noqa: RUF012
        "username": lazy_gettext("登录时使用，建立后不再更改。"),
        "display_name": lazy_gettext("文书和办件历史上写的姓名。"),
        "tenant_id": lazy_gettext("所在租户的代码，例如 yunyang；平台运维人员不填。"),
        "active": lazy_gettext("人员离岗时取消勾选，不要删除：办件历史需要知道是谁办理的。"),
    }
    validators_columns = {"tenant_id": [known_tenant], "roles": [validators.DataRequired()]}  # noqa: RUF012
    formatters_columns = {"roles": told_roles, "active": lambda active: _("是") if active else _("否")}  # noqa: RUF012
    #: an account is closed, never deleted: the history of cases names it
    base_permissions = ["can_list", "can_show", "can_add", "can_edit", "can_userinfo"]  # noqa: RUF012
    add_form_extra_fields = {  # noqa: RUF012
        "password": PasswordField(
            lazy_gettext("密码"),
            description=lazy_gettext("至少 8 个字符，请当面交给本人。"),
            validators=[validators.Length(min=8, max=200, message=lazy_gettext("密码至少 8 个字符。"))],
            widget=BS3PasswordFieldWidget(),
        ),
        "conf_password": PasswordField(
            lazy_gettext("再输入一次密码"),
            validators=[validators.EqualTo("password", message=lazy_gettext("两次输入的密码不一致。"))],
            widget=BS3PasswordFieldWidget(),
        ),
    }

    def pre_add(self, item: Any) -> None:
        super().pre_add(item)
        item.first_name, item.last_name = item.display_name, ""
        item.email = f"{item.username}@example.invalid"
        self._settle(item)

    def pre_update(self, item: Any) -> None:
        super().pre_update(item)
        item.first_name = item.display_name
        self._settle(item)

    def _settle(self, item: Any) -> None:
        item.tenant_id = (item.tenant_id or "").strip()
        add_records_role(db(), item)


class RoleRecords(OurPages, RoleModelView):
    """The roles by name. They are the permission matrix's, so nothing of them is changed here."""

    route_base = "/records/roles"
    list_title = lazy_gettext("角色")
    base_permissions = ["can_list"]  # noqa: RUF012
    list_columns = ["name"]  # noqa: RUF012
    search_columns = ["name"]  # noqa: RUF012
    label_columns = {"name": lazy_gettext("角色")}  # noqa: RUF012
    formatters_columns = {"name": lambda name: f"{_(ROLES.get(name, '记录管理'))} {name}"}  # noqa: RUF012


class GroupRecords(OurPages, UserGroupModelView):
    route_base = "/records/groups"
    list_title = lazy_gettext("分组")
    base_permissions = ["can_list"]  # noqa: RUF012


class PasswordRecords(ResetPasswordView):
    form_template = "records/form.html"
    form = PasswordForm
    form_title = lazy_gettext("重设密码")
    extra_args = PAGE
    route_base = "/records/resetpassword"
    redirect_url = "/records/users/list/"


class OwnPasswordRecords(ResetMyPasswordView):
    form_template = "records/form.html"
    form = PasswordForm
    form_title = lazy_gettext("修改我的密码")
    extra_args = PAGE
    route_base = "/records/resetmypassword"
    redirect_url = "/records/"


class OwnRecords(UserInfoEditView):
    form_template = "records/form.html"
    form_title = lazy_gettext("修改我的信息")
    extra_args = PAGE
    route_base = "/records/userinfoedit"
    redirect_url = "/records/"


class NoTokens(BaseApi):
    """Stand where Flask-AppBuilder would put its token API: staff have no tokens, applicants' are ours (/api/v1)."""

    resource_name = "no_tokens"


class RecordsSecurity(StaffSecurity):
    """Flask-AppBuilder's accounts and roles with our views, all under /records."""

    authdbview = RecordsLogin
    userdbmodelview = StaffRecords
    rolemodelview = RoleRecords
    groupmodelview = GroupRecords
    resetpasswordview = PasswordRecords
    resetmypasswordview = OwnPasswordRecords
    userinfoeditview = OwnRecords
    userstatschartview = None
    security_api = NoTokens
