"""What people do at the windows of an exchange: each deed is one transaction, as on the pages of the desk.

Four cases: `CARD` is taken in at 江北 with a photo and a paper and decided by 广安, with a supplement and a courier;
`ALONE` was handed in online and is answered electronically; `JOINT` is handled by both; `BACK` is withdrawn.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO

from sqlalchemy import select

from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.exchange.tables import CaseRow, IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.handling.handing_over import hand_over
from sichuan_chongqing.handling.papers import receive_papers, send_papers
from sichuan_chongqing.handling.supplying import Supply, hand_result, place_of, supply_more, withdraw_case
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.tests.exchange_journey import (
    AGREEMENT,
    CHIEF,
    CLEARER,
    CLERK,
    GUANGAN,
    JIANGBEI,
    PICTURE,
    REVIEWER,
    WHO,
    answered,
)
from tongban.cases.door import Application, submit
from tongban.cases.files import attach, inspect_upload
from tongban.cases.plugins.office import Office
from tongban.errors import TongbanError
from tongban.law import Applicant, Refusal, commands
from tongban.law.case import Deficiency, DeficiencyKind, MaterialVerdict, Verdict
from tongban.publishing import definition, in_use

CARD, ALONE, JOINT, BACK = "id-card", "unemployment", "household-transfer", "disability-card"
PAPER, PHOTO, CLERKS = "old-card", "photo", "王窗口"
Deed = Callable[[Office], None]


def book_of(office: Office, item: str) -> Book:
    """Load the case of an item, as a page does that writes."""
    case = office.session.scalars(select(CaseRow.id).where(CaseRow.item == item)).one()
    return load(office, side_of(office), case, lock=True)


def begin(office: Office) -> None:
    """Begin the intake of `CARD` by the list of the other side, which is asked for it."""
    side = side_of(office)
    agreement = side.agreement(AGREEMENT)
    item = agreement.item(CARD)
    assert item is not None
    taking.begin(office, side, taking.Wanted(agreement, item, GUANGAN), WHO, "card_read", CLERKS)


def _the_intake(office: Office) -> IntakeRow:
    row = office.session.scalars(select(IntakeRow).with_for_update()).one()
    return taking.intake(office, row.id, lock=True)


def _notice(office: Office) -> None:
    taking.give_notice(office, _the_intake(office))


def _receive(office: Office) -> None:
    """Take in what was brought after the notice, and give the receipt."""
    row = _the_intake(office)
    if row.state == taking.ASKED:
        answered(office, row, reason="expired", address={"division": JIANGBEI, "detail": "示例街 91 号"})
        _attached(office, row.id, PICTURE)
        row.sheets = {"papers": [PAPER]}
        office.session.flush()
    taking.receive(office, side_of(office), row, CLERKS)


def _attached(office: Office, place: str, picture: bytes) -> object:
    inspected = inspect_upload("相片.png", BytesIO(picture), formats=("png",), max_mb=1)
    return attach(office.session, office.files, inspected, draft_id=place, material=PHOTO, now=office.now)  # type: ignore[arg-type]


def _hand_over(office: Office) -> None:
    hand_over(office, side_of(office), _the_intake(office))


def _open(item: str, mode: str, office: Office) -> None:
    """Open a case of 广安's window or portal at 江北, as its intake would."""
    by_oneself, paper = item == ALONE, said.Sheet("assessment", "残疾评定表", paper=True)
    identity = "remote_login" if by_oneself else "card_read"
    intake = said.Intake("川渝通办综合窗口", CLERKS, identity, f"SJ-{item}", moment(office.now))
    sheets, role = ((paper,) if item == BACK else ()), ("moving_out" if item == JOINT else "")
    body = said.Opened(item, mode, WHO, {"applicant.kind": "person"}, sheets, "0" * 64, intake, role)
    book = Book(office, side_of(office), f"c-{item}")
    if office.session.get(CaseRow, (office.tenant, book.case_id)):
        raise TongbanError("已经移送。")
    book.open(AGREEMENT, GUANGAN, JIANGBEI, body)
    if item == JOINT:
        book.opened[0].number = _own_part(office)
        office.follow(book.opened[0].number)


