"""The application on paper: every answer in words, and the hand's own signature where one was drawn (F1, E4)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pypdfium2 as pdfium
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from tongban.assurance import examples, play, stage_of
from tongban.calendars import calendar_from_folder
from tongban.cases.application_paper import application_paper
from tongban.definitions import Definition, FolderSources, load_workspace
from tongban.forms import load, summary_view
from tongban.law import Case

ROOT = Path(__file__).parents[2]
ZONE = ZoneInfo("Asia/Shanghai")
STROKES = "80,60 120,55 200,50;140,20 138,90 130,160"


def handed_in() -> tuple[Case, Definition]:
    workspace = load_workspace(FolderSources(ROOT))
    example = examples(workspace, "social-card-cancellation")[0]
    tenant = stage_of(workspace, example)
    definition, rulebook = workspace.definition(example.item, tenant), workspace.rulebook(tenant)
    assert rulebook is not None
    days = calendar_from_folder(ROOT / "item_defs/_shared/calendars", workspace.tenants[tenant].calendar)
    return play(example, definition, rulebook, days).case, definition


def strokes_on(pdf: bytes) -> int:
    pages = pdfium.PdfDocument(pdf)
    return sum(each.type == FPDF_PAGEOBJ_PATH for page in pages for each in page.get_objects(max_depth=5))


def words_on(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))


@pytest.mark.row("F1")
@pytest.mark.row("E4")
def test_a_drawn_signature_is_placed_on_the_form_and_the_answers_stand_in_words() -> None:
    case, definition = handed_in()
    name = case.answers["signature"]["name"]  # type: ignore[index,call-overload]
    drawn = replace(case, answers={**case.answers, "signature": {"name": name, "drawn": STROKES}})
    plain, signed = application_paper(case, definition, ZONE), application_paper(drawn, definition, ZONE)
    assert application_paper(drawn, definition, ZONE) == signed, "the same case gives the same bytes"
    assert case.number in words_on(signed)
    assert f"{name}（手写签名，已确认签署）" in words_on(signed)
    assert f"{name}（已确认签署）" in words_on(plain)
    assert strokes_on(signed) > strokes_on(plain)


@pytest.mark.row("F1")
def test_who_may_not_see_personal_answers_does_not_see_the_hand_either() -> None:
    case, definition = handed_in()
    answers = load(definition, {**case.answers, "signature": {"name": "张三", "drawn": STROKES}})
    shown = {row.field: row for part in summary_view(definition, answers) for row in part.rows}
    masked = {row.field: row for part in summary_view(definition, answers, masked=True) for row in part.rows}
    assert shown["signature"].picture.startswith("<svg")
    assert masked["signature"].picture == ""
