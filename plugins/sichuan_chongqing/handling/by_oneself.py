"""A person applies by themselves, over the portal of where they live, for what the other side handles (全程网办).

The home region knows them by their log-in, gives the receipt and passes on; it checks the form by the handling
region's own definition, and decides nothing (7 §24; 国办发〔2020〕35号).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.exchange.asking import definition_of, lately_offered, offered
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import SideOf
from sichuan_chongqing.exchange.tables import CaseRow, IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.handling.handing_over import hand_over
from sichuan_chongqing.identity.vouching import subject_for
from tongban.kit.cases import Applicant, Offer, Office
from tongban.kit.definitions import Definition, NotFound, TongbanError
from tongban.kit.drafts import DraftRow, handed_in

PREFIX = "chuanyu"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen in the zone, and how the handling region has it."""

    wanted: taking.Wanted
    described: Definition

    @property
    def name(self) -> str:
        return f"{PREFIX}.{self.wanted.agreement.id}.{self.wanted.item.id}.{self.wanted.region}"

    @property
    def by_themselves(self) -> bool:
        """Tell whether a person may apply alone: online by the agreement, and taken online by its definition."""
        return self.wanted.item.mode is Mode.ONLINE and "online" in self.described.channels


def wanted_of(office: Office, side: SideOf, agreement: str, item: str, region: str) -> taking.Wanted:
    """Find what was asked for. Raises NotFound where no agreement has it today."""
    found = side.agreements.get(agreement)
    agreed = found.item(item) if found else None
    if found is None or agreed is None:
        raise NotFound("川渝通办协议里没有这个事项。")
    wanted = taking.Wanted(found, agreed, region)
    taking.check_agreed(office, side, wanted)
    return wanted


def chosen(office: Office, side: SideOf, agreement: str, item: str, region: str) -> Chosen:
    """Choose an item of the other side as it stands there now; while that side is down, as it was last known."""
    wanted = wanted_of(office, side, agreement, item, region)
    return Chosen(wanted, definition_of(lately_offered(office, side, agreement, region, item)))


def of_draft(office: Office, side: SideOf, draft: DraftRow) -> taking.Wanted:
    """Tell what a draft of the zone is for."""
    _prefix, agreement, item, region = draft.item.split(".")
    return wanted_of(office, side, agreement, item, region)


def check_current(office: Office, side: SideOf, draft: DraftRow) -> None:
    """Refuse a draft on a form that the handling region has replaced; asks it, and holds no lock meanwhile.

    While that side is down, its form as it was last known holds; it then judges on arrival.
    """
    _prefix, agreement, item, region = draft.item.split(".")
    wanted_of(office, side, agreement, item, region)
    written_on = draft.definition_hash
    if offered(office, side, agreement, region, item).hash != written_on:
        words = "办理地已经换用新的表单，原来的表单不能再提交。请回到办事指南重新开始；这份草稿还在，可以对照填写。"
        raise TongbanError(words, article="335 §16")


def hand_in(
    office: Office, side: SideOf, draft: DraftRow, described: Definition, who: Applicant, phone: str,
    licences: Mapping[str, Offer],
) -> Book:  # fmt: skip
    """Give the receipt and hand over, in one transaction with the draft. The caller commits, or takes it back."""
    wanted = of_draft(office, side, draft)
    if wanted.item.mode is not Mode.ONLINE:
        raise TongbanError("这个事项要到川渝通办窗口提交，不能在网上直接提交。", article="7 §24")
    row = IntakeRow(
        tenant_id=office.tenant,
        id=draft.id,
        agreement=wanted.agreement.id,
        item=wanted.item.id,
        region=wanted.region,
        definition=draft.definition_hash,
        applicant=_told(side, wanted, described, draft, who, phone),
        identity=taking.ONLINE,
        typed={},
        answers=draft.answers,
        sheets={"licences": _standing(side, wanted, licences, moment(office.now))},
        role="",
        state=taking.RECEIVED,
        notice=None,
        receipt=taking.next_receipt(office, side),
        begun_at=draft.created_at,
        received_at=office.now,
        clerk="申请人本人",
    )
    office.session.add(row)
    office.session.flush()
    book = hand_over(office, side, row)
    handed_in(office.session, draft, book.case_id)
    return book


def _told(
    side: SideOf, wanted: taking.Wanted, described: Definition, draft: DraftRow, who: Applicant, phone: str
) -> dict[str, str]:
    there = wanted.agreement.other(side.party).id
    numbers = [draft.answers.get(each.id) for each in described.fields if each.element in taking.NUMBERS]
    number = next((str(each) for each in numbers if each), "未填写")
    names = {"account_here": who.id, "account_there": subject_for(side.party, there, who.id)}
    return {"kind": who.kind, "name": who.name, "id_number": number[:40], "phone": phone[:30], **names}


def _standing(
    side: SideOf, wanted: taking.Wanted, licences: Mapping[str, Offer], at: str
) -> dict[str, dict[str, object]]:
    """Let licences of our own register stand for materials, where the agreement recognises them."""
    there, found = wanted.agreement.other(side.party).id, {}
    for each in wanted.item.materials:
        offer, licence = licences.get(each.ids.get(there, "")), wanted.agreement.licence(each.licence)
        if offer is not None and licence is not None and licence.types.get(side.party) == offer.licence.type:
            number = offer.licence.number
            kept = {
                "number": number,
                "verdict": "in_force",
                "words": "收件地证照库核验，有效。",
                "stands": True,
                "at": at,
            }
            found[each.ids[there]] = kept
    return found


def own_case(office: Office, side: SideOf, who: str, case_id: str, *, lock: bool = False) -> Book:
    """Load a person's own case; another's looks like one that is not there (T2)."""
    book = load(office, side, case_id, lock=lock)
    row: CaseRow | None = book.row
    if row is None or not who or row.applicant_id != who:
        raise NotFound("没有找到这件跨域办件，请从川渝通办专区进入，或者用申请时的账号登录。")
    return book
