"""What the receiving side does later: supply what was asked for, hand the result over, pass a withdrawal on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from sichuan_chongqing.course import FIELD_FILE
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.handling.handing_over import check_sizes, material_sent, sheets_of
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import FileRow
from tongban.kit.definitions import TongbanError


@dataclass(frozen=True, slots=True)
class Supply:
    """What was brought: files by material (a field's under `field.<id>`), papers on hand, answers to fields."""

    files: Mapping[str, Sequence[FileRow]] = field(default_factory=dict)
    papers: frozenset[str] = frozenset()
    answers: Mapping[str, object] = field(default_factory=dict)


def place_of(book: Book) -> str:
    """Name the place where files wait while they are brought together."""
    return "xsup-" + sha256(book.case_id.encode()).hexdigest()[:32]


def supply_more(book: Book, supply: Supply) -> None:
    """Send everything that the one-time notice named, at once (335 §18)."""
    _row, course = book.opened
    if course.supplement is None or course.supplement.sent_at:
        raise TongbanError("办理地没有要求补正。", article="335 §18")
    wanted = course.supplement.wanted
    if missing := list(still_missing(wanted, supply)):
        raise TongbanError(f"请一次补齐：还缺{'、'.join(each.name for each in missing)}。", article="335 §18")
    names = {(f"{FIELD_FILE}{each.material}" if each.of_form else each.material): each.name for each in wanted}
    brought = [
        each for material, rows in supply.files.items() if material in names
        for each in sheets_of(material, names[material], rows)
    ]  # fmt: skip
    check_sizes([each.file for each in brought if each.file])
    on_paper = sorted((supply.papers & names.keys()) - {name for name, rows in supply.files.items() if rows})
    papers = [said.Sheet(each, names[each], paper=True) for each in on_paper]
    asked = {each.material for each in wanted if each.of_form}
    answers = {name: value for name, value in supply.answers.items() if name in asked}
    sheets = (*(each.sheet for each in brought), *papers)
    book.say(said.SupplementSent(sheets, moment(book.office.now), answers))
    for each in brought:
        if each.file is not None:
            book.say(material_sent(book.office, each.sheet.id, each.file))


def still_missing(wanted: Iterable[said.Wanted], supply: Supply) -> Iterable[said.Wanted]:
    """List what the notice named and nobody has brought yet: supplied in part is not supplied."""
    brought = supply.papers | {name for name, rows in supply.files.items() if rows}
    for each in wanted:
        if each.material not in (supply.answers if each.of_form else brought):
            yield each


def hand_result(book: Book, to: str) -> None:
    """Enter that the applicant has the result."""
    _row, course = book.opened
    if course.result is None:
        raise TongbanError("结果还没有送到本窗口。", article="335 §26")
    if course.handed_at:
        raise TongbanError("结果已经交给申请人，不用再登记。", article="335 §26")
    if not to.strip():
        raise TongbanError("请填写领取人。", article="335 §26")
    book.say(said.ResultHanded(moment(book.office.now), to.strip()[:100]))


def withdraw_case(book: Book, reasons: str) -> None:
    """Pass on that the applicant takes the application back; the handling region decides on it."""
    _row, course = book.opened
    if not reasons.strip():
        raise TongbanError("撤回申请请写明原因，以便记录在案。")
    if course.decided is not None:
        raise TongbanError("办理地已经作出决定，不能再撤回。", article="335 §18")
    if course.withdrawal or course.declined:
        raise TongbanError("撤回要求已经送达办理地，或者办理地已经退回，不用再撤回。", article="335 §18")
    book.say(said.Withdrawn(reasons.strip()[:1000], moment(book.office.now)))
