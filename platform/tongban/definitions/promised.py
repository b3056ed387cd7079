"""Let the applicant choose the commitment (告知承诺, ORD §31): a section of the form, and materials that it spares.

The compiled form asks at its end whether to promise instead of showing; who does makes the statement, and the materials
that it replaces are not asked for. Every floor above sees plain fields and conditions and knows nothing more of it.
"""

from __future__ import annotations

from dataclasses import replace

from tongban.conditions import ALWAYS, BOOL, Expression
from tongban.conditions.compile import expression_of
from tongban.conditions.tree import And, Name, Node, Not, Or
from tongban.definitions import model
from tongban.definitions.scope import PROMISED
from tongban.fields import field_types

SECTION = "commitment"
STATEMENT = "commitment_statement"


def promise_section(commitment: model.Commitment, materials: tuple[model.Material, ...]) -> model.Section:
    """Return the section that asks, and holds the statement to be made."""
    names = {each.id: each.name for each in materials}
    spared = "、".join(f"“{names[each]}”" for each in commitment.replaces if each in names)
    said = f"作出承诺的，不用提交{spared}；决定以后核查，承诺不实的，承担相应后果。{commitment.excluded}"
    statement = "\n".join((commitment.promise, *commitment.requirements, commitment.consequence))
    chosen = model.Field(
        PROMISED,
        "是否采用告知承诺方式",
        "yes_no",
        field_types["yes_no"].load_options({}),
        help=said,
    )
    made = model.Field(
        STATEMENT,
        "告知承诺",
        "declaration",
        field_types["declaration"].load_options({"statement": statement}),
        when=expression_of(Name(PROMISED, BOOL)),
    )
    return model.Section(SECTION, "告知承诺", (chosen, made), when=commitment.when)


def spared(materials: tuple[model.Material, ...], commitment: model.Commitment) -> tuple[model.Material, ...]:
    """Return the materials, those that the commitment replaces asked for only of those who do not make it."""
    return tuple(
        replace(each, when=_unless_promised(each.when, commitment.when)) if each.id in commitment.replaces else each
        for each in materials
    )


def _unless_promised(asked: Expression, may_promise: Expression) -> Expression:
    """Ask where it was asked before, and one may not promise or did not."""
    refused: Node = Not(Name(PROMISED, BOOL))
    if may_promise != ALWAYS:
        refused = Or((Not(may_promise.tree), refused))
    return expression_of(refused if asked == ALWAYS else And((asked.tree, refused)))
