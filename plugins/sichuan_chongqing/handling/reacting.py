"""What a message sets going on this side, in the transaction in which it takes effect."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.handling.before_the_law import (
    by_themselves,
    confirm_handed,
    decline,
    joint_part,
    open_before_the_law,
    supply,
    withdraw,
)
from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.handling.supplying import hand_result
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.protocol.message import Message
from tongban.kit.definitions import TongbanError

Reaction = Callable[[Book, Any], None]


def reacts_to(message: Message) -> bool:
    """Tell whether anything follows from a message besides its place in the course."""
    return type(message.body) in _REACTIONS


def react(book: Book, message: Message) -> None:
    """Carry out what follows from a message that has just taken effect."""
    reaction = _REACTIONS.get(type(message.body))
    if reaction is not None:
        reaction(book, message.body)


def when_all_is_here(book: Book, _body: said.Body | None = None) -> None:
    """Open the case before the law as soon as the complete set is here: then the clock begins, and not before."""
    _row, course = book.opened
    if not book.handles or course.declined or course.waits_for:
        return
    if course.complete is None:
        open_before_the_law(book)
    else:
        supply(book)


def _keep_content(book: Book, body: said.MaterialSent) -> None:
    content = b64decode(body.content)
    if sha256(content).hexdigest() != body.sha256:
        raise TongbanError(f"材料“{body.file_name}”的内容与它的摘要不符，请重新发送。", article="7 §24")
    book.office.files.put(content)
    when_all_is_here(book, body)


def _keep_result(book: Book, body: said.ResultSent | said.NoticeSent) -> None:
    if body.content:
        content = b64decode(body.content)
        if sha256(content).hexdigest() != body.sha256:
            raise TongbanError(f"“{body.name}”的内容与它的摘要不符，请重新发送。", article="7 §24")
        book.office.files.put(content)


def _result(book: Book, body: said.ResultSent) -> None:
    """Keep the result; where the person applied alone, it lies in their own zone and is delivered with that."""
    _keep_result(book, body)
    if not book.handles and body.way == "electronic" and by_themselves(book):
        hand_result(book, book.opened[1].applicant.name)


def _withdrawn(book: Book, _body: said.Withdrawn) -> None:
    row, course = book.opened
    if not book.handles or course.declined:  # given back already: the two messages crossed on their way
        return
    if row.number:
        withdraw(book, course.withdrawal)
    else:
        decline(book, f"申请人在材料收齐以前撤回：{course.withdrawal}")


def _handed(book: Book, _body: said.ResultHanded) -> None:
    if book.handles:
        confirm_handed(book)


def _part(book: Book, _body: said.PartFinished) -> None:
    _row, course = book.opened
    if course.mode is Mode.JOINT:
        joint_part(book)


_REACTIONS: Mapping[type[said.Body], Reaction] = {
    said.Opened: when_all_is_here,
    said.MaterialSent: _keep_content,
    said.PapersReceived: when_all_is_here,
    said.SupplementSent: when_all_is_here,
    said.NoticeSent: _keep_result,
    said.ResultSent: _result,
    said.ResultHanded: _handed,
    said.PartFinished: _part,
    said.Withdrawn: _withdrawn,
}
