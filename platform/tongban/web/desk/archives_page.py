"""The archives of a body: found, checked, downloaded; each download is written down (E5)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases.archiving import ArchiveRow, ArchiveState, archive_of, read_bag, seal_fault, verify_bag
from tongban.cases.archiving.finding import Wanted, search
from tongban.cases.checkpoints import AuditKey
from tongban.errors import NotFound, TongbanError
from tongban.tenancy.audit import record
from tongban.tenancy.permissions import may
from tongban.web.desk.archive_views import archive_tabs, archive_view, states
from tongban.web.desk.queue_page import Option
from tongban.web.desk.room import blueprint, turned_away
from tongban.web.guard import permitted
from tongban.web.house import db, house, now
from tongban.web.people import the_staff
from tongban.web.view_words import WALL


@dataclass(frozen=True, slots=True)
class FaultView:
    """What does not hold in a package."""

    path: str
    message: str


@blueprint.get("/archives", endpoint="archives")
@permitted("archive.view")
def archives_page() -> str:
    """Find what is archived at one's own body, the newest first, or what may be destroyed."""
    expired = request.args.get("show") == "expired"
    wanted = _wanted(expired=expired)
    page = search(db(), wanted)
    more = {"show": "expired"} if expired else {}
    return render_template(
        "desk/archives.html",
        archives=[archive_view(each, expired=expired) for each in page.rows],
        tabs=archive_tabs("expired" if expired else "all"),
        expired=expired,
        asked=wanted,
        states=[Option(key.value, name) for key, (name, _tone) in states().items()],
        next_href=_next(page.next, wanted, more),
        list_href=_list_href(expired=expired),
    )


def _wanted(*, expired: bool) -> Wanted:
    state = request.args.get("state", "")
    return Wanted(
        words=request.args.get("q", "").strip()[:100],
        state=state if state in set(ArchiveState) else "",
        expired_on=now().astimezone(WALL).date() if expired else None,
        after=request.args.get("after", "")[:100],
    )


def _next(mark: str, wanted: Wanted, more: dict[str, str]) -> str:
    if not mark:
        return ""
    return url_for("desk.archives", q=wanted.words or None, state=wanted.state or None, after=mark, **more)  # type: ignore[arg-type]


def _list_href(*, expired: bool) -> str:
    """Give where a list of chosen packages is made, to those who may make one."""
    action, endpoint = (
        ("archive.propose", "desk.archive_destruction") if expired else ("archive.hand_over", "desk.archive_hand_over")
    )
    return url_for(endpoint) if may(the_staff().roles, action) else ""


@blueprint.get("/archives/<number>", endpoint="archive")
@permitted("archive.view")
def archive_page(number: str) -> str:
    """Show one archive and what its package holds; checked when asked, and told where it cannot even be read."""
    row = _mine(number)
    package, files, broken = _opened(row)
    asked = "check" in request.args and row.destroyed_at is None
    return render_template(
        "desk/archive.html",
        archive=archive_view(row),
        reason=row.reason,
        files=files,
        faults=broken or (_faults(package) if asked else None),
    )


def _opened(row: ArchiveRow) -> tuple[bytes, list[str], list[FaultView]]:
    """Read a package and list its files; what is damaged in the store is a fault to be shown."""
    if row.destroyed_at is not None:
        return b"", [], []
    try:
        package = house().files.get(row.package)
        return package, [each for each in read_bag(package) if each.startswith("data/")], []
    except TongbanError as fault:
        return b"", [], [FaultView("", _(fault.message))]


def _faults(package: bytes) -> list[FaultView]:
    """Check a package as RFC 8493 asks, and then whose seal it bears."""
    found = list(verify_bag(package))
    unsealed = None if found else seal_fault(package, AuditKey(house().settings.keys).known())
    return [FaultView(each.path, _(each.message)) for each in (*found, *([unsealed] if unsealed else []))]


@blueprint.get("/archives/<number>/package.zip", endpoint="archive_package")
@permitted("archive.view")
def archive_download(number: str) -> Response:
    """Send a package; who took it is in the audit list."""
    found = _mine(number)
    if found.destroyed_at is not None:
        raise NotFound(_("这个归档包已经销毁。"))
    package = house().files.get(found.package)
    person = the_staff()
    record(db(), tenant=person.tenant, at=now(), actor=person.id, action="archive.download", target=found.number,
           allowed=True, note=found.package)  # fmt: skip
    db().commit()
    response = Response(package, mimetype="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.number}.zip"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _mine(number: str) -> ArchiveRow:
    try:
        return archive_of(db(), number)
    except NotFound as refusal:
        turned_away("archive.view", refusal.message)
        raise
