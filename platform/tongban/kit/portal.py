"""The portal's own pages for plugins: a draft that the plugin keeps is filled in on the same pages as any other.

A plugin's blueprint gives endpoints `questions`, `section`, `materials`, `draft_file`, `review` and `submit`, opens the
draft as `MyDraft(row, definition, answers, room="<blueprint>")` and hands it to the pages here.
"""

from tongban.cases.prefill import offered, remembered
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.case_now import now_of
from tongban.web.portal.files_view import FIELD_FILE, send
from tongban.web.portal.form_pages import questions_page, section_page
from tongban.web.portal.materials import materials_page
from tongban.web.portal.my_draft import ErrorLink, MyDraft
from tongban.web.portal.reach import arrive
from tongban.web.portal.review import review_materials, review_sections
from tongban.web.view_words import WALL, span

__all__ = [
    "FIELD_FILE",
    "UNPROCESSABLE",
    "WALL",
    "Answer",
    "ErrorLink",
    "MyDraft",
    "arrive",
    "materials_page",
    "now_of",
    "offered",
    "questions_page",
    "remembered",
    "review_materials",
    "review_sections",
    "section_page",
    "send",
    "span",
]
