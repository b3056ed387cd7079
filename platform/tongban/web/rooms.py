"""The rooms of the web, in the order of those who use them; a room is a blueprint in a folder of its own."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.adjusting import blueprint as adjusting
from tongban.web.api import blueprint as api
from tongban.web.desk import blueprint as desk
from tongban.web.licences import blueprint as licences
from tongban.web.operator import blueprint as operator
from tongban.web.payments import blueprint as payments
from tongban.web.portal import blueprint as portal
from tongban.web.studio import blueprint as studio
from tongban.web.verify import blueprint as verify

ROOMS: tuple[Blueprint, ...] = (portal, verify, licences, desk, studio, adjusting, operator, payments, api)
