"""All pages of the plugin: the endpoints of partners, the desk's, and the citizen's zone."""

from __future__ import annotations

from sichuan_chongqing.exchange.http import blueprint as endpoints
from sichuan_chongqing.web import applying, desk, intake_page, my_case, portal, sheets
from sichuan_chongqing.web.desk_room import blueprint as desk_room
from sichuan_chongqing.web.room import blueprint as zone

#: imported for the pages that they add to the blueprints of the desk and of the zone
__all__ = ["applying", "desk", "intake_page", "my_case", "portal", "sheets"]

BLUEPRINTS = [endpoints, desk_room, zone]
