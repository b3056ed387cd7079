"""Whatever is wrong in a form is said in Chinese at its place, and nothing is handed in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from portal_visitor import PDF, Portal, Visitor, upload
from tongban.cases.files import RefusedUpload, inspect_upload

FORMS = [
    pytest.param("applicant", {"legal_representative": ""}, "请填写“法定代表人或者负责人姓名”。", id="missing"),
    pytest.param("applicant", {"unit_name": "长" * 101}, "单位名称", id="too long"),
    pytest.param("applicant", {"agent_id_number": "110101199103120005"}, "身份证号码", id="wrong check digit"),
    pytest.param("applicant", {"uscc": "910000000MA000017X"}, "统一社会信用代码", id="wrong check sign"),
    pytest.param("works", {"vehicles.0.kind": "rocket"}, "车辆种类", id="a choice not offered"),
    pytest.param("works", {"goods": "sand"}, "不需要填写这一项", id="a hidden field sent anyway"),
    pytest.param("site", {"until": "2026-10-01"}, "结束日期不能早于开始日期。", id="cross-field check"),
    pytest.param("site", {"length": "-3"}, "占用长度", id="out of range"),
]


@pytest.mark.parametrize(("section", "wrong", "told"), FORMS)
def test_a_wrong_answer_is_told_at_its_place(portal: Portal, section: str, wrong: dict[str, object], told: str) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/form/{section}"
    answer = visitor.post(address, {**portal.typed(section), **wrong}, page=address)
    assert answer.status_code == 422
    summary = answer.text.split("tb-error-summary")[1].split("</ul>")[0]
    assert told in summary
    assert "goods" not in portal.draft(draft).answers
    assert visitor.post(f"drafts/{draft}/submit").status_code == 422
    assert portal.count_cases() == 0


def test_a_hidden_field_never_reaches_the_case(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    portal.fill(visitor, draft)
    address = f"drafts/{draft}/form/works"
    assert visitor.post(address, {"goods": ["sand"], "covered": "yes"}, page=address).status_code == 422
    number = visitor.post(f"drafts/{draft}/submit", page=f"drafts/{draft}/review").location.split("/")[-2]
    answers = portal.case(number).snapshot["answers"]
    assert "goods" not in answers
    assert "covered" not in answers


def test_a_section_that_is_not_ones_own_is_not_there(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    answer = visitor.post(f"drafts/{draft}/form/stacking", {"goods": "sand"}, page=f"drafts/{draft}/questions")
    assert answer.status_code == 404
    assert "按您的办理情形不需要填写这一部分" in answer.text


def test_who_applies_cannot_be_typed(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/questions"
    visitor.post(address, {"applicant.kind": "person", "purpose": "works", "lane": "no"}, page=address)
    assert portal.draft(draft).answers["applicant.kind"] == "enterprise"


@cache
def bomb() -> bytes:
    """A small archive that unpacks to 300 MB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"0" * 300 * 1024 * 1024)
    return packed.getvalue()


UPLOADS = [
    pytest.param("方案.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 64, "PNG", id="another kind under the right name"),
    pytest.param("方案.exe", PDF, "这里只收PDF", id="a kind not taken"),
    pytest.param("方案.pdf", b"", "文件是空的", id="empty"),
    pytest.param("方案.pdf", PDF[:20], "不完整", id="cut short"),
    pytest.param("../../方案.pdf", PDF, "文件名中不能有路径", id="a path in its name"),
    pytest.param("方案.pdf", lambda: b"PK\x03\x04" + bomb()[4:], "内容却是", id="an archive bomb under a PDF's name"),
]


@pytest.mark.parametrize(("name", "content", "told"), UPLOADS)
def test_a_wrong_file_is_refused_at_its_material(
    portal: Portal, name: str, content: bytes | Callable[[], bytes], told: str
) -> None:
    content = content() if callable(content) else content
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/materials"
    answer = visitor.post(address, {"material.plan": upload(name, content), "action": "next"}, page=address)
    assert answer.status_code == 422
    place = answer.text.split('id="material-plan"')[1].split("</section>")[0]
    assert told in place.split('class="tb-error"')[1]
    assert portal.files() == []
    assert not list(portal.stored())


def test_an_archive_bomb_is_refused_where_archives_are_taken() -> None:
    refused = inspect_upload("材料.docx", io.BytesIO(bomb()), formats=("docx",), max_mb=50)
    assert isinstance(refused, RefusedUpload)
    assert "文件解开后超过 200 MB" in refused.message


def test_a_file_that_is_too_big_is_refused_at_its_material(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/materials"
    big = PDF + b"0" * (20 * 1024 * 1024)
    answer = visitor.post(address, {"material.location": upload("图.pdf", big)}, page=address)
    assert answer.status_code == 422
    assert "文件超过 20 MB" in answer.text
    assert portal.files() == []


def test_a_request_beyond_all_bounds_is_refused_as_a_page(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/materials"
    answer = visitor.post(address, {"material.plan": upload("案.pdf", b"0" * (51 * 1024 * 1024))}, page=address)
    assert answer.status_code == 413
    assert "上传的内容过大" in answer.text
    assert portal.files() == []


def test_what_is_right_is_kept_beside_what_is_wrong(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/materials"
    both = {"material.location": upload("图.pdf"), "material.plan": upload("案.pdf", b"")}
    answer = visitor.post(address, both, page=address)
    assert answer.status_code == 422
    assert [each.material for each in portal.files()] == ["location"]
    again = visitor.get(address).text
    assert "图.pdf" in again
    removed = visitor.post(address, {"remove": portal.files()[0].id})
    assert removed.status_code == 302
    assert portal.files() == []


def test_a_file_for_a_material_that_government_holds_is_not_kept(portal: Portal) -> None:
    visitor = portal.company()
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/materials"
    assert "免提交" in visitor.get(address).text
    visitor.post(address, {"material.business-licence": upload("执照.pdf")}, page=address)
    assert portal.files() == []


def _own_file(portal: Portal, visitor: Visitor) -> str:
    draft = portal.begin(visitor)
    address = f"drafts/{draft}/materials"
    visitor.post(address, {"material.plan": upload("案.pdf")}, page=address)
    return f"drafts/{draft}/files/{portal.files()[0].id}"


def test_ones_own_file_comes_back_as_a_download(portal: Portal) -> None:
    visitor = portal.company()
    answer = visitor.get(_own_file(portal, visitor))
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    other = portal.company("other")
    assert other.get(f"drafts/{'0' * 32}/files/{portal.files()[0].id}").status_code == 404


def test_no_portal_is_reached_by_a_name_that_means_everybody(portal: Portal) -> None:
    for tenant in ("*", "yunyang,yuzhong", "nowhere", "%2A"):
        for page in ("", "search?q=占道", "items/occupy-road", "documents/ABCDEFGH"):
            answer = portal.visitor(tenant).get(page)
            assert answer.status_code == 404, (tenant, page)
