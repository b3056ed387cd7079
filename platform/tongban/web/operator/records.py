"""Record keeping by Flask-AppBuilder, under /records: accounts of staff with their tenant, and roles. For operators."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask_appbuilder import IndexView
from flask_appbuilder.api import BaseApi
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.views import (
    AuthDBView,
    ResetMyPasswordView,
    ResetPasswordView,
    RoleModelView,
    UserDBModelView,
    UserGroupModelView,
    UserInfoEditView,
)
from flask_babel import lazy_gettext
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import Field, Form, ValidationError, validators

from tongban.tenancy.accounts import StaffSecurity, add_records_role
from tongban.tenancy.tables import TenantRow
from tongban.web.house import db


class RecordsIndex(IndexView):
    """The front page of record keeping; the site's own front door is ours."""

    route_base = "/records"
    index_template = "records/index.html"


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


class StaffRecords(UserDBModelView):
    """Accounts of staff. What a role may do is the permission matrix's; here people are given roles."""

    route_base = "/records/users"
    _own = {  # noqa: RUF012 — Flask-AppBuilder's class attributes
        "display_name": lazy_gettext("姓名"),
        "tenant_id": lazy_gettext("租户代码"),
        "username": lazy_gettext("账号"),
        "roles": lazy_gettext("角色"),
    }
    label_columns = UserDBModelView.label_columns | _own
    list_columns = ["username", "display_name", "tenant_id", "roles", "active"]  # noqa: RUF012
    search_columns = ["username", "display_name", "tenant_id", "roles", "active"]  # noqa: RUF012
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
        "roles": lazy_gettext("角色的权限见权限表；一人可以有几个角色。"),
    }
    validators_columns = {"tenant_id": [known_tenant], "roles": [validators.DataRequired()]}  # noqa: RUF012
    add_form_extra_fields = UserDBModelView.add_form_extra_fields

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


class RoleRecords(RoleModelView):
    route_base = "/records/roles"


class GroupRecords(UserGroupModelView):
    route_base = "/records/groups"


class PasswordRecords(ResetPasswordView):
    route_base = "/records/resetpassword"
    redirect_url = "/records/users/list/"


class OwnPasswordRecords(ResetMyPasswordView):
    route_base = "/records/resetmypassword"
    redirect_url = "/records/"


class OwnRecords(UserInfoEditView):
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
