"""The ground floor of everything that is kept: engine, session, scope. Row-level tenancy lives here (T2)."""

from tongban.database.compiled import KeptStatement
from tongban.database.engine import make_engine
from tongban.database.plain import Plain, as_object, by_key, labelled, of_the_tenant, values_of
from tongban.database.scope import EVERY_TENANT, Scope, ScopeUnset, current_scope, scoped
from tongban.database.session import Sessions, add_only, change, make_sessions
from tongban.database.tables import Base, Moment, TenantOwned

__all__ = [
    "EVERY_TENANT",
    "Base",
    "KeptStatement",
    "Moment",
    "Plain",
    "Scope",
    "ScopeUnset",
    "Sessions",
    "TenantOwned",
    "add_only",
    "as_object",
    "by_key",
    "change",
    "current_scope",
    "labelled",
    "make_engine",
    "make_sessions",
    "of_the_tenant",
    "scoped",
    "values_of",
]
