"""What the receiving window does later: supply what was asked for, hand the result over, pass a withdrawal on."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.definitions import TongbanError

LARGEST = 3 * 1024 * 1024  # bytes of one file in a message


def supply_more(book: Book, files: Mapping[str, tuple[str, bytes]], on_hand: frozenset[str]) -> None:
    """Send everything that the one-time notice named, at once (335 §18)."""
    _row, course = book.opened
    if course.supplement is None or course.supplement.sent_at:
        raise TongbanError("办理地没有要求补正。", article="335 §18")
    missing = [each.name for each in course.supplement.wanted if each.material not in {*files, *on_hand}]
    if missing:
        raise TongbanError(f"请一次补齐：还缺{'、'.join(missing)}。", article="335 §18")
    if any(len(content) > LARGEST for _name, content in files.values()):
        raise TongbanError(f"单个文件不超过 {LARGEST // 1024 // 1024} MB，请压缩后再上传。")
    names = {each.material: each.name for each in course.supplement.wanted}
    digests = {material: sha256(content).hexdigest() for material, (_name, content) in files.items()}
    sheets = [
        said.Sheet(material, names.get(material, material), digests[material], len(content), name)
        for material, (name, content) in files.items()
    ]
    sheets += [said.Sheet(each, names.get(each, each), paper=True) for each in sorted(on_hand - set(files))]
    at = moment(book.office.now)
    book.say(said.SupplementSent(tuple(sheets), at))
    for material, (name, content) in files.items():
        coded = b64encode(content).decode()
        book.say(said.MaterialSent(material, digests[material], name, "application/octet-stream", coded))


def hand_result(book: Book, to: str) -> None:
    """Enter that the applicant has the result."""
    _row, course = book.opened
    if course.result is None:
        raise TongbanError("结果还没有送到本窗口。", article="335 §26")
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
    book.say(said.Withdrawn(reasons.strip()[:1000], moment(book.office.now)))
