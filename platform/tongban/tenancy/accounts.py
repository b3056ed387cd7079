"""Staff accounts by Flask-AppBuilder: a user belongs to one tenant, and holds roles there (T3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_appbuilder.security.sqla.models import Role, User
from sqlalchemy import String, bindparam, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column
from werkzeug.security import generate_password_hash

from tongban.database import Moment, Plain
from tongban.errors import NotFound, TongbanError
from tongban.tenancy.permissions import ROLES

#: Flask-AppBuilder's role that may do everything on its pages
RECORDS_ROLE = "Admin"
_FAILURES = 5
_LOCKED = timedelta(minutes=15)


class StaffUser(User):  # type: ignore[misc]  # Flask-AppBuilder has no types
    """A member of staff. Flask-AppBuilder's roles are global; the tenant here is what bounds them."""

    tenant_id: Mapped[str | None] = mapped_column(String(64))
    display_name: Mapped[str] = mapped_column(String(64), default="")
    locked_until: Mapped[datetime | None] = mapped_column(Moment)
    #: the counter or office of the tenant at which the person sits; empty: they serve all of them
    desk: Mapped[str] = mapped_column(String(100), default="", server_default="")


class StaffSecurity(SecurityManager):  # type: ignore[misc]  # Flask-AppBuilder has no types
    """Flask-AppBuilder's accounts, with our user: it keeps passwords and manages roles; the throttle is ours."""

    user_model = StaffUser

    def get_user_by_id(self, pk: int) -> StaffUser | None:
        """Load a person with their roles in one query: every page of the desk begins with it."""
        found: StaffUser | None = self.session.scalars(_WITH_ROLES, {"id": pk}).unique().one_or_none()
        return found

    def log_in(self, name: str, password: str, now: datetime) -> StaffUser | None:
        """Check a log-in, by account or its address; after five failures the account rests for 15 minutes."""
        user: StaffUser | None = self.find_user(username=name) or self.find_user(email=name)
        if user is not None and user.locked_until is not None and user.locked_until > now:
            raise TongbanError("连续输错密码次数较多，账号已暂时锁定，请 15 分钟后再试。")
        found: StaffUser | None = self.auth_user_db(name, password)
        if found is None and user is not None and (user.fail_login_count or 0) >= _FAILURES:
            user.locked_until, user.fail_login_count = now + _LOCKED, 0
            self.session.commit()
        return found


# Put together once, with the roles that every page asks for.
_WITH_ROLES = select(StaffUser).options(joinedload(StaffUser.roles)).where(StaffUser.id == bindparam("id"))


_WHO = Plain(
    select(StaffUser.username, StaffUser.display_name, StaffUser.tenant_id, StaffUser.desk, Role.name)
    .outerjoin(StaffUser.roles)
    .where(StaffUser.id == bindparam("account"), StaffUser.active)
)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts at a desk: the value passed down from the web, free of Flask-AppBuilder."""

    id: str
    name: str
    tenant: str
    roles: frozenset[str]
    desk: str = ""


def staff_of(user: StaffUser) -> Staff:
    """Turn the logged-in user into the plain value that the floors below know."""
    return Staff(
        id=user.username,
        name=user.display_name or user.username,
        tenant=user.tenant_id or "",
        roles=frozenset(role.name for role in user.roles if role.name in ROLES),
        desk=user.desk or "",
    )


def staff_by_id(session: Session, account: int) -> Staff | None:
    """Give the member of staff whose account it is, unless it was put out of use; what every page of the desk asks."""
    rows = _WHO.ask(session, account=account).all()
    if not rows:
        return None
    who, roles = rows[0], frozenset(row.name for row in rows if row.name in ROLES)
    return Staff(who.username, who.display_name or who.username, who.tenant_id or "", roles, who.desk or "")


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
    session: Session, *, username: str, display_name: str, tenant: str, roles: tuple[str, ...], password: str,
    desk: str = "",
) -> StaffUser:  # fmt: skip
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
        desk=desk,
        password=generate_password_hash(password),
    )
    user.roles = [by_name[role] for role in roles]
    session.add(user)
    add_records_role(session, user)
    session.flush()
    return user


def colleagues(session: Session, tenant: str) -> tuple[Staff, ...]:
    """List a tenant's members of staff in use, by name: to whom a task may be handed (L8)."""
    users = select(StaffUser).options(joinedload(StaffUser.roles))
    mine = users.where(StaffUser.tenant_id == tenant, StaffUser.active.is_(True))
    return tuple(staff_of(user) for user in session.scalars(mine.order_by(StaffUser.username)).unique())


def people_by_role(session: Session, tenant: str) -> dict[str, int]:
    """Count a tenant's members of staff in use by role."""
    users = session.scalars(select(StaffUser).where(StaffUser.tenant_id == tenant, StaffUser.active.is_(True)))
    roles = [role for user in users for role in staff_of(user).roles]
    return {role: roles.count(role) for role in sorted(set(roles))}


def add_records_role(session: Session, user: StaffUser) -> None:
    """Let operators, and nobody else, keep the records: Flask-AppBuilder knows them by its own role (T3)."""
    operates = any(role.name == "operator" for role in user.roles)
    kept = [role for role in user.roles if role.name != RECORDS_ROLE]
    user.roles = [*kept, records_role(session)] if operates else kept


def records_role(session: Session) -> Role:
    """Give the role that keeps the records, made where it is not there yet."""
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
