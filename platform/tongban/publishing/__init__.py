"""Published definitions: immutable versions in the database, their search, drafts of the studio, onboarding.

All functions but `onboard` and `load_city` work in the scope that the caller has entered; none of them commits.
"""

from tongban.publishing.books import Books, Shelf
from tongban.publishing.checking import PublicationRefused
from tongban.publishing.guard import Immutable
from tongban.publishing.memory import definition
from tongban.publishing.onboarding import Onboarded, OnboardingRefused, Template, onboard, templates
from tongban.publishing.search import Hit, search
from tongban.publishing.seed import CityLoaded, load_city
from tongban.publishing.studio import (
    Preview,
    change_overlay,
    discard,
    drafts,
    preview,
    publish_drafts,
    save_draft,
)
from tongban.publishing.tables import VersionRow
from tongban.publishing.versions import history, in_use, publish, published, republish, withdraw

__all__ = [
    "Books",
    "CityLoaded",
    "Hit",
    "Immutable",
    "Onboarded",
    "OnboardingRefused",
    "Preview",
    "PublicationRefused",
    "Shelf",
    "Template",
    "VersionRow",
    "change_overlay",
    "definition",
    "discard",
    "drafts",
    "history",
    "in_use",
    "load_city",
    "onboard",
    "preview",
    "publish",
    "publish_drafts",
    "published",
    "republish",
    "save_draft",
    "search",
    "templates",
    "withdraw",
]
