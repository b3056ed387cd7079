"""What a cross-region window hands over on paper: the one-time notice, the receipt (335 §16, §18)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

from flask import Response, send_file, url_for
from flask_babel import gettext as _

from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import read_moment
from sichuan_chongqing.web.desk_room import blueprint, our_office
from sichuan_chongqing.web.views import named
from tongban.kit.cases import Office
from tongban.kit.definitions import NotFound
from tongban.kit.forms import load
from tongban.kit.handed_in import draft_files, materials_asked
from tongban.kit.printing import GuideSheet, SheetEntry, SheetPart, brand_of, print_guide
from tongban.kit.web import books, day, db, house, permitted


@blueprint.get("/intake/<intake>/notice.pdf", endpoint="notice_sheet")
@permitted("sichuan_chongqing.take_in")
def notice_sheet(intake: str) -> Response:
    """Print the one-time notice that this window gave."""
    office = our_office()
    row = taking.intake(office, intake)
    if not row.notice:
        raise NotFound(_("这份收件没有出具一次性告知。"))
    wanted = SheetPart(_("需要补正的内容"), entries=tuple(map(SheetEntry, row.notice["wanted"])), numbered=True)
    words = _("请一次补齐下列内容。补齐以后本窗口出具收件凭证，并移送办理地；是否受理由办理地依法决定。")
    return _printed(office, row, _("一次性告知单"), words, read_moment(row.notice["at"]), (wanted,))


@blueprint.get("/intake/<intake>/receipt.pdf", endpoint="receipt_sheet")
@permitted("sichuan_chongqing.take_in")
def receipt_sheet(intake: str) -> Response:
    """Print the receipt, with everything that was taken in and until when it is handed over."""
    office = our_office()
    row = taking.intake(office, intake)
    if not row.receipt or row.received_at is None:
        raise NotFound(_("这份收件还没有出具收件凭证。"))
    taken = SheetPart(_("收到的材料"), entries=tuple(_taken(office, row)), numbered=True)
    words = _("材料已经收齐。本窗口只作形式审查；受理和决定由办理地依法作出，办理期限自办理地收齐材料时起算。")
    return _printed(office, row, _("收件凭证"), words, row.received_at, (taken,))


def _taken(office: Office, row: IntakeRow) -> list[SheetEntry]:
    """List each material with the form in which it was taken in."""
    item = taking.described(office, row)
    files, licences = draft_files(db(), row.id), taking.standing_licences(row)
    found = []
    for each in materials_asked(item, load(item, row.answers)):
        if each.id in row.sheets.get("papers", ()):
            found.append(SheetEntry(each.name, _("纸质件")))
        elif each.id in files:
            found.append(SheetEntry(each.name, _("电子件 %(count)s 个", count=len(files[each.id]))))
        elif each.id in licences:
            found.append(SheetEntry(each.name, _("由电子证照代替"), (licences[each.id],)))
    return found


def _printed(
    office: Office, row: IntakeRow, kind: str, words: str, at: datetime, parts: Sequence[SheetPart]
) -> Response:
    side, item = side_of(office), taking.described(office, row)
    region, due = side.region_of(office.tenant), taking.hand_over_due(office, side, row)
    window = str(office.settings.get("window", "川渝通办窗口"))
    keys = [(_("申请人"), str(row.applicant["name"]), ""), (_("日期"), day(at), "")]
    if due is not None:
        keys.append((_("本窗口最迟移送"), day(due - timedelta(days=1)), ""))
    where = _("办理地：%(region)s", region=named(side)(row.region))
    address = f"{house().settings.public_url}{url_for('sichuan_chongqing_portal.zone', tenant=office.tenant)}"
    theme = books().shelf.tenant(office.tenant).theme
    sheet = GuideSheet(
        title=item.title,
        kind=kind,
        authority=f"{region.name if region else ''}{window}",
        summary=words,
        labels=(where, *((_("编号：%(number)s", number=row.receipt),) if row.receipt else ())),
        keys=tuple(keys),
        situation="",
        yours="",
        parts=tuple(each for each in parts if each.entries),
        flow="",
        flow_title="",
        address=address,
        scan=_("扫码进入川渝通办专区"),
        foot=(_("收件人：%(name)s", name=row.clerk),),
        colour=brand_of(books().themes / theme),
    )
    name = f"{item.title}（{kind}）.pdf"
    return send_file(BytesIO(print_guide(sheet)), mimetype="application/pdf", download_name=name)
