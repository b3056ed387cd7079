"""A tenant's workbook: out, changed, in as a draft; what is wrong is told; strangers and bad files are refused (C8)."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from sheet_files import Grids, grids_of, workbook_of
from tongban.database import scoped
from tongban.publishing import drafts

SHEET = "/studio/sheet"
XLSX = "/studio/sheet/items.xlsx"


def send(admin, data: bytes, name: str = "items.xlsx"):
    """Post the form as a browser would; the body is made here, so that no temporary file is left open."""
    file = FileStorage(io.BytesIO(data), filename=name)
    boundary, body = encode_multipart({"csrf_token": _token(admin), "file": file})
    content_type = f"multipart/form-data; boundary={boundary}"
    return admin.client.post(SHEET, data=body, content_type=content_type, follow_redirects=True)


def _token(admin) -> str:
    page = admin.get(SHEET).text
    return page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def exported(admin) -> Grids:
    answer = admin.get(XLSX)
    assert answer.status_code == 200
    assert answer.mimetype.endswith("spreadsheetml.sheet")
    return grids_of(answer.data)


def put(grids: Grids, item: str, column: str, text: str) -> Grids:
    heads, *rows = grids["认领"]
    place = next(number for number, head in enumerate(heads) if head.endswith(column))
    row = next(each for each in rows if each[0] == item)
    row[place] = text
    return grids


def kept(app) -> dict[str, str]:
    sessions = app.extensions["tongban"].sessions
    with scoped("yunyang"):
        found = {row.path: row.text for row in drafts(sessions(), "yunyang")}
    sessions.remove()
    return found


@pytest.mark.row("C8", part="spreadsheets")
def test_a_changed_cell_becomes_a_draft_and_is_shown_with_what_the_linter_says(app, admin):
    answer = send(admin, workbook_of(put(exported(admin), "occupy-road", "（phone）", "023-55187619")))
    assert answer.status_code == 200
    assert "已存为草稿，1 处改动" in answer.text
    assert "023-55187619" in answer.text
    assert "检查" in answer.text
    assert "phone: 023-55187619" in kept(app)["tenants/yunyang/items.yaml"]
    assert "023-55187619" in admin.get("/studio/items/occupy-road/edit").text
    assert "有改动没有发布" in admin.get("/studio/?show=changed").text
    assert "023-55187619" not in admin.client.get("/yunyang/items/occupy-road").text


def test_a_workbook_without_changes_leaves_no_draft(app, admin):
    answer = send(admin, admin.get(XLSX).data)
    assert "没有改动" in answer.text
    assert kept(app) == {}


def test_a_wrong_cell_is_told_and_nothing_of_that_item_is_kept(app, admin):
    grids = put(exported(admin), "occupy-road", "（hours）", "工作日 8:30—17:30")
    answer = send(admin, workbook_of(put(grids, "occupy-road", "承诺办结时限（promise）", "尽快")))
    assert answer.status_code == 422
    assert "尽快" in answer.text
    assert "5 个工作日" in answer.text
    assert "“办理时限／承诺办结时限（promise）”" in answer.text
    assert kept(app) == {}


def test_a_neighbour_cannot_change_what_is_not_its_own(app, neighbour, admin):
    grids = exported(admin)
    put(grids, "signboard-record", "（phone）", "023-99999999")
    send(neighbour, workbook_of(grids))
    assert kept(app) == {}


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("items.xls", b"PK", "只能导入 .xlsx"),
        ("items.xlsx", b"%PDF-1.7", "不是 Excel"),
        ("items.xlsx", b"x" * (6 * 1024 * 1024), "超过 5 MB"),
        ("", b"", "请选择"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_in_words(app, admin, name, data, told):
    answer = send(admin, data, name)
    assert answer.status_code == 422
    assert told in answer.text
    assert kept(app) == {}


def test_a_workbook_of_something_else_is_refused_in_words(admin):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet("工资表").write_string(0, 0, "姓名")
    answer = send(admin, out.getvalue())
    assert answer.status_code == 422
    assert "没有认识的工作表" in answer.text


@pytest.mark.parametrize("path", [SHEET, XLSX, "/studio/measures"])
def test_who_may_not_see_items_sees_no_workbook_and_no_figures(clerk, path):
    assert clerk.get(path).status_code == 403


@pytest.mark.row("C10", part="shown")
def test_a_tenant_sees_the_figures_of_its_own_lists_with_the_items_behind_them(admin):
    page = admin.get("/studio/measures").text
    for word in (
        "完备度",
        "覆盖度",
        "准确度",
        "云阳县",
        "最多跑一次",
        "零材料",
        "不少于 100 项",
        "渝府办发〔2020〕30号",
    ):
        assert word in page
    assert "渝中区" not in page
