"""The handling region's own part: cases before the law of this side, opened, supplied, withdrawn, delivered.

The receiving region acts for the applicant (帮办代办): it hands in and supplies, and decides nothing. The clock is the
handling region's own; it begins with the hand-in, which is when the complete set is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from io import BytesIO

from sichuan_chongqing.agreements.model import Mode
from sichuan_chongqing.course import FIELD_FILE, SheetState, material_of
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.handling.book import Book
from sichuan_chongqing.handling.intake import ONLINE
from sichuan_chongqing.handling.notice import received_notice
from sichuan_chongqing.handling.which_version import our_item
from sichuan_chongqing.protocol import bodies as said
from tongban.kit.cases import Application, CaseRow, FileRow, case_of
from tongban.kit.definitions import Definition, NotFound, TongbanError
from tongban.kit.forms import load as load_answers
from tongban.kit.handed_in import (
    RefusedUpload,
    at_window,
    attach,
    inspect_upload,
    materials_asked,
    move_to_case,
    supplement_place,
    vouched_for,
)
from tongban.kit.law import Actor, Applicant, HandedIn, Refusal, State, commands

_FORMATS = ("pdf", "jpg", "png", "docx", "xlsx", "zip", "ofd")
_MB = 20


def open_before_the_law(book: Book) -> None:
    """Hand the complete set in at our own door; what cannot be opened is declined with the reason."""
    _row, course = book.opened
    try:
        described, version = our_item(book)
        answers = load_answers(described, course.answers)
    except (NotFound, TongbanError) as fault:
        decline(book, fault.message)
        return
    place = "cross-" + sha256(book.case_id.encode()).hexdigest()[:32]
    asked = [each.id for each in materials_asked(described, answers)]
    handed = handed_in(book, place, asked, course.sheets)
    given = with_own_files(book, place, course.answers, course.sheets)
    application = Application(version, _channel(book, described), _applicant(book), given, handed)
    answer = book.office.submit(described, application, the_other_window(book, application.channel))
    if isinstance(answer, Refusal):
        decline(book, answer.message)
        return
    move_to_case(book.office.session, place, answer.case.number)
    _tell_complete(book, answer.case.number)
    _tell_applicant(book)


def _tell_complete(book: Book, number: str) -> None:
    row, _course = book.opened
    row.number = number
    region = book.side.region_of(book.office.tenant)
    calendar = book.office.books.calendar(book.office.tenant).version
    name = region.name if region else row.here
    book.say(said.Complete(number, moment(book.office.now), f"{name}工作日历 {calendar}"))


def _tell_applicant(book: Book) -> None:
    """Give the applicant a notice of their own that all has arrived; it moves no clock."""
    _row, course = book.opened
    side = book.side.agreement(course.agreement).side_of(course.receiving)
    region = side.region(course.receiving) if side else None
    zone = book.office.books.rulebook(book.office.tenant).timezone
    today = book.office.now.astimezone(zone).date()
    _obey(book, received_notice(region.name if region else course.receiving, course.intake.window, today))


def _channel(book: Book, described: Definition) -> str:
    """Choose the way in of those offered: who applied alone did so online, else another office brings it."""
    fitting = ("online", "agent", "window") if by_themselves(book) else ("agent", "online", "window")
    offered = [each for each in fitting if each in described.channels]
    return offered[0] if offered else described.channels[0]


def by_themselves(book: Book) -> bool:
    """Tell whether the person applied alone, over the portal of where they live."""
    _row, course = book.opened
    return course.intake.identity == ONLINE


def the_other_window(book: Book, channel: str) -> Actor:
    """Name the receiving region as who acts for the applicant; typed in at a window it counts as ours."""
    _row, course = book.opened
    if by_themselves(book) and channel != "window":
        return Actor(f"partner:{course.receiving}", course.applicant.name, "applicant")
    side = book.side.agreement(course.agreement).side_of(course.receiving)
    region = side.region(course.receiving) if side else None
    name = f"{region.name if region else course.receiving}{course.intake.window}"
    return Actor(f"partner:{course.receiving}", name, "window_clerk" if channel == "window" else "agent")


def _applicant(book: Book) -> Applicant:
    _row, course = book.opened
    who, office = course.applicant, book.office
    if who.account:  # the same account as when they log in here with the one of where they live
        party = book.side.agreement(course.agreement).other(book.side.party).id
        known = {"kind": who.kind, "name": who.name, "phone": who.phone[:30]}
        row = vouched_for(office.session, **known, by=party, subject=who.account, now=office.now)
        return Applicant(row.id, row.kind, row.name)
    row = at_window(office.session, kind=who.kind, name=who.name, phone=who.phone[:30], account="", now=office.now)
    return Applicant(row.id, row.kind, row.name)


def handed_in(book: Book, place: str, asked: Iterable[str], sheets: Mapping[str, SheetState]) -> tuple[HandedIn, ...]:
    """Give what came of each material that is asked for: its files, a paper, a licence that stands for it."""
    _row, course = book.opened
    found = []
    for material in asked:
        mine = [each for name, each in sheets.items() if material_of(name) == material]
        if mine or material in course.papers:
            files = [_file(book, place, each).sha256 for each in mine if each.sheet.sha256]
            found.append(HandedIn(material, tuple(files)))
    return tuple(found)


def with_own_files(
    book: Book, place: str, answers: Mapping[str, object], sheets: Mapping[str, SheetState]
) -> dict[str, object]:
    """Give the answers with the files of form fields as they are kept here, under tokens of our own."""
    given = dict(answers)
    for name, each in sheets.items():
        field = name.removeprefix(FIELD_FILE)
        if name.startswith(FIELD_FILE) and field in given and each.sheet.sha256:
            row = _file(book, place, each)
            given[field] = {"token": row.id, "name": row.name}
    return given


def _file(book: Book, place: str, sheet: SheetState) -> FileRow:
    """Inspect what came as any upload is, and lay it where the case takes it from."""
    content = book.office.files.get(sheet.sheet.sha256)
    inspected = inspect_upload(sheet.file_name, BytesIO(content), formats=_FORMATS, max_mb=_MB)
    if isinstance(inspected, RefusedUpload):
        raise TongbanError(f"材料“{sheet.sheet.name}”：{inspected.message}")
    office = book.office
    material = material_of(sheet.sheet.id)
    return attach(office.session, office.files, inspected, draft_id=place, material=material, now=office.now)


def decline(book: Book, reasons: str) -> None:
    """Give the case back to the receiving region before it is opened here; nothing was decided."""
    book.say(said.Declined(reasons[:4000]))


def supply(book: Book) -> None:
    """Hand in what the one-time notice named, once all of it is here."""
    row, course = book.opened
    if course.waits_for or course.supplement is None or not course.supplement.sent_at:
        return
    core = _core_case(book)
    if core is None or case_of(core).state is not State.SUPPLEMENTING:
        return
    wanted, place = course.supplement.wanted, supplement_place(row.number)
    handed = handed_in(book, place, [each.material for each in wanted if not each.of_form], course.sheets)
    fields = {each.material for each in wanted if each.of_form}
    asked_for = {name: course.answers[name] for name in fields & course.answers.keys()}
    answers = with_own_files(book, place, asked_for, course.sheets)
    _obey(book, commands.Supply(the_other_window(book, "online"), handed, answers, case_of(core).channel))
    move_to_case(book.office.session, place, row.number)


def withdraw(book: Book, reasons: str) -> None:
    """Take the application back on the applicant's word at the receiving window; refused once it is decided."""
    _obey(book, commands.Withdraw(the_other_window(book, "online"), reasons))


