"""Between two installations: what the agreement lets hold, licences of the other side, figures that agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from sichuan_chongqing.exchange.asking import FALLBACKS, verify
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.book import load
from sichuan_chongqing.handling.licence_checks import check_later, check_licence
from sichuan_chongqing.protocol import bodies as said
from sichuan_chongqing.tests.exchange_journey import (
    AGREEMENT,
    GUANGAN,
    JIANGBEI,
    WHO,
    answered,
    opened_online,
    settle,
)
from sichuan_chongqing.tests.two_sides import Installation, speaking
from sichuan_chongqing.web.panels import board_figures
from tongban.cases.licences.tables import LicenceRow
from tongban.errors import TongbanError
from tongban.web.app import create_app


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Installation, Installation]]:
    with speaking(tmp_path_factory.mktemp("two")) as both:
        yield both


@pytest.mark.row("X1", part="validity")
def test_what_was_taken_in_after_the_agreements_last_day_is_refused_by_both_sides(
    two: tuple[Installation, Installation],
) -> None:
    _cq, ga = two
    with ga.office() as office:
        side = side_of(office)
        agreement = side.agreement(AGREEMENT)
        yesterday = office.now.date() - timedelta(days=1)
        over = replace(side, agreements={AGREEMENT: replace(agreement, valid_until=yesterday)})
        item = agreement.item("unemployment")
        assert item is not None
        with pytest.raises(TongbanError, match="不在有效期内"):
            taking.check_agreed(office, over, taking.Wanted(over.agreement(AGREEMENT), item, JIANGBEI))
        with pytest.raises(TongbanError, match="不在有效期内"):  # judged alike before sending and on arrival
            opened_online(office, "c-over", side=over)
        assert load(office, side, "c-over").row is None


@pytest.mark.row("X1", part="licences verified at intake")
def test_a_licence_in_force_in_the_other_sides_register_stands_for_the_material(
    two: tuple[Installation, Installation],
) -> None:
    cq, ga = two
    with ga.office() as office:
        names = {"name": "居民身份证", "issuer": "广安区公安分局", "holder_id": "a-1", "holder_kind": "person"}
        of = {"case_number": "0", "item": "id-card-away", "theme": "guangan", "state": "in_force", "version": 1}
        days = {"issued_on": office.now.date(), "issued_at": office.now, "changed_at": office.now}
        kept = {"code": "DEMO-1", "type": "identity-card", "number": "110101196901159997", "holder_name": WHO.name}
        office.session.add(LicenceRow(**kept, **names, **of, **days, valid_until=None))
    with cq.office("jiangbei") as office:
        side = side_of(office)
        agreement = side.agreement(AGREEMENT)
        item = agreement.item("id-card")
        assert item is not None
        row = taking.begin(office, side, taking.Wanted(agreement, item, GUANGAN), WHO, "card_read", "王窗口")
        answered(office, row, reason="expired", address={"division": JIANGBEI, "detail": "示例街 91 号"})
        assert any("旧居民身份证" in each for each in taking.wanting(office, row))
        check = check_licence(office, side, row, "old-card", WHO.id_number)
        assert (check.verdict, check.stands) == ("in_force", True)
        assert "广安区公安分局颁发的居民身份证，有效" in check.words
        assert not any("旧居民身份证" in each for each in taking.wanting(office, taking.intake(office, row.id)))
    with ga.office() as office:
        office.session.scalars(select(LicenceRow)).one().state = "revoked"
    with cq.office("jiangbei") as office:
        again = check_licence(office, side_of(office), taking.intake(office, row.id), "old-card", WHO.id_number)
        assert (again.verdict, again.stands) == ("not_in_force", False)
    with ga.office() as office:
        office.session.execute(delete(LicenceRow))


@pytest.mark.row("X1")
def test_a_licence_is_asked_after_online_and_while_the_other_side_is_down_as_the_agreement_says(
    two: tuple[Installation, Installation],
) -> None:
    cq, _ga = two
    with cq.office("jiangbei") as office:
        side = side_of(office)
        licence = side.agreement(AGREEMENT).licence("identity-card")
        assert licence is not None
        question = said.Question("identity-card", "110101196901159997", "程守义", "110101196901159997")
        assert verify(office, side, "sichuan", licence, question).verdict == "no_such"

        answer = verify(office, side, "sichuan", licence, question, send=down)
        assert answer.words == FALLBACKS["paper_seen"]


def down(_address: str, _endpoint: str, _body: bytes) -> tuple[int, bytes]:
    return 503, b""


@pytest.mark.row("X1", part="licences verified later")
def test_a_licence_taken_in_on_trust_is_verified_later_and_then_does_not_stand(
    two: tuple[Installation, Installation],
) -> None:
    cq, _ga = two
    with cq.office("jiangbei") as office:
        side = side_of(office)
        agreement = side.agreement(AGREEMENT)
        item = agreement.item("id-card")
        assert item is not None
        row = taking.begin(office, side, taking.Wanted(agreement, item, GUANGAN), WHO, "card_read", "王窗口")
        answered(office, row, reason="expired", address={"division": JIANGBEI, "detail": "示例街 91 号"})
        later = tuple(replace(each, fallback="later") for each in agreement.licences)
        trusting = replace(side, agreements={AGREEMENT: replace(agreement, licences=later)})
        check = check_licence(office, trusting, row, "old-card", WHO.id_number, send=down)
        assert (check.verdict, check.stands) == ("away", True)
        assert not any("旧居民身份证" in each for each in taking.wanting(office, row))
        check_later(office, {"intake": row.id, "material": "old-card"}, send=down)
        assert taking.intake(office, row.id).sheets["licences"]["old-card"]["stands"]
        check_later(office, {"intake": row.id, "material": "old-card"})
        assert any("旧居民身份证" in each for each in taking.wanting(office, taking.intake(office, row.id)))


@pytest.mark.row("X2", part="figures of both sides")
def test_the_figures_of_both_boards_agree(two: tuple[Installation, Installation]) -> None:
    """What 广安 took in, the regions of 重庆 handle; what ended there has ended here."""
    cq, ga = two
    with ga.office() as office:
        opened_online(office, "c-figures")
    settle(ga, cq)
    for taking_in, handling in ((ga, cq), (cq, ga)):
        here, there = board(taking_in), board(handling)
        assert here["川渝通办：本地代收"] == there["川渝通办：本地办理"]
        assert here["川渝通办：本地代收已办结"] == there["川渝通办：本地办理已办结"]
    assert board(ga)["川渝通办：本地代收"] >= 1


def board(side: Installation) -> Counter[str]:
    """Add up the figures of all regions of a side."""
    found: Counter[str] = Counter()
    with create_app(side.settings, clock=side.clock).test_request_context():
        for tenant in side.tenants:
            with side.office(tenant) as office:
                found.update({each.label: int(each.value) for each in board_figures(office)})
    return found
