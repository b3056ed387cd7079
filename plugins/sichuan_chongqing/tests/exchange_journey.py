"""What the journeys between two installations share: workers that settle, eyes for both sides, a case of each kind."""

from __future__ import annotations

import struct
import zlib
from contextlib import closing

import pypdfium2

from sichuan_chongqing.course import Course
from sichuan_chongqing.exchange.comparing import Judgement, compare
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import SideOf, side_of
from sichuan_chongqing.exchange.tables import CaseRow, IntakeRow
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.tests.two_sides import Installation
from tongban.forms import dump, written
from tongban.law import Actor, Refusal, case_from_json, commands

GUANGAN, JIANGBEI, AGREEMENT = "511602", "500105", "chongqing-guangan"
CLERK = Actor("c", "王窗口", "window_clerk")
REVIEWER, CHIEF = Actor("r", "李审查", "reviewer"), Actor("z", "周代表", "chief_representative")


def png(shade: int) -> bytes:
    """Make a picture of one grey point."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    parts = (part(b"IHDR", head), part(b"IDAT", zlib.compress(bytes([0, shade]))), part(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


PICTURE, CLEARER = png(90), png(200)


def printed(pdf: bytes) -> str:
    """Read what stands on a printed sheet."""
    with closing(pypdfium2.PdfDocument(pdf)) as paper:
        return "".join(page.get_textpage().get_text_range() for page in paper)


WHO = said.Applicant("person", "程守义", "111", "110101196901159997", "13800001901")


def settle(*sides: Installation) -> None:
    """Let the workers work until nobody has anything to do, also for what waits some seconds (a seal)."""
    for _ in range(4):
        while sum(side.work() for side in sides):
            pass
        sides[0].clock.pass_by(seconds=15)


def course_at(side: Installation, case_id: str) -> tuple[CaseRow, Course]:
    with side.office() as office:
        return load(office, side_of(office), case_id).opened


def act(side: Installation, number: str, *orders: commands.Command) -> None:
    with side.office() as office:
        for order in orders:
            answer = office.act(number, order)
            assert not isinstance(answer, Refusal), answer


def case_of(side: Installation, number: str) -> object:
    from tongban.cases.tables import CaseRow as LocalRow  # noqa: PLC0415

    with side.office() as office:
        row = office.session.get(LocalRow, (office.tenant, number))
        assert row is not None
        return case_from_json(row.snapshot)


def agreed(side: Installation, party: str) -> None:
    with side.office() as office:
        found = list(compare(office, side_of(office), party))
        assert found
        assert {each.judgement for each in found} == {Judgement.AGREED}


def answered(office: object, row: IntakeRow, **more: object) -> None:
    """Fill an intake in as the window types it, with what every form asks of a person and what this one asks."""
    described = taking.described(office, row)  # type: ignore[arg-type]
    person = {"name": WHO.name, "id_number": WHO.id_number, "gender": "1", "phone": WHO.phone, "declaration": True}
    row.answers = {**row.answers, **dump(described, written(described, person | more))}


def opened_online(office: object, case: str, item: str = "unemployment", side: SideOf | None = None) -> Book:
    side, at = side or side_of(office), moment(office.now)  # type: ignore[arg-type,attr-defined]
    book = Book(office, side, case)  # type: ignore[arg-type]
    intake = said.Intake("网上", "网上", "remote_login", f"SJ-{case}", at)
    answers = {"applicant.kind": "person"}
    book.open(AGREEMENT, GUANGAN, JIANGBEI, said.Opened(item, "online", WHO, answers, (), "0" * 64, intake))
    return book
