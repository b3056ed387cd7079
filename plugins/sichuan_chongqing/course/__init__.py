"""The course of a cross-region case, folded from what both sides said. Pure."""

from sichuan_chongqing.course.fold import fold
from sichuan_chongqing.course.papers import Holder, PaperState, late_papers
from sichuan_chongqing.course.sheets import FIELD_FILE, material_of, sheet_id
from sichuan_chongqing.course.state import Course, Part, Role, SheetState, Stage, Supplement, stage_of
from sichuan_chongqing.course.words import STAGE_NAMES, story

__all__ = [
    "FIELD_FILE",
    "STAGE_NAMES",
    "Course",
    "Holder",
    "PaperState",
    "Part",
    "Role",
    "SheetState",
    "Stage",
    "Supplement",
    "fold",
    "late_papers",
    "material_of",
    "sheet_id",
    "stage_of",
    "story",
]
