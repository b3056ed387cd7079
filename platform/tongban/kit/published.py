"""What is published, for plugins: the version in use at a tenant, a definition by its hash, a partner's catalogue."""

from tongban.definitions.catalogues import Partner, load_partner
from tongban.publishing.ahead import SCHEDULED
from tongban.publishing.memory import definition, keep_text, published_data
from tongban.publishing.sources import keep
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import IN_USE, in_use, publish, published
from tongban.tenancy.tree import successors_of

__all__ = [
    "IN_USE",
    "SCHEDULED",
    "Partner",
    "VersionRow",
    "definition",
    "in_use",
    "keep",
    "keep_text",
    "load_partner",
    "publish",
    "published",
    "published_data",
    "successors_of",
]
