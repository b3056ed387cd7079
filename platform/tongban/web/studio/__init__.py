"""The studio: a tenant's items, what the tenant may change of them, items of its own, preview and publication (C8)."""

from __future__ import annotations

from flask import Blueprint

from tongban.web.studio import (
    item_page,
    items,
    measures,
    new_item,
    overlay_editor,
    own_item,
    preview,
    publish,
    sheets,
    simulate,
)

blueprint = Blueprint("studio", __name__, url_prefix="/studio")

for room in (items, item_page, new_item, overlay_editor, own_item, preview, publish, simulate, sheets, measures):
    room.register(blueprint)
