"""A document is really printed: its words can be read back, its tables turn pages, its seal never stands alone."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tongban.notices import (
    Document,
    DocumentError,
    Letterhead,
    check_pattern,
    document_number,
    load_letterhead,
    print_document,
    to_pdf,
    to_pictures,
)
from tongban.wording import render_wording


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.row("N2")
def test_name_number_and_code_can_be_read_from_the_pdf(make_document: Callable[..., Document]) -> None:
    text = text_of(to_pdf(make_document("经办人：**𫖯䶮㛃**。"), Letterhead(footer="重庆市政务服务")))
    for words in (
        "龚䶮", "云阳政务受〔2026〕12号", "ABCD-EFGH-2345", "受理通知书", "云阳县城市管理局", "2026年9月28日", "𫖯䶮㛃",
        "https://portal.example.test/verify/ABCD-EFGH-2345", "重庆市政务服务",
    ):  # fmt: skip
        assert words in text, words


@pytest.mark.row("N2")
def test_characters_of_names_that_subsets_lack_are_printed_with_our_own_fonts(
    make_document: Callable[..., Document],
) -> None:
    reader = PdfReader(BytesIO(to_pdf(make_document("𬱖㼆𨐈喆赟翀堃鿍"))))
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert fonts
    assert all("NotoSerifSC" in name or "NotoSansSC" in name for name in fonts), fonts
    assert "𬱖㼆𨐈喆赟翀堃鿍" in reader.pages[0].extract_text()


def test_the_same_document_gives_the_same_bytes(make_document: Callable[..., Document]) -> None:
    assert to_pdf(make_document()) == to_pdf(make_document())


@pytest.mark.row("N2")
def test_a_long_table_turns_the_page_and_repeats_its_head(make_document: Callable[..., Document]) -> None:
    rows = "\n".join(f"| {place} | 材料之{place} |" for place in range(1, 121))
    pages = PdfReader(BytesIO(to_pdf(make_document(f"| 序号 | 材料名称 |\n|---|---|\n{rows}\n\n以上。")))).pages
    texts = [page.extract_text() for page in pages]
    assert len(pages) >= 3
    assert all("材料名称" in text for text in texts[:3])
    assert all(f"材料之{place}" in "".join(texts) for place in (1, 60, 120))
    assert all("ABCD-EFGH-2345" in text for text in texts)


@pytest.mark.parametrize("lines", range(8, 26))
def test_the_seal_never_stands_on_a_page_without_body(make_document: Callable[..., Document], lines: int) -> None:
    document = make_document("\n\n".join(f"第{place}段正文。" for place in range(lines)))
    printed = print_document(document)
    page = PdfReader(BytesIO(printed.pdf)).pages[printed.seal_place.page - 1].extract_text()
    assert f"第{lines - 1}段正文" in page
    assert "2026年9月28日" in page


def test_text_of_others_is_never_typst(make_document: Callable[..., Document]) -> None:
    code = '#read("/etc/passwd") #import "@preview/x:1.0.0" $x$ *y* _z_ \\u{41} = 标题'
    text = text_of(to_pdf(make_document(render_wording("{{ n }}", {"n": code}), title=code, addressee=code)))
    assert text.replace("\n", "").count('#read("/etc/passwd")') == 3


def test_a_draft_carries_a_watermark_and_no_number(make_document: Callable[..., Document]) -> None:
    text = text_of(to_pdf(make_document(draft=True, number="")))
    assert "不具有法律效力" in text
    assert "正式发出时编号" in text


def test_pictures_of_the_pages_are_png(make_document: Callable[..., Document]) -> None:
    (page,) = to_pictures(make_document(), ppi=40)
    assert page.startswith(b"\x89PNG")


@pytest.mark.parametrize("theme", ["default", "yuzhong"])
def test_each_theme_has_a_letterhead_that_can_be_read(theme: str) -> None:
    letterhead = load_letterhead(Path(__file__).parents[2] / "themes" / theme)
    assert letterhead.name_for("渝中区民政局") == "渝中区民政局"
    assert letterhead.footer


@pytest.mark.parametrize("text", ["colour: red", "logo: x", "- 1"])
def test_a_wrong_letterhead_is_refused_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "letterhead.yaml").write_text(text, "utf-8")
    with pytest.raises(DocumentError, match="letterhead"):
        load_letterhead(tmp_path)


def test_a_theme_without_letterhead_has_the_plain_one(tmp_path: Path) -> None:
    assert load_letterhead(tmp_path) == Letterhead()


@pytest.mark.row("N2")
def test_numbers_are_written_by_the_pattern() -> None:
    assert document_number("云阳", 2026, 12) == "云阳政务告〔2026〕12号"
    assert document_number("云阳", 2026, 1, mark="受") == "云阳政务受〔2026〕1号"
    assert document_number("云阳", 2026, 3, pattern="云城管许〔{year}〕第{n}号") == "云城管许〔2026〕第3号"


@pytest.mark.parametrize(
    "pattern", ["固定号", "{n}", "{year}{n}{x}", "{year}{n!r}", "{n:0>999999999}{year}", "{n.real}{year}", "{"]
)
def test_a_pattern_that_does_more_than_fill_three_places_is_refused(pattern: str) -> None:
    with pytest.raises(DocumentError, match="文号格式"):
        check_pattern(pattern)


def test_numbers_begin_with_one() -> None:
    with pytest.raises(DocumentError, match="从 1 开始"):
        document_number("云阳", 2026, 0)
