"""Hand a complete set over to the handling region: the case opened there, every file sent, papers named (7 §24).

Also what a person hands in by themselves, over the portal where they live: the home region passes it on and decides
nothing; the handling region takes it in as any application over the network.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sichuan_chongqing.agreements import AgreedItem, Agreement, Mode
from sichuan_chongqing.course import FIELD_FILE, sheet_id
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import CaseRow as LocalCase
from tongban.kit.cases import FileRow, Office
from tongban.kit.definitions import Definition, NotFound, TongbanError
from tongban.kit.forms import Answers, load, stand
from tongban.kit.handed_in import draft_files, materials_asked

LARGEST = 3 * 1024 * 1024  # bytes of one file in a message


@dataclass(frozen=True, slots=True)
class Brought:
    """One sheet, and the file that it announces where there is one."""

    sheet: said.Sheet
    file: FileRow | None = None


def hand_over(office: Office, side: SideOf, row: IntakeRow, local_number: str = "", role: str = "") -> Book:
    """Open the case at the handling region and send every electronic material; papers go by courier after that."""
    if row.state != taking.RECEIVED:
        raise TongbanError("出具收件凭证以后才能移送。", article="335 §16")
    agreement = side.agreement(row.agreement)
    item, region = agreement.item(row.item), side.region_of(office.tenant)
    if item is None or region is None:
        raise NotFound("协议里没有这个事项。")
    if item.mode is Mode.JOINT:
        _check_own_part(office, row, item, local_number, role)
        office.follow(local_number)  # what becomes of our own part is told to the other side
    if found := taking.wanting(office, row):  # a licence that was verified later may have turned out not to hold
        raise TongbanError(f"还不齐全，不能移送：{found[0]}", article="335 §18")
    brought = tuple(_brought(office, agreement, item, row))
    check_sizes([each.file for each in brought if each.file])
    book = Book(office, side, f"{region.division}-{row.region}-{row.receipt}")
    opened = _opened(office, side, row, item, role, brought)
    book.open(agreement.id, region.division, row.region, opened)
    book.opened[0].number = local_number
    book.opened[0].applicant_id = str(row.applicant.get("account_here", ""))
    for each in brought:
        if each.file is not None:
            book.say(material_sent(office, each.sheet.id, each.file))
    row.state = taking.HANDED_OVER
    return book


def material_sent(office: Office, sheet: str, file: FileRow) -> said.MaterialSent:
    """Put a file into a message."""
    coded = b64encode(office.files.get(file.sha256)).decode()
    return said.MaterialSent(sheet, file.sha256, file.name, file.media_type, coded)


def check_sizes(files: Sequence[FileRow]) -> None:
    """Refuse what no message can carry, before anything was sent."""
    large = "、".join(each.name for each in files if each.size > LARGEST)
    if large:
        raise TongbanError(f"跨平台移送的单个文件不超过 {LARGEST // 1024 // 1024} MB，请压缩后再上传：{large}。")


def _check_own_part(office: Office, row: IntakeRow, item: AgreedItem, number: str, role: str) -> None:
    """Hold the local part of a joint case against our own register: the same person, before the decision."""
    if role not in item.parts:
        raise TongbanError(f"请选择对方办哪一部分：{'、'.join(item.parts.values())}。", article="335 §24")
    local = office.session.get(LocalCase, (office.tenant, number)) if number else None
    if local is None or local.applicant_name != row.applicant["name"]:
        raise TongbanError("多地联办请先在本窗口收下本地部分，再填写它的办件编号；申请人要一致。", article="335 §24")


def _brought(office: Office, agreement: Agreement, item: AgreedItem, row: IntakeRow) -> Iterator[Brought]:
    """List what was brought for each material that is asked for, then the files of form fields."""
    described = taking.described(office, row)
    answers = load(described, row.answers)
    files, papers = draft_files(office.session, row.id), set(row.sheets.get("papers", ()))
    licences, handling = taking.standing_licences(row), agreement.side_of(row.region)
    travelling = {each.ids.get(handling.id, each.id) if handling else each.id for each in item.papers()}
    for material in materials_asked(described, answers):
        name, rows = material.name, files.get(material.id, ())
        if material.id in papers and (material.id in travelling or not rows):
            yield Brought(said.Sheet(material.id, name, paper=True))
        elif not rows and material.id in licences:
            yield Brought(said.Sheet(material.id, name, licence=licences[material.id]))
        yield from () if material.id in papers & travelling else sheets_of(material.id, name, rows)
    yield from _of_fields(described, answers, files)


def sheets_of(material: str, name: str, rows: Sequence[FileRow]) -> Iterator[Brought]:
    """Announce every file of a material."""
    for place, row in enumerate(rows):
        yield Brought(said.Sheet(sheet_id(material, place), name, row.sha256, row.size, row.name), row)


def _of_fields(described: Definition, answers: Answers, files: Mapping[str, Sequence[FileRow]]) -> Iterator[Brought]:
    """Announce the files that form fields hold, in the situation that was told."""
    shown = stand(described, answers).shown
    for field in described.fields:
        if field.type == "file" and field.id in shown:
            yield from sheets_of(f"{FIELD_FILE}{field.id}", field.label, files.get(f"{FIELD_FILE}{field.id}", ())[-1:])


def _opened(
    office: Office, side: SideOf, row: IntakeRow, item: AgreedItem, role: str, brought: Sequence[Brought]
) -> said.Opened:
    who, until = row.applicant, taking.last_day(office, side, row)
    window = str(office.settings.get("window", "川渝通办窗口"))
    intake_said = said.Intake(
        window if row.identity != taking.ONLINE else "川渝通办专区（本人网上提交）",
        row.clerk or "窗口",
        row.identity,
        row.receipt,
        moment(row.received_at or office.now),
        until.isoformat() if until else "",
    )
    account = str(who.get("account_there", ""))
    applicant = said.Applicant(who["kind"], who["name"], "111", who["id_number"], who.get("phone", ""), "", account)
    sheets = tuple(each.sheet for each in brought)
    return said.Opened(item.id, item.mode, applicant, row.answers, sheets, row.definition, intake_said, role)
