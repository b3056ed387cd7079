"""By which version of an item a case from the other side is handled: that in force when its receipt was given.

Who gave the receipt had checked against it; what was published after that does not reach back. What was written on a
form that was replaced before the receipt is held against the form in force.
"""

from __future__ import annotations

from sqlalchemy import select

from sichuan_chongqing.handling.book import Book, read_moment
from tongban.kit.definitions import Definition, NotFound, TongbanError
from tongban.kit.forms import Supplied, check
from tongban.kit.forms import load as load_answers
from tongban.kit.published import SCHEDULED, VersionRow, in_use
from tongban.kit.published import definition as definition_by_hash


def our_item(book: Book) -> tuple[Definition, int]:
    """Give the item as it is applied to this case. Raises TongbanError for what the form in force would not take."""
    _row, course = book.opened
    session, agreed = book.office.session, book.side.agreement(course.agreement).item(course.item)
    local = agreed.items.get(book.side.party) if agreed else None
    if not local:
        raise NotFound(f"本方没有与“{course.item}”对应的事项。")
    now = in_use(session, book.office.tenant, local)
    version = _when_received(book, local) or now
    described = definition_by_hash(session, version.hash)
    if version.hash != course.definition:
        if _ours_once(book, local):
            _check_anew(book, described)
        return definition_by_hash(session, now.hash), now.version
    return described, version.version


def _when_received(book: Book, item: str) -> VersionRow | None:
    """Give the version that was in force when the receiving region gave its receipt."""
    at = read_moment(book.opened[1].intake.received_at)
    wanted = select(VersionRow).where(
        VersionRow.item == item, VersionRow.effective_at <= at, VersionRow.state != SCHEDULED
    )
    found: VersionRow | None = book.office.session.scalar(wanted.order_by(VersionRow.version.desc()).limit(1))
    return found


def _ours_once(book: Book, item: str) -> bool:
    """Tell whether the form on which it was written is an earlier one of ours."""
    wanted = select(VersionRow).where(VersionRow.item == item, VersionRow.hash == book.opened[1].definition)
    return book.office.session.scalar(wanted.limit(1)) is not None


def _check_anew(book: Book, described: Definition) -> None:
    """Refuse a form that lacks what the one in force asks: nobody could supply it on a page that has no such field."""
    answers = load_answers(described, book.opened[1].answers)
    everything = [Supplied(each.id) for each in described.materials]
    found = check(described, answers, everything, book.office.now.date())
    if found:
        words = "".join(each.message for each in found)
        raise TongbanError(f"收件以前，办理地已经换用新的表单：{words}请按新的表单重新申请。", article="335 §16")
