"""The tenants' language of notices: Markdown with Jinja2 expressions, read by Jinja2's parser and evaluated by us.

No template is ever compiled to Python. Jinja2 parses the text to a syntax tree; a tree with anything but values,
conditions, loops over given lists and a handful of filters is refused; what remains is walked under limits on steps
and size.
"""

from tongban.wording.check import check_wording
from tongban.wording.filters import FILTERS
from tongban.wording.guards import unguarded_names
from tongban.wording.limits import MAX_LIST, MAX_LOOP_DEPTH, MAX_OUTPUT, MAX_STEPS, MAX_TEMPLATE
from tongban.wording.names import Names
from tongban.wording.refusal import WordingError, WordingFinding
from tongban.wording.render import render_wording

__all__ = [
    "FILTERS",
    "MAX_LIST",
    "MAX_LOOP_DEPTH",
    "MAX_OUTPUT",
    "MAX_STEPS",
    "MAX_TEMPLATE",
    "Names",
    "WordingError",
    "WordingFinding",
    "check_wording",
    "render_wording",
    "unguarded_names",
]
