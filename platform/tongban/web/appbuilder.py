"""Flask-AppBuilder: staff accounts, roles and operators' record keeping, on our session and without its start-up sync."""

from __future__ import annotations

from typing import Any

from flask import Flask, redirect, url_for
from flask_appbuilder import AppBuilder, IndexView
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.views import AuthDBView
from werkzeug.wrappers import Response

from tongban.database import Sessions
from tongban.tenancy.accounts import StaffSecurity
from tongban.web.guard import PERMISSION

#: what guards every route of Flask-AppBuilder: its own permissions, held by its role `Admin` (operators)
FAB = "flask-appbuilder"


class RecordsIndex(IndexView):  # type: ignore[misc]  # Flask-AppBuilder has no types
    """The front page of record keeping; the site's own front door is ours."""

    route_base = "/records"


class RecordsLogin(AuthDBView):  # type: ignore[misc]
    """There is one log-in for staff: whoever comes to Flask-AppBuilder's is shown ours."""

    route_base = "/records"

    @expose("/login/", methods=["GET", "POST"])  # type: ignore[untyped-decorator]
    def login(self) -> Response:
        return redirect(url_for("staff.login", next="/records/"))


class RecordsSecurity(StaffSecurity):
    authdbview = RecordsLogin


def register(app: Flask, sessions: Sessions) -> None:
    """Mount Flask-AppBuilder under /records. It neither makes tables nor syncs permissions here: migrations and `init` do."""
    app.config.update(
        FAB_CREATE_DB=False,
        FAB_UPDATE_PERMS=False,
        FAB_ADD_SECURITY_API=False,
        FAB_API_SWAGGER_UI=False,
        AUTH_TYPE=1,
        AUTH_RATE_LIMITED=False,
        AUTH_USER_REGISTRATION=False,
        APP_NAME="通办 · 记录管理",
    )
    with app.app_context():
        AppBuilder(app, sessions, indexview=RecordsIndex, security_manager_class=RecordsSecurity, update_perms=False)
        for endpoint, view in app.view_functions.items():
            if not hasattr(view, PERMISSION):
                app.view_functions[endpoint] = _marked(view)


def _marked(view: Any) -> Any:
    """Mark a route of Flask-AppBuilder, which checks its own permission behind it."""

    def behind(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    setattr(behind, PERMISSION, FAB)
    return behind


def sync_permissions(app: Flask) -> None:
    """Write Flask-AppBuilder's permissions and its role `Admin`; asked for by `init`, never by a web worker."""
    with app.app_context():
        builder = app.extensions["appbuilder"]
        builder.add_permissions(update_perms=True)
        builder.session.commit()
