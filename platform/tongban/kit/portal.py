"""The portal's own pages for plugins: a draft that the plugin keeps is filled in on the same pages as any other.

A plugin opens its draft as `MyDraft(row, definition, answers, room="<blueprint>")`, has its blueprint given the pages
by `DraftPages`, and adds `submit`.
"""

from tongban.cases.prefill import offered, remembered
from tongban.web.field_words import field_words
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.case_now import now_of
from tongban.web.portal.draft_pages import DraftPages
from tongban.web.portal.field_files import take_field_files
from tongban.web.portal.files_view import FIELD_FILE, file_view, send
from tongban.web.portal.guide import situation_in
from tongban.web.portal.guide_view import guide_of
from tongban.web.portal.materials import MaterialRow, material_row, take_uploads
from tongban.web.portal.my_draft import ErrorLink, MyDraft
from tongban.web.portal.points import FieldPoint, MaterialPoint
from tongban.web.portal.reach import arrive
from tongban.web.portal.review import STATEMENT, review_materials, review_sections
from tongban.web.view_words import WALL, span

__all__ = [
    "FIELD_FILE",
    "STATEMENT",
    "UNPROCESSABLE",
    "WALL",
    "Answer",
    "DraftPages",
    "ErrorLink",
    "FieldPoint",
    "MaterialPoint",
    "MaterialRow",
    "MyDraft",
    "arrive",
    "field_words",
    "file_view",
    "guide_of",
    "material_row",
    "now_of",
    "offered",
    "remembered",
    "review_materials",
    "review_sections",
    "send",
    "situation_in",
    "span",
    "take_field_files",
    "take_uploads",
]
