"""The record of a survey with its photographs: kept while the form is put right, then shown with the case (XK 34)."""

from __future__ import annotations

import io

import pytest

from tongban.demo.materials import sample_pdf

pytestmark = [pytest.mark.row("L10"), pytest.mark.article("ORD §41")]
SURVEYORS = "周静\n吴畏"


def upload(name: str, content: bytes | None = None) -> tuple[io.BytesIO, str]:
    return io.BytesIO(sample_pdf(name) if content is None else content), name


def under_survey(room) -> str:
    """Bring a case to its survey, appointed for the next morning, and move to that morning."""
    number = room.accepted()
    assert room.reviewer.act(number, "complete_step", {"opinion": "材料齐全。"}).status_code == 303
    assert room.reviewer.act(number, "start_special_procedure", {"announced": "2"}).status_code == 303
    appointed = {
        "on": "2026-09-29",
        "time": "上午9时",
        "place": "望江大道 12 号人行道",
        "surveyors": SURVEYORS,
        "bring": "",
    }
    assert room.reviewer.act(number, "appoint_survey", appointed).status_code == 303
    room.move_to("2026-09-29 Tue 15:00")
    return number


def test_photographs_outlive_a_refused_record_and_go_into_the_case_with_it(room) -> None:
    number = under_survey(room)
    record = {"held_on": "2026-09-29", "findings": "", "present": SURVEYORS}
    refused = room.reviewer.act(number, "record_survey", {**record, "files": [upload("现场照片.pdf")]})
    assert refused.status_code == 422
    assert "请写明勘验发现的情况" in refused.text
    assert "现场照片.pdf" in refused.text
    done = room.reviewer.post(f"/desk/cases/{number}/act/record_survey", {**record, "findings": "余留通道宽两米。"})
    assert done.status_code == 303, done.text
    (survey,) = room.case(number).surveys
    assert len(survey.files) == 1
    page = room.reviewer.get(f"/desk/cases/{number}").text
    assert "现场勘验记录" in page
    assert "余留通道宽两米。" in page
    assert "现场照片.pdf" in page


def test_what_is_no_photograph_is_refused_by_name_and_what_is_right_is_kept(room) -> None:
    number = under_survey(room)
    files = [upload("笔录.pdf"), upload("脚本.pdf", b"#!/bin/sh\n")]
    refused = room.reviewer.act(number, "record_survey", {"held_on": "2026-09-29", "files": files})
    assert refused.status_code == 422
    assert "“脚本.pdf”没有上传" in refused.text
    assert "笔录.pdf" in refused.text
    kept = refused.text.split('name="remove" value="')[1].split('"')[0]
    removed = room.reviewer.post(f"/desk/cases/{number}/act/record_survey", {"remove": kept})
    assert removed.status_code == 200
    assert "笔录.pdf" not in removed.text
    assert room.case(number).surveys[0].recorded is False


def test_a_survey_that_did_not_take_place_ends_with_its_reason_and_the_desk_says_what_is_lacking(room) -> None:
    number = under_survey(room)
    page = room.reviewer.get(f"/desk/cases/{number}").text
    assert "“现场勘验”已经约定，还没有登记勘验记录；登记以后才能结束。勘验没有进行的，应当说明原因。" in page
    assert "之后可以办理：结束特殊程序。" in page
    assert "勘验没有进行，结束环节" in page
    refused = room.reviewer.act(number, "survey_not_held", {"not_held": " ", "opinion": "不再需要。"})
    assert refused.status_code == 422
    assert "不再需要。" in refused.text, "what was typed stays"
    told = {"not_held": "申请人已经改到另一处施工", "opinion": "按新的位置另行申请。"}
    assert room.reviewer.act(number, "survey_not_held", told).status_code == 303
    assert room.case(number).current_step == "decision"
    assert "没有进行勘验：申请人已经改到另一处施工。" in room.reviewer.get(f"/desk/cases/{number}").text