def _own_part(office: Office) -> str:
    version = in_use(office.session, office.tenant, JOINT)
    described = definition(office.session, version.hash)
    application = Application(
        version.version, "window", Applicant("own-1", "person", WHO.name), {"applicant.kind": "person"}, ()
    )
    answer = submit(office.session, office.books, described, application, CLERK, office.now)
    assert not isinstance(answer, Refusal), answer
    return str(answer.case.number)


def _send(tracking: str, office: Office, *, anew: tuple[str, ...] = ()) -> None:
    send_papers(book_of(office, CARD), "邮政寄递", tracking, CLERKS, anew)


def _signed(tracking: str, condition: str, office: Office) -> None:
    """Sign for the parcel that came, by its number on the slip."""
    book = book_of(office, CARD)
    parcel = next(each for each, way in book.opened[1].parcel_of.items() if way.endswith(tracking))
    receive_papers(book, parcel, {PAPER: (condition, "")}, CLERKS)


def _supply(office: Office) -> None:
    book = book_of(office, CARD)
    supply_more(book, Supply({PHOTO: (_attached(office, place_of(book), CLEARER),)}))  # type: ignore[dict-item]


def _handed(office: Office) -> None:
    hand_result(book_of(office, CARD), WHO.name)


def _withdraw(office: Office) -> None:
    withdraw_case(book_of(office, BACK), "不办了")


def _order(item: str, command: commands.Command, office: Office) -> None:
    """Send a command to the case before the law, as the core's own desk does."""
    answer = office.act(book_of(office, item).opened[0].number, command)
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)


_WANTED = (Deficiency(DeficiencyKind.MATERIAL, PHOTO, "相片不清楚，请重新采集"),)
_SEEN, _ALL = (MaterialVerdict(PAPER, Verdict.OK),), tuple(MaterialVerdict(m, Verdict.OK) for m in (PHOTO, PAPER))
_ELSEWHERE = commands.Decline(CLERK, "户口不在本区。", where_to_go="户籍所在地公安机关")

DEEDS: Mapping[str, Deed] = {
    "notice": _notice,
    "receive": _receive,
    "hand over": _hand_over,
    "open alone": partial(_open, ALONE, "online"),
    "open joint": partial(_open, JOINT, "joint"),
    "open back": partial(_open, BACK, "taken_in_there"),
    "withdraw": _withdraw,
    "send": partial(_send, "EMS1"),
    "signed damaged": partial(_signed, "EMS1", "damaged"),
    "send back": partial(_send, "EMS2"),
    "signed back": partial(_signed, "EMS2", "damaged"),
    "send again": partial(_send, "EMS3"),
    "signed missing": partial(_signed, "EMS3", "missing"),
    "send anew": partial(_send, "EMS4", anew=(PAPER,)),
    "signed whole": partial(_signed, "EMS4", "whole"),
    "ask": partial(_order, CARD, commands.RequestSupplement(CLERK, _WANTED, None, _SEEN)),
    "supply": _supply,
    "accept": partial(_order, CARD, commands.Accept(CLERK, _ALL)),
    "review": partial(_order, CARD, commands.CompleteStep(REVIEWER, "review", "身份核对一致。")),
    "grant": partial(_order, CARD, commands.Grant(CHIEF, "准予换领。")),
    "send result": partial(_order, CARD, commands.SendResult(CLERK, "邮政寄递", "EMS0009")),
    "handed": _handed,
    "grant alone": partial(_order, ALONE, commands.Grant(CHIEF, "予以登记。")),
    "decline joint": partial(_order, JOINT, _ELSEWHERE),
}
