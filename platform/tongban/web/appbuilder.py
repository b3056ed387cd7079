"""Flask-AppBuilder: staff accounts, roles and operators' record keeping, on our session, without its start-up sync."""

from __future__ import annotations

from functools import wraps
from typing import Any

from flask import Flask
from flask_appbuilder import AppBuilder
from flask_login import current_user
from flask_login.utils import _user_context_processor

from tongban.database import Sessions
from tongban.tenancy.accounts import records_role
from tongban.web.guard import FAB, PERMISSION, permitted
from tongban.web.operator.records import RecordsIndex, RecordsSecurity

#: its routes that anybody may reach
_OPEN = frozenset({"static", "appbuilder.static", "RecordsLogin.login", "RecordsLogin.logout", "LocaleView.index"})


def register(app: Flask, sessions: Sessions) -> None:
    """Mount Flask-AppBuilder under /records. It makes no tables and syncs no permissions: migrations and `init` do."""
    app.config.update(
        FAB_CREATE_DB=False,
        FAB_UPDATE_PERMS=False,
        FAB_ADD_OPENAPI_VIEWS=False,
        FAB_ADD_MENU_API=False,
        FAB_ADD_SECURITY_PERMISSION_VIEW=False,
        FAB_ADD_SECURITY_VIEW_MENU_VIEW=False,
        FAB_ADD_SECURITY_PERMISSION_VIEWS_VIEW=False,
        FAB_API_SWAGGER_UI=False,
        FAB_BASE_TEMPLATE="records/layout.html",
        AUTH_TYPE=1,
        AUTH_RATE_LIMITED=False,
        AUTH_USER_REGISTRATION=False,
        APP_NAME="通办 · 记录管理",
    )
    with app.app_context():
        AppBuilder(app, sessions, indexview=RecordsIndex, security_manager_class=RecordsSecurity, update_perms=False)
        # Flask-Login would load its user for every template, of which only Flask-AppBuilder's own speak.
        app.template_context_processors[None].remove(_user_context_processor)
        app.context_processor(lambda: {"current_user": current_user})
        for endpoint, view in app.view_functions.items():
            if not hasattr(view, PERMISSION):
                app.view_functions[endpoint] = _marked(view) if endpoint in _OPEN else _guarded(view)


def _marked(view: Any) -> Any:
    """Mark a route of Flask-AppBuilder that asks for nothing."""

    @wraps(view)
    def behind(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    setattr(behind, PERMISSION, FAB)
    return behind


def _guarded(view: Any) -> Any:
    """Put our own matrix before Flask-AppBuilder's check, so that a refusal reads like ours and is written down."""

    @wraps(view)
    def behind(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    return permitted("staff.manage")(behind)


def sync_permissions(app: Flask) -> None:
    """Write Flask-AppBuilder's permissions and its role `Admin`; asked for by `init`, never by a web worker."""
    with app.app_context():
        builder = app.extensions["appbuilder"]
        records_role(builder.session)  # before anybody holds it, or it would get no permissions
        builder.add_permissions(update_perms=True)
        builder.session.commit()
