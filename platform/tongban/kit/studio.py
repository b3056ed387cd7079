"""Pages of the studio for plugins: one section of a definition by the form engine, findings beside it.

`show_page` writes `studio/edit.html` of the core; a plugin's own pages of the studio extend `layouts/desk.html`.
"""

from tongban.web.field_words import field_words
from tongban.web.studio.edit_page import EditPage, show_page
from tongban.web.studio.own_state import today_here
from tongban.web.studio.views import ItemName, Row, Step, finding_views

__all__ = ["EditPage", "ItemName", "Row", "Step", "field_words", "finding_views", "show_page", "today_here"]
