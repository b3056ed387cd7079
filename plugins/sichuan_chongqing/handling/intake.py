"""Taken in there (异地代收代办), by the handling region's list: identity and form are checked by the receiving window.

It gives the one-time notice or the receipt, hands over within its own limit, and decides nothing (7 §24; 335 §16).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, select

from sichuan_chongqing.agreements import AgreedItem, Agreement, Mode
from sichuan_chongqing.exchange.asking import definition_of, offered
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import IntakeRow, OfferedRow
from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import CaseRow as LocalCase
from tongban.kit.cases import Office
from tongban.kit.definitions import Definition, NotFound, TongbanError
from tongban.kit.forms import check, dump, load, read
from tongban.kit.handed_in import FileRow, Supplied, draft_files, materials_asked

IDENTITY: Mapping[str, str] = {
    "card_read": "读取身份证件原件",
    "licence": "核验电子证照",
    "agent": "代办人持委托书和双方证件",
}
OPEN, ASKED, RECEIVED, HANDED_OVER = "open", "asked", "received", "handed_over"
STATES: Mapping[str, str] = {OPEN: "收件中", ASKED: "已一次性告知", RECEIVED: "已出收件凭证", HANDED_OVER: "已移送"}
KIND = "applicant.kind"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: an item of the agreement, and the region that handles it."""

    agreement: Agreement
    item: AgreedItem
    region: str


def begin(office: Office, side: SideOf, wanted: Wanted, who: said.Applicant, identity: str, clerk: str) -> IntakeRow:
    """Begin an intake under the handling region's own list, as it stands there now."""
    _check_agreed(office, side, wanted)
    if identity not in IDENTITY:
        raise TongbanError(f"请选择怎样核验身份：{'、'.join(IDENTITY.values())}。", article="335 §16")
    item = offered(office, side, wanted.agreement.id, wanted.region, wanted.item.id)
    described = definition_of(item)
    if who.kind not in described.applicants:
        raise TongbanError(f"“{described.title}”不面向这一类申请人，请核对服务对象。", article="ORD §9")
    row = IntakeRow(
        tenant_id=office.tenant,
        id=f"intake-{uuid4().hex}",
        agreement=wanted.agreement.id,
        item=wanted.item.id,
        region=wanted.region,
        definition=item.hash,
        applicant={"kind": who.kind, "name": who.name, "id_number": who.id_number, "phone": who.phone},
        identity=identity,
        typed={},
        answers=dump(described, {KIND: who.kind}),
        sheets={},
        role="",
        state=OPEN,
        notice=None,
        receipt="",
        begun_at=office.now,
        clerk=clerk,
    )
    office.session.add(row)
    office.session.flush()
    return row


def _check_agreed(office: Office, side: SideOf, wanted: Wanted) -> None:
    there = wanted.agreement.side_of(wanted.region)
    if not wanted.agreement.holds_on(office.now.date()):
        raise TongbanError("这份通办协议不在有效期内，不能收件。", article="7 §24")
    if there is None or there.id == side.party or there.id not in wanted.item.handled_by:
        raise TongbanError("按照协议，这个地区不办理这个事项。", article="7 §24")


def intake(office: Office, intake_id: str, *, lock: bool = False) -> IntakeRow:
    """Find an intake of this window."""
    asked = select(IntakeRow).where(IntakeRow.id == intake_id)
    row: IntakeRow | None = office.session.scalar(asked.with_for_update() if lock else asked)
    if row is None:
        raise NotFound("没有找到这份跨域收件，或者它不属于本单位。")
    return row


def described(office: Office, row: IntakeRow) -> Definition:
    """Give the definition under which an intake was begun."""
    item = office.session.get(OfferedRow, (office.tenant, row.region, row.item))
    if item is None:
        raise NotFound("没有取得办理地的事项定义。")
    return definition_of(item)


def save(office: Office, row: IntakeRow, typed: Mapping[str, list[str]], papers: Iterable[str]) -> tuple[object, ...]:
    """Keep what was typed and which papers lie here; gives what could not be read."""
    if row.state in (RECEIVED, HANDED_OVER):
        raise TongbanError("已经出具收件凭证，不能再修改。", article="335 §16")
    item = described(office, row)
    reading = read(
        item, typed, load(item, row.answers), typed=row.typed, today=office.now.date(), settled=frozenset({KIND})
    )
    row.typed = {name: list(texts) for name, texts in reading.typed.items()}
    row.answers = dump(item, reading.answers)
    row.sheets = {"papers": sorted(set(papers))}
    office.session.flush()
    return reading.findings


def wanting(office: Office, row: IntakeRow) -> tuple[str, ...]:
    """Say all that is missing or wrong, at once, by the handling region's own rules (335 §18)."""
    item = described(office, row)
    answers = load(item, row.answers)
    here = {*draft_files(office.session, row.id), *row.sheets.get("papers", ())}
    found = check(item, answers, [Supplied(each) for each in here], office.now.date(), typed=row.typed)
    return tuple(each.message for each in found)


