"""Sealed documents looked at as pictures: margins, seal, page edges and glyphs, by expectation and not pixel by pixel.

The pages are drawn by PDFium, which shares nothing with the printer (GB/T 9704-2012 §5–7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
import typst
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.generic import ContentStream

from tongban.notices import (
    Document,
    FileKeys,
    Letterhead,
    Printed,
    Translation,
    load_letterhead,
    print_document,
    seal,
    seal_svg,
    to_blocks,
    to_pdf,
    verify,
)
from tongban.notices.glyphs import printable
from tongban.notices.pdf import FONTS
from tongban.wording import render_wording

PPM = 4  # dots to a millimetre
A4 = (210, 297)
OFFICE, USE = "云阳县城市管理局", "行政审批专用章"
Make = Callable[..., Document]


def pictures(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    return [page.render(scale=PPM * 25.4 / 72, may_draw_forms=True).to_pil().convert("RGB") for page in document]


def red(picture: Image.Image) -> Image.Image:
    """Give a mask of what is red: much red, little green and blue."""
    much, green, blue = picture.split()
    return ImageChops.darker(much.point(lambda v: 255 * (v > 150)), ImageChops.darker(_little(green), _little(blue)))


def black(picture: Image.Image) -> Image.Image:
    parts = [_little(each) for each in picture.split()]
    return ImageChops.darker(parts[0], ImageChops.darker(parts[1], parts[2]))


def _little(channel: Image.Image) -> Image.Image:
    return channel.point(lambda v: 255 * (v < 120))


def box_of(
    picture: Image.Image, mask: Callable[[Image.Image], Image.Image], area: tuple[float, float, float, float]
) -> tuple[float, float, float, float] | None:
    """Give the smallest box, in millimetres, around what a mask shows in an area (left, top, right, bottom)."""
    found = mask(picture.crop(tuple(round(each * PPM) for each in area))).getbbox()
    if found is None:
        return None
    left, top, right, bottom = (each / PPM for each in found)
    return left + area[0], top + area[1], right + area[0], bottom + area[1]


def glyphs(pdf: bytes) -> Iterator[int]:
    """Yield the number of each glyph that is drawn; 0 is the box that stands for a character without one."""
    reader = PdfReader(BytesIO(pdf))
    for page in reader.pages:
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            shown = operands[0] if operator in (b"Tj", b"TJ") else []
            for text in shown if isinstance(shown, list) else [shown]:
                data = getattr(text, "original_bytes", b"") if not isinstance(text, bytes) else bytes(text)
                yield from (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data) - 1, 2))


def sealed_of(document: Document, keys: FileKeys, now: datetime) -> tuple[Printed, bytes]:
    printed = print_document(document, edge_seal=seal_svg(OFFICE, USE))
    return printed, seal(printed, keys.key_of("yunyang", OFFICE, now, USE), OFFICE, now, USE, keys.stamper(now))


@pytest.mark.row("N2")
def test_the_body_keeps_to_the_type_area_of_156_by_225_mm(make_document: Make) -> None:
    text = "\n\n".join(["一二三四五六七八九十" * 8] * 12)
    first, *_ = pictures(to_pdf(make_document(text)))
    body = box_of(first, black, (0, 75, 210, 261))
    assert body is not None
    assert body[0] == pytest.approx(28, abs=1)
    assert body[2] == pytest.approx(210 - 26, abs=1)
    assert body[3] <= 297 - 35 + 0.5


@pytest.mark.row("N2")
def test_each_line_that_a_person_wrote_begins_two_characters_in(make_document: Make) -> None:
    said = render_wording("理由：{{ reasons }}", {"reasons": "国" * 40 + "\n" + "国" * 40})
    (page,) = pictures(to_pdf(make_document(said)))
    boxes = [box_of(page, black, (0, top, 210, top + 9)) for top in (88, 98.5, 109, 119.5)]
    assert [each is not None and each[0] > 28 + 10 for each in boxes] == [True, False, True, False]


@pytest.mark.row("N2")
def test_a_full_page_holds_22_lines_of_28_characters(make_document: Make) -> None:
    document = pypdfium2.PdfDocument(to_pdf(make_document("国" * (28 * 50))))
    lines = document[1].get_textpage().get_text_bounded().replace("\r", "").split("\n")
    full = [each for each in lines if each.count("国") == len(each) and each]
    assert max(len(each) for each in full) == 28
    assert len(full) == 22


@pytest.mark.row("N2")
@pytest.mark.row("E4")
def test_the_seal_is_round_42_mm_across_and_lies_over_issuer_and_date(
    make_document: Make, keys: FileKeys, now: datetime
) -> None:
    printed, sealed = sealed_of(make_document(), keys, now)
    bare, stamped = pictures(printed.pdf)[-1], pictures(sealed)[-1]
    low = (100, 90, 184, 260)
    seal_box = box_of(stamped, red, low)
    words = box_of(bare, black, low)
    assert seal_box is not None
    assert words is not None
    assert seal_box[2] - seal_box[0] == pytest.approx(42, abs=1.5)
    assert seal_box[3] - seal_box[1] == pytest.approx(42, abs=1.5)
    middle = ((seal_box[0] + seal_box[2]) / 2, (seal_box[1] + seal_box[3]) / 2)
    assert middle[0] == pytest.approx((words[0] + words[2]) / 2, abs=2)
    # issuer and date stand a little below the middle, and the seal's top within a line of the body (§7.3.5.1)
    assert seal_box[1] < words[1] < words[3] < seal_box[3]
    assert (words[1] + words[3]) / 2 > middle[1]
    assert seal_box[0] > 28
    assert seal_box[2] < 210 - 26 + 0.5


@pytest.mark.row("E4")
def test_the_pages_of_a_long_document_bear_slices_of_one_seal_at_their_edges(
    make_document: Make, keys: FileKeys, now: datetime
) -> None:
    document = make_document("\n\n".join(f"第{place}段：" + "说明" * 60 for place in range(20)))
    _, sealed = sealed_of(document, keys, now)
    pages = pictures(sealed)
    assert len(pages) >= 3
    width = 42 / len(pages)
    whole = Image.new("RGB", (42 * PPM, 42 * PPM), "white")
    for place, page in enumerate(pages):
        edge = page.crop(
            (round((210 - width) * PPM), round((297 - 42) / 2 * PPM), 210 * PPM, round((297 + 42) / 2 * PPM))
        )
        assert red(edge).getbbox(), place
        whole.paste(edge, (round(place * width * PPM), 0))
    ring = box_of(whole, red, (0, 0, 42, 42))
    assert ring is not None
    assert ring == pytest.approx((0, 0, 42, 42), abs=1.2)
    star = whole.crop((17 * PPM, 17 * PPM, 25 * PPM, 24 * PPM))
    assert red(star).histogram()[255] > star.width * star.height * 0.3
    assert verify(sealed, keys.roots(), now).genuine


def test_a_document_of_one_page_has_no_seal_at_its_edge(make_document: Make) -> None:
    (page,) = pictures(print_document(make_document(), edge_seal=seal_svg(OFFICE, USE)).pdf)
    assert box_of(page, red, (188, 100, 210, 250)) is None


@pytest.mark.row("N2")
def test_the_number_of_a_page_stands_between_dashes_beneath_the_type_area(make_document: Make) -> None:
    document = pypdfium2.PdfDocument(to_pdf(make_document("\n\n".join(["一段"] * 40))))
    for number, page in enumerate(document, start=1):
        text = page.get_textpage().get_text_bounded(0, 0, page.get_width(), 35 * 72 / 25.4)
        assert f"— {number} —" in text


@pytest.mark.row("N2")
def test_no_name_is_printed_as_a_box(make_document: Make) -> None:
    rare = "䶮㛃𬭸𠅤𫖯𬱖㼆鿍"
    pdf = to_pdf(make_document(f"申请人：{rare}。", addressee=rare))
    drawn = list(glyphs(pdf))
    assert len(drawn) > 40
    assert 0 not in drawn
    assert rare in "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.row("N2")
def test_a_character_that_no_font_has_is_printed_as_its_number(make_document: Make) -> None:
    unknown = "\U0003134f\ue000"
    assert printable(unknown, tuple(FONTS.glob("*.ttf"))) == "〔U+3134F〕〔U+E000〕"
    pdf = to_pdf(make_document(f"申请人：龚{unknown}。"))
    assert 0 not in list(glyphs(pdf))
    assert "龚〔U+3134F〕〔U+E000〕" in PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_the_printer_itself_refuses_a_character_without_glyph(
    make_document: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongban.notices.pdf.printable", lambda text, _: text)
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        to_pdf(make_document("申请人：龚\U0003134f。"))


@pytest.mark.row("N2")
def test_a_translation_stands_on_a_page_of_its_own_and_says_that_it_has_no_effect(
    make_document: Make, keys: FileKeys, now: datetime
) -> None:
    english = Translation("Notice of Acceptance", to_blocks("Your application has been **accepted**."))
    printed, sealed = sealed_of(make_document(translation=english), keys, now)
    first, second = (page.extract_text() for page in PdfReader(BytesIO(sealed)).pages)
    assert "Notice of Acceptance" not in first
    assert "no legal effect" in second
    assert "不具有法律效力" in second
    assert "accepted" in second
    assert printed.seal_place.page == 1  # the Chinese text is what is sealed
    assert verify(sealed, keys.roots(), now).genuine


def test_a_theme_that_has_official_typefaces_names_them(tmp_path: Path, make_document: Make) -> None:
    theme = tmp_path / "theme"
    (theme / "fonts").mkdir(parents=True)
    (theme / "letterhead.yaml").write_text("title_font: Noto Sans SC\nbody_font: Noto Sans SC\n", "utf-8")
    letterhead = load_letterhead(theme)
    assert letterhead.fonts == theme / "fonts"
    assert to_pdf(make_document(), letterhead) != to_pdf(make_document(), Letterhead())