def confirm_handed(book: Book) -> None:
    """Enter that the applicant has the result; what is closed already stays as it is."""
    _row, course = book.opened
    core = _core_case(book)
    if core is None or course.result is None or case_of(core).state is not State.DECIDED:
        return
    result = course.result
    by = book.office.actor
    _obey(book, commands.Deliver(by, result.way, course.applicant.name, result.courier, result.tracking))


def joint_part(book: Book) -> None:
    """Where both parts are finished and the lead is ours, tell the joint result (335 §24)."""
    _row, course = book.opened
    item = book.side.agreement(course.agreement).item(course.item)
    if item is None or course.mode is not Mode.JOINT or len(course.parts) != 2 or course.joint is not None:
        return
    if (item.lead == course.handling_role) is not book.handles:
        return
    refused = [each for each in course.parts.values() if each.outcome != "granted"]
    words = "两地各自的部分都已办结。" if not refused else "；".join(f"{each.region}：{each.words}" for each in refused)
    outcome = "refused" if refused else "granted"
    book.say(said.JointResult(outcome, words, moment(book.office.now)))


def _core_case(book: Book) -> CaseRow | None:
    row, _course = book.opened
    return book.office.session.get(CaseRow, (book.office.tenant, row.number)) if row.number else None


def _obey(book: Book, command: commands.Command) -> None:
    """Send a command to our own case; what the law refuses is told to the other side with its article."""
    row, _course = book.opened
    answer = book.office.act(row.number, command)
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)
