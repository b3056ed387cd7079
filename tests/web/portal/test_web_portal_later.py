"""An applicant who promises: at hand-in or later, brings what is owed, and is told what comes of silence."""

from __future__ import annotations

import pytest

from door_desk import CLERK
from portal_visitor import Portal, Visitor, upload
from tongban.law import AcceptTolerantly, MaterialVerdict, Verdict

pytestmark = [pytest.mark.row("L5"), pytest.mark.article("335 §19", "ORD §33")]
BOX = "缺的材料以后补，我作出以上承诺"


def handed_in(portal: Portal, visitor: Visitor, *, promising: bool) -> str:
    """Hand in without the agreement for the site."""
    draft = portal.begin(visitor)
    portal.fill(visitor, draft, materials=False)
    address = f"drafts/{draft}/materials"
    files = {f"material.{each}": upload(f"{each}.pdf") for each in ("location", "plan")}
    visitor.post(address, {**files, "action": "next"}, page=address)
    page = visitor.get(f"drafts/{draft}/review").text
    assert BOX in page
    answer = visitor.post(f"drafts/{draft}/submit", {"later": "yes"} if promising else {})
    assert answer.status_code == 302, answer.text
    return str(answer.location.split("/cases/")[1].split("/")[0])


def accept(portal: Portal, number: str) -> None:
    verdicts = tuple(MaterialVerdict(each, Verdict.OK) for each in ("location", "plan"))
    portal.act(number, AcceptTolerantly(CLERK, verdicts), "2026-09-28 Mon 15:00")


def test_the_promise_made_at_hand_in_is_accepted_on_and_kept(portal: Portal) -> None:
    visitor = portal.company()
    number = handed_in(portal, visitor, promising=True)
    assert [each.kind for each in portal.documents(number)] == ["receipt", "tolerance_promise"]
    assert "作出容缺承诺" in visitor.get(f"cases/{number}").text
    accept(portal, number)
    page = visitor.get(f"cases/{number}").text
    assert "请按承诺补交 1 份材料" in page
    assert "现在不需要您做什么" not in page
    address = f"cases/{number}/later"
    assert "逾期没有补齐的，依法作出不予许可的决定。" in visitor.get(address).text
    empty = visitor.post(address, {"action": "supply"})
    assert empty.status_code == 422
    assert "没有提交任何材料" in empty.text
    kept = visitor.post(address, {"action": "upload", "material.site-rights": upload("协议.pdf")})
    assert "协议.pdf" in kept.text
    assert "补交的材料已经收到" in visitor.post(address, {"action": "supply"}, follow=True).text
    assert portal.documents(number)[-1].kind == "later_receipt"
    assert "现在没有需要后补的材料" in visitor.get(address, follow=True).text


def test_the_promise_can_be_made_afterwards_but_not_without_agreeing(portal: Portal) -> None:
    visitor = portal.company()
    number = handed_in(portal, visitor, promising=False)
    page = visitor.get(f"cases/{number}").text
    assert "场地占用协议或者权属证明（受理后" in page
    address = f"cases/{number}/promise"
    assert "请勾选承诺" in visitor.post(address, {"command": "promise_later"}, follow=True).text
    signed = {"signature.name": "李四", "signature.drawn": "80,60 120,55 200,50;140,20 138,90 130,160"}
    unsure = visitor.post(address, {"command": "promise_later", "agreed": "yes", **signed}, follow=True)
    assert "我确认以上姓名为本人签署" in unsure.text
    assert [each.kind for each in portal.documents(number)] == ["receipt"], "half a signature promises nothing"
    sure = {"command": "promise_later", "agreed": "yes", **signed, "signature.confirmed": "yes"}
    done = visitor.post(address, sure, follow=True)
    assert "承诺已经作出" in done.text
    paper = visitor.get(f"documents/{portal.documents(number)[-1].code}").text
    assert "李四" in paper
    assert "tb-drawn" in paper
    assert "缺的材料可以以后补" not in done.text
    again = visitor.post(address, {"command": "withdraw_promise", "reasons": "改交材料。"}, follow=True)
    assert "没有作出告知承诺" in again.text
