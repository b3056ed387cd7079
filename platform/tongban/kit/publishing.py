"""What is published, for plugins: versions in use, definitions by hash, texts kept for good."""

from tongban.publishing.memory import definition, keep_text, published_data
from tongban.publishing.sources import keep
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import IN_USE, in_use

__all__ = [
    "IN_USE",
    "VersionRow",
    "definition",
    "in_use",
    "keep",
    "keep_text",
    "published_data",
]
