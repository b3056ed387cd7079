"""All pages of the plugin: each blueprint, with every file that puts pages into one of them."""

from __future__ import annotations

from one_thing import api
from one_thing.pages import (
    desk,
    drafts,
    guide,
    intake,
    progress,
    sheets,
    studio,
    studio_items,
    studio_offers,
    studio_pages,
    studio_preview,
    studio_publish,
    studio_room,
    studio_text,
)
from one_thing.pages import room as citizen

#: imported for the pages that they add to the blueprints of the citizen and of the studio
__all__ = ["drafts", "guide", "intake", "progress", "sheets", "studio"]
__all__ += ["studio_items", "studio_offers", "studio_pages", "studio_preview", "studio_publish", "studio_text"]

BLUEPRINTS = [citizen.blueprint, desk.blueprint, studio_room.blueprint, api.blueprint]
