"""A second installation for plugins that speak with one: made, staffed, served and worked as the first is."""

from tongban.database import make_engine, make_sessions
from tongban.delivery import Desk, desk_of, drain
from tongban.demo.people import Account, keep, kept, make_applicant, make_staff, with_what_they_see
from tongban.jobs.worker import work_here
from tongban.migrations import migrate, migrate_plugins
from tongban.publishing import load_city
from tongban.publishing.plugged import started
from tongban.settings import REPOSITORY, settings_from
from tongban.web.app import create_app
from tongban.web.appbuilder import sync_permissions
from tongban.web.serving import serve_forever

__all__ = [
    "REPOSITORY",
    "Account",
    "Desk",
    "create_app",
    "desk_of",
    "drain",
    "keep",
    "kept",
    "load_city",
    "make_applicant",
    "make_engine",
    "make_sessions",
    "make_staff",
    "migrate",
    "migrate_plugins",
    "serve_forever",
    "settings_from",
    "started",
    "sync_permissions",
    "with_what_they_see",
    "work_here",
]
