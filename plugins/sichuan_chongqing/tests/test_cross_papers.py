"""A paper that came damaged: sent back and signed for, brought anew, and only then the case opens (7 §24)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from sichuan_chongqing.course import Stage
from sichuan_chongqing.exchange.side import side_of
from sichuan_chongqing.handling import intake as taking
from sichuan_chongqing.handling.handing_over import hand_over
from sichuan_chongqing.tests.exchange_journey import GUANGAN, JIANGBEI, course_at, printed, settle
from sichuan_chongqing.tests.test_cross_pages import PASSWORD, post
from sichuan_chongqing.tests.test_cross_two_sides import taken_in
from sichuan_chongqing.tests.two_sides import Installation, speaking
from tongban.tenancy.accounts import add_staff
from tongban.web.app import create_app
from tongban.web.appbuilder import sync_permissions

Window = tuple[FlaskClient, Installation]


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Window, Window]]:
    with speaking(tmp_path_factory.mktemp("papers")) as (cq, ga):
        yield window_at(cq, "jiangbei"), window_at(ga, "guangan-qu")


def window_at(side: Installation, tenant: str) -> Window:
    """Log a window clerk in."""
    app = create_app(side.settings, clock=side.clock)
    sync_permissions(app)
    add_staff(
        side.sessions(),
        username="clerk",
        display_name="王窗口",
        tenant=tenant,
        roles=("window_clerk",),
        password=PASSWORD,
    )
    side.sessions().commit()
    side.sessions.remove()
    client = app.test_client()
    post(client, "/staff/login", login="clerk", password=PASSWORD)
    return client, side


@pytest.mark.row("X2", part="papers missing and damaged")
@pytest.mark.row("X3")
def test_a_paper_that_came_damaged_goes_back_is_signed_for_and_is_brought_anew(windows: tuple[Window, Window]) -> None:
    (here, cq), (there, ga) = windows
    intake = taken_in(cq)
    receipt = printed(here.get(f"/desk/chuanyu/intake/{intake}/receipt.pdf").data)
    for words in ("收件凭证", "程守义", "旧居民身份证", "纸质件", "本窗口最迟移送", "办理地：四川省广安市广安区"):
        assert words in receipt, receipt
    with cq.office("jiangbei") as office:
        case = hand_over(office, side_of(office), taking.intake(office, intake)).case_id
    page = f"/desk/chuanyu/case/{case}"
    sent(here, page, "EMS0011")
    settle(cq, ga)
    assert "登记签收" not in here.get(page).text  # who sent a parcel does not sign for it
    signed_for(there, page, "damaged", "卡面断裂")
    settle(ga, cq)
    row, course = course_at(cq, case)
    assert (row.stage, course.waits_for) == (Stage.COLLECTING, ("旧居民身份证",))
    assert "退回纸质材料" in there.get(page).text
    sent(there, page, "EMS0012")
    settle(ga, cq)
    signed_for(here, page, "damaged", "")
    told = here.get(page).text
    assert ("破损" in told, "登记寄出" in told) == (True, True)
    sent(here, page, "EMS0013")
    settle(cq, ga)
    signed_for(there, page, "missing", "")
    settle(ga, cq)
    assert "重新收取并寄出" in here.get(page).text
    assert "没有可以寄出" in sent(here, page, "EMS0014", status=422)
    sent(here, page, "EMS0014", anew="old-card")
    settle(cq, ga)
    signed_for(there, page, "whole", "")
    settle(ga, cq)
    for side in (cq, ga):
        row, course = course_at(side, case)
        assert (row.stage, course.complete is not None) == (Stage.COMPLETE, True)
        assert [each.who for each in course.papers["old-card"].holders] == [
            JIANGBEI, "courier", GUANGAN, "courier", JIANGBEI, "courier", "courier", GUANGAN,
        ]  # fmt: skip
    told = here.get(page).text
    assert ("王窗口重新交寄" in told, "：旧居民身份证破损。" in told) == (True, True)


def sent(client: FlaskClient, page: str, tracking: str, status: int = 303, **more: str) -> str:
    answer = post(client, page, act="send", courier="邮政寄递", tracking=tracking, **more)
    assert answer.status_code == status, answer.text  # type: ignore[attr-defined]
    return str(answer.text)  # type: ignore[attr-defined]


def signed_for(client: FlaskClient, page: str, condition: str, note: str) -> None:
    parcel = re.search(r'name="parcel" value="([^"]+)"', client.get(page).text)
    assert parcel, client.get(page).text
    told = {"parcel": parcel[1], "found.old-card": condition, "note.old-card": note}
    answer = post(client, page, act="papers", **told)
    assert answer.status_code == 303, answer.text  # type: ignore[attr-defined]
