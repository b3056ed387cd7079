"""Markdown becomes a small tree of blocks, and the tree becomes HTML in which every text is text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.notices import Document, DocumentError, blocks_html, to_blocks, to_html
from tongban.notices.blocks import Attachments, Heading, Listing, Paragraph, Run, SignatureLines, Table
from tongban.wording import render_wording


def test_paragraphs_headings_lists_and_tables_are_known() -> None:
    blocks = to_blocks("## 一、理由\n\n你**单位**好\n再来\n\n1. 甲\n2. 乙\n\n| 名称 | 份数 |\n|---|---|\n| 图 | 1 |\n")
    assert blocks == (
        Heading((Run("一、理由"),), 2),
        Paragraph((Run("你"), Run("单位", strong=True), Run("好再来"))),
        Listing(((Paragraph((Run("甲"),)),), (Paragraph((Run("乙"),)),)), ordered=True),
        Table(((Run("名称"),), (Run("份数"),)), (((Run("图"),), (Run("1"),)),)),
    )


def test_a_heading_attachments_and_its_list_are_the_list_of_attachments() -> None:
    assert to_blocks("## 附件\n\n1. 清单\n2. 图纸") == (Attachments(((Run("清单"),), (Run("图纸"),))),)


def test_a_quotation_is_lines_to_sign_on() -> None:
    assert to_blocks("> 签收人：\n> 日期：") == (SignatureLines(((Run("签收人："),), (Run("日期："),))),)


def test_source_lines_join_without_a_space_in_chinese_and_with_one_between_words() -> None:
    assert to_blocks("甲\n乙 one\ntwo") == (Paragraph((Run("甲乙 one two"),)),)


@pytest.mark.row("N1")
@pytest.mark.parametrize(
    ("markdown", "named"),
    [
        ("<script>alert(1)</script>", "HTML"),
        ("前<b>后</b>", "HTML"),
        ("[点此](https://example.test)", "链接"),
        ("![图](https://example.test/x.png)", "图片"),
        ("<https://example.test>", "链接"),
        ("```\ncode\n```", "代码"),
        ("    code", "代码"),
        ("`code`", "代码"),
        ("甲\n\n---\n\n乙", "分隔线"),
        ("> - 甲", "引用块"),
        ("## 附件\n\n- 甲\n  - 乙", "附件"),
    ],
)
def test_what_a_document_cannot_hold_is_refused_by_name(markdown: str, named: str) -> None:
    with pytest.raises(DocumentError, match=named):
        to_blocks(markdown)


@pytest.mark.row("N1")
@pytest.mark.parametrize("name", ["a | b", "\\|", "a\\", "<b>", "# x", "&#124;", "一\n二", "**x**"])
def test_a_citizens_text_keeps_to_its_cell_and_comes_out_as_it_went_in(name: str) -> None:
    blocks = to_blocks(render_wording("| 名称 | 数 |\n|---|---|\n|{{ name }}|1|", {"name": name}))
    assert blocks == (Table(((Run("名称"),), (Run("数"),)), (((Run(name),), (Run("1"),)),)),)


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Zs"]), max_size=40)
)
def test_any_visible_text_survives_wording_blocks_and_html(name: str) -> None:
    (paragraph,) = to_blocks("称" + render_wording("{{ name }}", {"name": name}))
    assert isinstance(paragraph, Paragraph)
    assert "".join(each.text for each in paragraph.runs) == "称" + name


@pytest.mark.row("N1")
def test_html_escapes_every_text_and_carries_no_attribute_of_others(make_document: Callable[..., Document]) -> None:
    nasty = "<img src=x onerror=alert(1)>\"'&"
    html = to_html(
        make_document(
            render_wording("{{ n }}", {"n": nasty}),
            title=nasty,
            addressee=nasty,
            issuer=nasty,
            number=nasty,
            verify_code=nasty,
        )
    )
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") == 7


def test_html_is_semantic() -> None:
    html = blocks_html(
        to_blocks(
            "## 理由\n\n第一行\\\n第二行\n\n- 甲\n\n3. 乙\n\n| 名 |\n|---|\n| 图 |\n\n## 附件\n\n1. 单\n\n> 签："
        ),
        heading=3,
    )
    for part in (
        '<h4 class="tb-doc-heading">理由</h4>',
        "<p>第一行<br>　　第二行</p>",
        "<ul",
        '<ol class="tb-doc-list" start="3"><li>乙</li></ol>',
        '<th scope="col">名</th>',
        '<section class="tb-doc-attachments"><p>附件：</p><ol><li>单</li></ol></section>',
        '<div class="tb-doc-sign"><p>签：<span></span></p></div>',
    ):
        assert part in html


def test_a_draft_says_so_on_the_screen(make_document: Callable[..., Document]) -> None:
    assert "预览稿" in to_html(make_document(draft=True))
    assert "预览稿" not in to_html(make_document())


@pytest.mark.row("E4", part="drawn by hand on a promise")
def test_what_a_hand_drew_is_drawn_on_its_line_and_nothing_else_is() -> None:
    drawn = "80,60 120,55 200,50;140,20 138,90 130,160"
    words = render_wording("> 承诺人：{{ by }}{{ hand|手写签名 }}\n> 日期：", {"by": "张三", "hand": drawn})
    (lines,) = to_blocks(words)
    assert lines == SignatureLines(((Run("承诺人：张三"),), (Run("日期："),)), (drawn, ""))
    html = blocks_html((lines,))
    assert html.count("<svg") == 1
    assert "80,60" not in html
    nothing = render_wording("> 承诺人：{{ by }}{{ hand|手写签名 }}", {"by": "张三", "hand": "<script>"})
    assert to_blocks(nothing) == (SignatureLines(((Run("承诺人：张三"),),)),)
