"""Bundles by REST, beside the core's items and cases: read, applied for in drafts, handed in, followed."""

from one_thing.api import applying, filling, following, reading
from one_thing.api.room import blueprint

__all__ = ["applying", "blueprint", "filling", "following", "reading"]