def give_notice(office: Office, row: IntakeRow) -> tuple[str, ...]:
    """Give the one-time notice: everything that is wanting, once (335 §18)."""
    if row.state != OPEN:
        raise TongbanError("一次性告知只能作出一次；补齐以后请出具收件凭证。", article="335 §18")
    found = wanting(office, row)
    if not found:
        raise TongbanError("材料齐全，应当出具收件凭证，不能告知补正。", article="335 §16")
    row.notice = {"wanted": list(found), "at": moment(office.now)}
    row.state = ASKED
    return found


def receive(office: Office, side: SideOf, row: IntakeRow, clerk: str) -> str:
    """Give the receipt for a complete set; from now on the window's own hand-over limit runs."""
    if row.state not in (OPEN, ASKED):
        raise TongbanError("已经出具过收件凭证。", article="335 §16")
    if found := wanting(office, row):
        raise TongbanError(f"还不齐全，不能出具收件凭证：{found[0]}", article="335 §18")
    region = side.region_of(office.tenant)
    day = office.now.strftime("%Y%m%d")
    counted = office.session.scalar(select(func.count()).select_from(IntakeRow).where(IntakeRow.receipt != "")) or 0
    row.receipt = f"KY{region.division if region else ''}{day}{counted + 1:06}"  # our own number; no official code
    row.state, row.received_at, row.clerk = RECEIVED, office.now, clerk
    office.session.flush()
    return row.receipt


def hand_over_due(office: Office, side: SideOf, row: IntakeRow) -> datetime | None:
    """Say until when the window must have handed over: counted on its own calendar from the receipt."""
    if row.received_at is None:
        return None
    agreement = side.agreement(row.agreement)
    item = agreement.item(row.item)
    if item is None:
        return None
    calendar, zone = office.books.calendar(office.tenant), office.books.rulebook(office.tenant).timezone
    day = calendar.add_working_days(row.received_at.astimezone(zone).date(), agreement.hand_over_days(item))
    return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)


def hand_over(office: Office, side: SideOf, row: IntakeRow, local_number: str = "", role: str = "") -> Book:
    """Open the case at the handling region and send every electronic material; papers go by courier after that."""
    if row.state != RECEIVED:
        raise TongbanError("出具收件凭证以后才能移送。", article="335 §16")
    agreement = side.agreement(row.agreement)
    item, region = agreement.item(row.item), side.region_of(office.tenant)
    if item is None or region is None:
        raise NotFound("协议里没有这个事项。")
    if item.mode is Mode.JOINT:
        _check_own_part(office, row, item, local_number, role)
    files = {name: rows[-1] for name, rows in draft_files(office.session, row.id).items()}
    book = Book(office, side, f"{region.division}-{row.region}-{row.receipt}")
    book.open(agreement.id, region.division, row.region, _opened(office, row, item, files, role))
    opened, _course = book.opened
    opened.hand_over_due, opened.handed_over_at, opened.number = (
        hand_over_due(office, side, row),
        office.now,
        local_number,
    )
    for name, each in files.items():
        content = b64encode(office.files.get(each.sha256)).decode()
        book.say(said.MaterialSent(name, each.sha256, each.name, each.media_type, content))
    row.state = HANDED_OVER
    return book


def _check_own_part(office: Office, row: IntakeRow, item: AgreedItem, number: str, role: str) -> None:
    """Hold the local part of a joint case against our own register: the same person, before the decision."""
    if role not in item.parts:
        raise TongbanError(f"请选择对方办哪一部分：{'、'.join(item.parts.values())}。", article="335 §24")
    local = office.session.get(LocalCase, (office.tenant, number)) if number else None
    if local is None or local.applicant_name != row.applicant["name"]:
        raise TongbanError("多地联办请先在本窗口收下本地部分，再填写它的办件编号；申请人要一致。", article="335 §24")


def _opened(office: Office, row: IntakeRow, item: AgreedItem, files: Mapping[str, FileRow], role: str) -> said.Opened:
    asked = materials_asked(described(office, row), load(described(office, row), row.answers))
    papers = set(row.sheets.get("papers", ()))
    sheets = [said.Sheet(each.id, each.name, files[each.id].sha256, files[each.id].size, files[each.id].name)
              for each in asked if each.id in files]  # fmt: skip
    travelling = {each.id for each in item.papers()} | {each for each in papers if each not in files}
    sheets = [each for each in sheets if each.id not in travelling] + [
        said.Sheet(each.id, each.name, paper=True) for each in asked if each.id in papers and each.id in travelling
    ]
    who = row.applicant
    window = str(office.settings.get("window", "川渝通办窗口"))
    intake_said = said.Intake(
        window, row.clerk or "窗口", row.identity, row.receipt, moment(row.received_at or office.now)
    )
    applicant = said.Applicant(who["kind"], who["name"], "111", who["id_number"], who.get("phone", ""))
    return said.Opened(item.id, item.mode, applicant, row.answers, tuple(sheets), row.definition, intake_said, role)
