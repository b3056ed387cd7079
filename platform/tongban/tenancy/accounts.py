"""Staff accounts by Flask-AppBuilder: a user belongs to one tenant, and holds roles there (T3)."""

from __future__ import annotations

from dataclasses import dataclass

from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_appbuilder.security.sqla.models import Role, User
from sqlalchemy import String, bindparam, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column
from werkzeug.security import generate_password_hash

from tongban.errors import NotFound, TongbanError
from tongban.tenancy.permissions import ROLES

#: Flask-AppBuilder's role that may do everything on its pages
RECORDS_ROLE = "Admin"


class StaffUser(User):  # type: ignore[misc]  # Flask-AppBuilder has no types
    """A member of staff. Flask-AppBuilder's roles are global; the tenant here is what bounds them."""

    tenant_id: Mapped[str | None] = mapped_column(String(64))
    display_name: Mapped[str] = mapped_column(String(64), default="")


class StaffSecurity(SecurityManager):  # type: ignore[misc]  # Flask-AppBuilder has no types
    """Flask-AppBuilder's accounts, with our user: it keeps passwords, throttles log-in and manages roles."""

    user_model = StaffUser

    def get_user_by_id(self, pk: int) -> StaffUser | None:
        """Load a person with their roles in one query: every page of the desk begins with it."""
        found: StaffUser | None = self.session.scalars(_WITH_ROLES, {"id": pk}).unique().one_or_none()
        return found


# Put together once, with the roles that every page asks for.
_WITH_ROLES = select(StaffUser).options(joinedload(StaffUser.roles)).where(StaffUser.id == bindparam("id"))


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts at a desk: the value passed down from the web, free of Flask-AppBuilder."""

    id: str
    name: str
    tenant: str
    roles: frozenset[str]


def staff_of(user: StaffUser) -> Staff:
    """Turn the logged-in user into the plain value that the floors below know."""
    return Staff(
        id=user.username,
        name=user.display_name or user.username,
        tenant=user.tenant_id or "",
        roles=frozenset(role.name for role in user.roles if role.name in ROLES),
    )


def ensure_roles(session: Session) -> dict[str, Role]:
    """Make sure that each role of the matrix exists for Flask-AppBuilder, and return them by name."""
    known = {role.name: role for role in session.scalars(select(Role))}
    for name in ROLES:
        if name not in known:
            known[name] = Role(name=name)
            session.add(known[name])
    session.flush()
    return known


def add_staff(
    session: Session, *, username: str, display_name: str, tenant: str, roles: tuple[str, ...], password: str
) -> StaffUser:
    """Add a member of staff, or raise with what would be right."""
    if unknown := [role for role in roles if role not in ROLES]:
        raise TongbanError(f"没有角色“{unknown[0]}”。可用的角色：{'、'.join(ROLES)}。")
    if session.scalar(select(StaffUser).where(StaffUser.username == username)):
        raise TongbanError(f"账号“{username}”已被使用，请换一个。")
    by_name = ensure_roles(session)
    user = StaffUser(
        username=username,
        first_name=display_name,
        last_name="",
        display_name=display_name,
        email=f"{username}@example.invalid",
        active=True,
        tenant_id=tenant,
        password=generate_password_hash(password),
    )
    user.roles = [by_name[role] for role in roles]
    session.add(user)
    add_records_role(session, user)
    session.flush()
    return user


def add_records_role(session: Session, user: StaffUser) -> None:
    """Let operators, and nobody else, keep the records: Flask-AppBuilder knows them by its own role (T3)."""
    operates = any(role.name == "operator" for role in user.roles)
    kept = [role for role in user.roles if role.name != RECORDS_ROLE]
    user.roles = [*kept, _records_role(session)] if operates else kept


def _records_role(session: Session) -> Role:
    with session.no_autoflush:  # the user may not be whole yet
        role = session.scalar(select(Role).where(Role.name == RECORDS_ROLE))
    if role is None:
        role = Role(name=RECORDS_ROLE)
        session.add(role)
    return role


def staff_named(session: Session, username: str) -> Staff:
    """Find a member of staff by account name, for commands and demonstration."""
    user = session.scalar(select(StaffUser).where(StaffUser.username == username))
    if user is None:
        raise NotFound(f"没有账号“{username}”。")
    return staff_of(user)
