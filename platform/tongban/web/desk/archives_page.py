"""The archives of a body: listed, checked when looked at, downloaded; each download is written down (E5)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, render_template, request
from flask_babel import gettext as _

from tongban.cases.archiving import ArchiveRow, ArchiveState, archive_of, archives
from tongban.errors import NotFound
from tongban.tenancy.audit import record
from tongban.web.desk.queue_page import TabView
from tongban.web.desk.room import blueprint, turned_away
from tongban.web.guard import permitted
from tongban.web.house import db, house, now
from tongban.web.people import the_staff
from tongban.web.view_words import WALL, day


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """One archive in the list; `digest` is what the downloaded file must hash to."""

    number: str
    title: str
    state: str
    tone: str
    closed: str
    keep_until: str
    retention: str
    size: str
    digest: str
    there: bool
    note: str


@blueprint.get("/archives", endpoint="archives")
@permitted("archive.view")
def archives_page() -> str:
    """Show what is archived at one's own body, the newest first, or what may be destroyed."""
    expired = request.args.get("show") == "expired"
    today = now().astimezone(WALL).date()
    found = [_view(each) for each in archives(db(), expired_on=today if expired else None)]
    tabs = [
        TabView(_("全部归档"), "?", not expired),
        TabView(_("保管期满"), "?show=expired", expired),
    ]
    return render_template("desk/archives.html", archives=found, tabs=tabs)


@blueprint.get("/archives/<number>", endpoint="archive")
@permitted("archive.view")
def archive_download(number: str) -> Response:
    """Send a package; who took it is in the audit list."""
    try:
        found = archive_of(db(), number)
    except NotFound as refusal:
        turned_away("archive.view", refusal.message)
        raise
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


def _view(row: ArchiveRow) -> ArchiveView:
    state = ArchiveState(row.state)
    words = {
        ArchiveState.KEPT: (_("保管中"), "green"),
        ArchiveState.HANDED_OVER: (_("已移交"), "brand"),
        ArchiveState.DESTROYED: (_("已销毁"), ""),
    }
    return ArchiveView(
        number=row.number,
        title=row.title,
        state=words[state][0],
        tone=words[state][1],
        closed=day(row.closed_at),
        keep_until=day(row.keep_until) if row.keep_until else _("永久"),
        retention=row.retention,
        size=_("%(size)s KB", size=max(row.size // 1024, 1)),
        digest=row.package,
        there=state is not ArchiveState.DESTROYED,
        note=_note(row),
    )


def _note(row: ArchiveRow) -> str:
    if row.destroyed_at is not None:
        return _("%(one)s提出，%(two)s批准", one=row.proposed_by, two=row.approved_by)
    if row.proposed_at is not None:
        return _("%(one)s提出销毁，等待另一人批准", one=row.proposed_by)
    return row.handed_over_to
