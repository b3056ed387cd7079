"""Taken in there (异地代收代办), by the handling region's list: identity and form are checked by the receiving window.

It gives the one-time notice or the receipt, hands over within its own limit, and decides nothing (7 §24; 335 §16).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import func, select

from sichuan_chongqing.agreements import AgreedItem, Agreement
from sichuan_chongqing.exchange.asking import definition_of, offered
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import IntakeRow
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import Office
from tongban.kit.definitions import Definition, NotFound, TongbanError
from tongban.kit.fields import FileReference
from tongban.kit.forms import check, dump, in_full, load, read
from tongban.kit.handed_in import Supplied, draft_files
from tongban.kit.published import definition as definition_by_hash

IDENTITY: Mapping[str, str] = {
    "card_read": "读取身份证件原件",
    "licence": "核验电子证照",
    "agent": "代办人持委托书和双方证件",
}
ONLINE = "remote_login"  # how a person is known who applies by themselves: by the log-in of where they live
OPEN, ASKED, RECEIVED, HANDED_OVER = "open", "asked", "received", "handed_over"
KIND = "applicant.kind"
#: data elements that say who somebody is, and by which number
NAMES, NUMBERS = ("person.name", "enterprise.name"), ("person.id_number", "enterprise.uscc")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: an item of the agreement, and the region that handles it."""

    agreement: Agreement
    item: AgreedItem
    region: str


def begin(office: Office, side: SideOf, wanted: Wanted, who: said.Applicant, identity: str, clerk: str) -> IntakeRow:
    """Begin an intake under the handling region's own list, as it stands there now."""
    check_agreed(office, side, wanted)
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
        typed=_typed_already(described, who),
        answers={},
        sheets={},
        role="",
        state=OPEN,
        notice=None,
        receipt="",
        begun_at=office.now,
        clerk=clerk,
    )
    reading = read(described, row.typed, {KIND: who.kind}, settled=frozenset({KIND}))
    row.typed, row.answers = (
        {name: list(texts) for name, texts in reading.typed.items()},
        dump(described, reading.answers),
    )
    office.session.add(row)
    office.session.flush()
    return row


def _typed_already(described: Definition, who: said.Applicant) -> dict[str, list[str]]:
    """Take over into the form what was typed of the person at the beginning, by data element."""
    known = dict.fromkeys(NAMES, who.name) | dict.fromkeys(NUMBERS, who.id_number) | {"person.phone": who.phone}
    return {each.id: [known[each.element]] for each in described.fields if each.element and known.get(each.element)}


def check_agreed(office: Office, side: SideOf, wanted: Wanted) -> None:
    """Refuse what no agreement in force gives to the region that was named (7 §24)."""
    there = wanted.agreement.side_of(wanted.region)
    today = office.now.astimezone(office.books.rulebook(office.tenant).timezone).date()
    if not wanted.agreement.holds_on(today):
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
    """Give the definition under which an intake was begun, whatever the other side has published since."""
    return definition_by_hash(office.session, row.definition)


def save(
    office: Office,
    row: IntakeRow,
    typed: Mapping[str, list[str]],
    papers: Iterable[str],
    uploads: Collection[FileReference] = (),
) -> tuple[object, ...]:
    """Keep what was typed and which papers lie here; gives what could not be read."""
    if row.state in (RECEIVED, HANDED_OVER):
        raise TongbanError("已经出具收件凭证，不能再修改。", article="335 §16")
    item = described(office, row)
    reading = read(
        item, typed, load(item, row.answers), typed=row.typed, today=office.now.date(), settled=frozenset({KIND}),
        uploads=uploads,
    )  # fmt: skip
    row.typed = {name: list(texts) for name, texts in reading.typed.items()}
    row.answers = dump(item, reading.answers)
    row.sheets = {**row.sheets, "papers": sorted(set(papers))}
    office.session.flush()
    return reading.findings


def standing_licences(row: IntakeRow) -> dict[str, str]:
    """Give the licences that stand for materials of an intake, by material: verified, or by the fallback."""
    checked = row.sheets.get("licences", {})
    return {name: each["number"] for name, each in checked.items() if each["stands"]}


def wanting(office: Office, row: IntakeRow) -> tuple[str, ...]:
    """Say all that is missing or wrong, at once, by the handling region's own rules (335 §18)."""
    item = described(office, row)
    answers = load(item, row.answers)
    here = {*draft_files(office.session, row.id), *row.sheets.get("papers", ()), *standing_licences(row)}
    found = check(item, answers, [Supplied(each) for each in here], office.now.date(), typed=row.typed)
    return tuple(in_full(each, item) for each in found)


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
    row.receipt = next_receipt(office, side)
    row.state, row.received_at, row.clerk = RECEIVED, office.now, clerk
    office.session.flush()
    return row.receipt


def next_receipt(office: Office, side: SideOf) -> str:
    """Number a receipt of this window: a number of our own, no official code."""
    region, day = side.region_of(office.tenant), office.now.strftime("%Y%m%d")
    counted = office.session.scalar(select(func.count()).select_from(IntakeRow).where(IntakeRow.receipt != "")) or 0
    return f"KY{region.division if region else ''}{day}{counted + 1:06}"


def last_day(office: Office, side: SideOf, row: IntakeRow) -> date | None:
    """Name the last day of the window's own hand-over limit: counted on its calendar from the receipt."""
    item = side.agreement(row.agreement).item(row.item)
    if row.received_at is None or item is None:
        return None
    calendar, zone = office.books.calendar(office.tenant), office.books.rulebook(office.tenant).timezone
    days = side.agreement(row.agreement).hand_over_days(item)
    return calendar.add_working_days(row.received_at.astimezone(zone).date(), days)


def hand_over_due(office: Office, side: SideOf, row: IntakeRow) -> datetime | None:
    """Say until when the window must have handed over: the end of the last day."""
    day = last_day(office, side, row)
    return None if day is None else end_of(office, day)


def end_of(office: Office, day: date) -> datetime:
    """Give the end of a day as it is counted here."""
    zone = office.books.rulebook(office.tenant).timezone
    return datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)
