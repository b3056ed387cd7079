"""Verify licences of the other side while an application is taken in; while its register is down, fall back as agreed.

The agreement says what then holds (7 §24): the original is seen, or it is taken in now and verified later, or neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sichuan_chongqing.agreements import Recognised
from sichuan_chongqing.exchange.answering import answer_of
from sichuan_chongqing.exchange.asking import AWAY, Verified, verify
from sichuan_chongqing.exchange.post import Post, post
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import SideOf, side_of
from sichuan_chongqing.exchange.tables import IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.protocol.bodies import Question
from tongban.kit.cases import Office
from tongban.kit.definitions import TongbanError
from tongban.kit.forms import load
from tongban.kit.handed_in import materials_asked

LICENCE = "licence"  # the effect that verifies later what could not be verified now
_AGAIN = timedelta(minutes=30)
_STANDS = "in_force"


@dataclass(frozen=True, slots=True)
class Check:
    """A material for which a licence of the other side may stand, and what became of verifying it."""

    material: str
    licence: Recognised
    number: str = ""
    verdict: str = ""
    words: str = ""
    stands: bool = False
    may_be_seen: bool = False  # its register is down, and the original may be looked at instead


def checks_of(office: Office, side: SideOf, row: IntakeRow) -> dict[str, Check]:
    """Give, by material, what may be verified in this situation and what was."""
    described = taking.described(office, row)
    asked = {each.id for each in materials_asked(described, load(described, row.answers))}
    kept = row.sheets.get("licences", {})
    return {
        name: _check(name, licence, kept.get(name, {})) for name, licence in _verifiable(side, row) if name in asked
    }


def _check(material: str, licence: Recognised, kept: Mapping[str, Any]) -> Check:
    seen = kept.get("verdict") == AWAY and licence.fallback == "paper_seen"
    told = {name: kept[name] for name in ("number", "verdict", "words", "stands") if name in kept}
    return Check(material, licence, **told, may_be_seen=seen)


def _verifiable(side: SideOf, row: IntakeRow) -> Iterator[tuple[str, Recognised]]:
    agreement = side.agreement(row.agreement)
    item, party = agreement.item(row.item), agreement.other(side.party).id
    for each in item.materials if item else ():
        licence = agreement.licence(each.licence) if each.licence else None
        if licence is not None and licence.verified == "online" and each.ids.get(party):
            yield each.ids[party], licence


def check_licence(office: Office, side: SideOf, row: IntakeRow, material: str, number: str, send: Post = post) -> Check:
    """Ask the other side's register now, and keep its answer; while it is down, keep what the agreement says."""
    licence = dict(_verifiable(side, row)).get(material)
    if licence is None:
        raise TongbanError("协议没有约定为这份材料联网核验证照。", article="7 §24")
    if row.state in (taking.RECEIVED, taking.HANDED_OVER):
        raise TongbanError("已经出具收件凭证，不能再修改。", article="335 §16")
    if not number.strip():
        raise TongbanError("请填写证照号码。", article="7 §24")
    found = _ask(office, side, row, licence, number.strip()[:40], send)
    row = taking.intake(office, row.id, lock=True)
    _keep(office, row, material, number.strip()[:40], found)
    if found.fallback == "later":
        office.post(LICENCE, {"intake": row.id, "material": material}, ready=office.now + _AGAIN)
    return _check(material, licence, row.sheets["licences"][material])


def _ask(office: Office, side: SideOf, row: IntakeRow, licence: Recognised, number: str, send: Post) -> Verified:
    who, party = row.applicant, side.agreement(row.agreement).other(side.party).id
    question = Question(licence.id, number, str(who["name"]), str(who["id_number"]))
    return verify(office, side, party, licence, question, send)


def _keep(office: Office, row: IntakeRow, material: str, number: str, found: Verified) -> None:
    stands = found.verdict == _STANDS or found.fallback == "later"
    kept = {
        "number": number, "verdict": found.verdict, "words": found.words, "stands": stands, "at": moment(office.now)
    }  # fmt: skip
    row.sheets = {**row.sheets, "licences": {**row.sheets.get("licences", {}), material: kept}}
    office.session.flush()


def note_seen(office: Office, side: SideOf, row: IntakeRow, material: str, clerk: str) -> None:
    """Enter that the original was seen, where the register is down and the agreement lets that hold."""
    check = checks_of(office, side, row).get(material)
    if check is None or not check.may_be_seen:
        raise TongbanError("对方证照库暂时不通、并且协议约定可以核对原件的，才能登记“已见原件”。", article="7 §24")
    kept = {
        **row.sheets["licences"][material],
        "stands": True,
        "words": f"已见原件，{clerk}核对。",
        "at": moment(office.now),
    }
    row.sheets = {**row.sheets, "licences": {**row.sheets["licences"], material: kept}}
    office.session.flush()


def check_later(office: Office, body: Mapping[str, object], *, send: Post = post) -> None:
    """Verify what could not be verified at the window; asked again until the other side's register answers."""
    side, material = side_of(office), str(body["material"])
    row = taking.intake(office, str(body["intake"]))
    kept, licence = row.sheets.get("licences", {}).get(material), dict(_verifiable(side, row)).get(material)
    handed_over = row.state == taking.HANDED_OVER  # then the handling region has it in its own register
    if handed_over or kept is None or licence is None or kept["verdict"] != AWAY:
        return
    found = _ask(office, side, row, licence, str(kept["number"]), send)
    if found.verdict == AWAY:
        office.post(LICENCE, dict(body), ready=office.now + _AGAIN)
        return
    _keep(office, taking.intake(office, row.id, lock=True), material, str(kept["number"]), found)


@dataclass(frozen=True, slots=True)
class Held:
    """A licence that stands for a material of a case handled here, as our own register has it now."""

    name: str
    number: str
    words: str


def held_here(book: Book) -> list[Held]:
    """Say of each licence that was named to us whether our register has it in force."""
    _row, course = book.opened
    agreement, mine = book.side.agreement(course.agreement), book.side.party
    item, found = agreement.item(course.item), []
    for sheet in (each.sheet for each in course.sheets.values() if each.sheet.licence):
        agreed = next((each for each in item.materials if each.ids.get(mine) == sheet.id), None) if item else None
        licence = agreement.licence(agreed.licence) if agreed else None
        if licence is not None:
            answer = answer_of(book.office, licence.types.get(mine, ""), sheet.licence, course.applicant.name)
            found.append(Held(sheet.name, sheet.licence, answer.words if answer else "本地证照库里没有这个证照。"))
    return found
