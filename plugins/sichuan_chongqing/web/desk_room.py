"""The blueprint of the cross-region window, and the office behind its pages."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from sichuan_chongqing.exchange.tables import PLUGIN
from tongban.kit.cases import Office
from tongban.kit.web import head_desk, office_of, the_staff

Answer = Response | str | tuple[str, int]
blueprint = Blueprint("sichuan_chongqing_desk", __name__, url_prefix="/desk/chuanyu", template_folder="../templates")
blueprint.before_request(head_desk)


def our_office() -> Office:
    """Give the plugin's office at the tenant of the person at the desk."""
    return office_of(PLUGIN, the_staff().tenant)
