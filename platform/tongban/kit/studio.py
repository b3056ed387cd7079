"""Pages of the studio for plugins: one section of a definition by the form engine, findings beside it.

`show_page` writes `studio/edit.html` of the core, `begun` asks for a template and a name, `studio/preview_frame.html`
is the frame of a preview; a plugin's other pages of the studio extend `layouts/desk.html`.
"""

from tongban.web.field_words import field_words
from tongban.web.studio.begin_page import begun
from tongban.web.studio.edit_page import EditPage, show_page
from tongban.web.studio.own_state import today_here
from tongban.web.studio.views import ItemName, PreviewTab, Row, Step, finding_views, preview_tabs

__all__ = [
    "EditPage",
    "ItemName",
    "PreviewTab",
    "Row",
    "Step",
    "begun",
    "field_words",
    "finding_views",
    "preview_tabs",
    "show_page",
    "today_here",
]
