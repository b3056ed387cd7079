"""Pages on which something is written, for plugins: the studio's own engine. Pure.

The pages are items of the definition language (`compile_pages`), each section a page; what the linter finds in the
text that is written from them is led back to the control where it was typed (`told_of_source`).
"""

from tongban.assurance.authoring.condition_rows import ORDERED, SIGNS, ConditionRefused, Known, condition_text
from tongban.assurance.authoring.identifiers import Named, item_id, keep_ids
from tongban.assurance.authoring.pages import ItemTemplate, compile_pages, read_template
from tongban.assurance.authoring.told import Told, found_on, together, told_of_page, told_of_source
from tongban.definitions import EditedYaml, write_yaml
from tongban.definitions.strict_yaml import MAXIMUM_BYTES

__all__ = [
    "MAXIMUM_BYTES",
    "ORDERED",
    "SIGNS",
    "ConditionRefused",
    "EditedYaml",
    "ItemTemplate",
    "Known",
    "Named",
    "Told",
    "compile_pages",
    "condition_text",
    "found_on",
    "item_id",
    "keep_ids",
    "read_template",
    "together",
    "told_of_page",
    "told_of_source",
    "write_yaml",
]
