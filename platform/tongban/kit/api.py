"""The REST API for plugins: routes of their own beside the core's, in its documents, with its errors and tokens.

    blueprint = api_part("my_plugin_api")        # given by the hook `pages`

    @blueprint.get("/tenants/<tenant>/parcels")
    @for_applicants("my_plugin.send")            # or @public
    @operation(Operation(id="parcels", summary="…", tag="寄递", answers={200: Answer("…", Parcels)}, …))
    def parcels(tenant): …

Each view asks `office_of(plugin, tenant)`, which answers 404 where the plugin is off. What is sent is read by
`sent_body`, `sent_query`, `sent_form`; what is wrong is raised as `Problem`.
"""

from flask import Blueprint

from tongban.web.api.act_schemas import GradeRequest
from tongban.web.api.exchange import answer, entity_tag, pointer_part, sent_body, sent_form, sent_query
from tongban.web.api.filled import FIELD_FILE, as_typed, as_wrong, uploads
from tongban.web.api.item_view import item_view
from tongban.web.api.operations import Answer, Header, Operation, operation
from tongban.web.api.room import Problem, part_of_the_api
from tongban.web.api.schemas import (
    REQUIRED,
    Asked,
    Described,
    File,
    MaterialAsked,
    Question,
    WrongThing,
    text,
)
from tongban.web.api.tokens import for_applicants, the_caller
from tongban.web.plugged import FOR_PROGRAMS
from tongban.web.problems import Wrong


def api_part(name: str) -> Blueprint:
    """Make the blueprint of a plugin's part of the API; programs call it, so no form's token is asked for."""
    made = part_of_the_api(name)
    setattr(made, FOR_PROGRAMS, True)
    return made


__all__ = [
    "FIELD_FILE",
    "REQUIRED",
    "Answer",
    "Asked",
    "Described",
    "File",
    "GradeRequest",
    "Header",
    "MaterialAsked",
    "Operation",
    "Problem",
    "Question",
    "Wrong",
    "WrongThing",
    "answer",
    "api_part",
    "as_typed",
    "as_wrong",
    "entity_tag",
    "for_applicants",
    "item_view",
    "operation",
    "pointer_part",
    "sent_body",
    "sent_form",
    "sent_query",
    "text",
    "the_caller",
    "uploads",
]
