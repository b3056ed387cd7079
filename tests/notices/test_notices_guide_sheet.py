"""A guide on paper: one sheet where it fits, the same bytes every time, and no more than can be printed (F3, F5)."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from tongban.notices import DocumentError
from tongban.notices.guide_sheet import GuideSheet, SheetEntry, SheetPart, print_guide

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'
SHEET = GuideSheet(
    title="占道施工审批",
    kind="办事指南",
    authority="云阳县城市管理局",
    summary="临时占用城市道路的，办理本事项。",
    labels=("行政许可",),
    keys=(("承诺期限", "5 个工作日", "法定 20 个工作日"), ("收费", "不收费", "")),
    situation="占用种类：堆放物料",
    yours="您的情形：",
    parts=(
        SheetPart(
            "申请材料", entries=(SheetEntry("施工方案", "必要", ("写明期限。",), (("份数", "一份"),)),), numbered=True
        ),
        SheetPart("办理流程", entries=(SheetEntry("提交申请"),), numbered=True, chart=True),
        SheetPart("收费", ("不收费。",)),
    ),
    flow=SVG,
    flow_title="办理流程图",
    address="https://example.invalid/yunyang/items/occupy-road?purpose=stacking",
    scan="扫码看最新内容",
    foot=("第 1 版",),
)


def pages(pdf: bytes) -> int:
    return int(PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"])


@pytest.mark.row("F3")
def test_a_guide_of_ordinary_length_is_one_sheet() -> None:
    printed = print_guide(SHEET)
    assert printed.startswith(b"%PDF-")
    assert pages(printed) == 1


@pytest.mark.row("F5")
def test_a_long_guide_goes_on_over_several_sheets() -> None:
    long = SheetPart("受理条件", tuple(f"第 {number} 条条件写在这里。" for number in range(160)))
    assert pages(print_guide(replace(SHEET, parts=(long, *SHEET.parts)))) > 1


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert print_guide(SHEET) == print_guide(SHEET)


def test_a_guide_without_a_chart_and_of_hostile_words_is_printed_as_it_is_written() -> None:
    words = '#read("/etc/passwd") $x$ *a* <pages> \\n "'
    assert pages(print_guide(replace(SHEET, title=words, parts=(SheetPart(words, (words,)),)))) == 1


def test_a_guide_that_is_too_long_is_refused_in_words() -> None:
    with pytest.raises(DocumentError, match="请在网页上查看"):
        print_guide(replace(SHEET, parts=(SheetPart("受理条件", ("长" * 70_000,)),)))
