"""Licences that this office issued: found by number or holder; one with its versions and seals (E3)."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases.licences.sealing import problem_of
from tongban.cases.licences.search import ANY, Wanted, presentations_of, search
from tongban.cases.licences.standing import NAMES, standing_of
from tongban.cases.licences.tables import LicenceRow
from tongban.cases.licences.wallet import versions_of
from tongban.errors import NotFound
from tongban.web.desk.queue_page import Option
from tongban.web.desk.room import blueprint, turned_away
from tongban.web.guard import permitted
from tongban.web.house import db, now, seal_roots
from tongban.web.licence_words import TONES, history_of, licence_view, until_of
from tongban.web.people import the_staff
from tongban.web.view_words import WALL, day, moment


@dataclass(frozen=True, slots=True)
class LicenceLine:
    """One line of the list."""

    href: str
    name: str
    number: str
    holder: str
    issued: str
    until: str
    state_label: str
    tone: str


@blueprint.get("/licences", endpoint="licences")
@permitted("licence.view")
def licences_page() -> str:
    state = request.args.get("state", "")
    wanted = Wanted(
        words=request.args.get("q", "").strip()[:100],
        state=state if state in NAMES else ANY,
        after=request.args.get("after", "")[:80],
    )
    today = now().astimezone(WALL).date()
    page = search(db(), the_staff().tenant, wanted, today)
    return render_template(
        "desk/licences.html",
        licences=[_line(each) for each in page.rows],
        states=[Option(key, _(name)) for key, name in NAMES.items()],
        asked=wanted,
        next_href=url_for("desk.licences", q=wanted.words or None, state=state or None, after=page.next)
        if page.next
        else "",
    )


def _line(row: LicenceRow) -> LicenceLine:
    standing = standing_of(row, now().astimezone(WALL).date())
    return LicenceLine(
        href=url_for("desk.licence", code=row.code),
        name=row.name,
        number=row.number,
        holder=row.holder_name,
        issued=day(row.issued_on),
        until=until_of(row),
        state_label=_(standing.name),
        tone=TONES[standing.state],
    )


@blueprint.get("/licences/<code>", endpoint="licence")
@permitted("licence.view")
def licence_page(code: str) -> str:
    """Show a licence of one's own tenant; another's is not there (T2)."""
    row = db().get(LicenceRow, (the_staff().tenant, code.strip().upper()))
    if row is None:
        refusal = NotFound(_("没有这份证照，或者它不是您的单位颁发的。"))
        turned_away("licence.view", refusal.message)
        raise refusal
    versions = versions_of(db(), row)
    return render_template(
        "desk/licence.html",
        licence=licence_view(row, standing_of(row, now().astimezone(WALL).date()), versions[0]),
        history=history_of(row, versions),
        problem=problem_of(db(), row, seal_roots()),
        hash=versions[0].hash,
        case_href=url_for("desk.case", number=row.case_number),
        shown=[(moment(each.shown_at), moment(each.looked_at)) for each in presentations_of(db(), row)],
    )
