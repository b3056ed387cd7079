"""How record keeping looks: Flask-AppBuilder lists, asks and saves; the pages are ours, without its scripts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import redirect, request
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.views import ModelView
from werkzeug.wrappers import Response

from tongban.tenancy.permissions import ROLES
from tongban.web.operator.room import console


def role_label(name: str) -> str:
    """Tell a role of the matrix in words; Flask-AppBuilder's own are nobody's to give, and have none."""
    return ROLES.get(name, "") if name not in {"applicant", "agent"} else ""


#: what the pages of record keeping are given beside Flask-AppBuilder's own values
PAGE: dict[str, Any] = {"console": console, "role_label": role_label}


class OurPages(ModelView):
    """Lists, records and forms in our frame."""

    list_template = "records/list.html"
    show_template = "records/show.html"
    add_template = "records/form.html"
    edit_template = "records/form.html"
    extra_args = PAGE

    @expose("/list/")
    @has_access
    def list(self) -> Response | str:
        """Leave out what was searched for with nothing: Flask-AppBuilder would look for records that have nothing."""
        asked = [(name, text) for name, text in request.args.items(multi=True) if text or not name.startswith("_flt_")]
        if len(asked) != len(tuple(request.args.items(multi=True))):
            return redirect(f"{request.path}?{urlencode(asked)}")
        answer: Response | str = super().list()
        return answer
