"""What somebody types into the fields of an item, from one of its examples."""

from __future__ import annotations

from collections.abc import Iterable

from tongban.assurance import examples
from tongban.assurance.play import answers_of
from tongban.definitions import Definition, Workspace
from tongban.definitions.model import Field
from tongban.fields import field_types, placed
from tongban.forms import all_fields, load, options_of


def typed_from(
    workspace: Workspace, described: Definition, example: str, fields: Iterable[Field] | None = None
) -> dict[str, object]:
    """Give the fields of a form as a browser posts them; all of them, or these alone. What is computed nobody types."""
    told = next(each for each in examples(workspace, described.item) if each.name == example)
    answers = load(described, answers_of(told, described))
    posted: dict[str, object] = {}
    for each in all_fields(described) if fields is None else fields:
        if each.id in answers and each.computed is None:
            typed = field_types[each.type].typed(answers[each.id], options_of(each))
            posted |= {name: list(texts) for name, texts in placed(typed, each.id).items()}
    return posted
