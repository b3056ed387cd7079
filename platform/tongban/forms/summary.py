"""What was answered, as label and text: to look over before submitting, and for the clerk."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from tongban.definitions.model import Definition, Field
from tongban.forms.answers import Answers
from tongban.forms.asked import all_sections, options_of, type_of
from tongban.forms.standing import Standing, stand

NOT_ANSWERED = "未填写"
NO_PICTURE = Markup("")


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One answer. `obligatory` and empty is what a reader should see at once.

    `picture` is what was drawn by hand, as SVG; empty where it was not, or may not be seen.
    """

    field: str
    label: str
    text: str
    answered: bool
    personal: bool
    obligatory: bool
    picture: Markup = NO_PICTURE


@dataclass(frozen=True, slots=True)
class SummarySection:
    id: str
    title: str
    rows: tuple[SummaryRow, ...]


def summary_view(definition: Definition, answers: Answers, *, masked: bool = False) -> tuple[SummarySection, ...]:
    """Give the shown fields with their answers; `masked` hides personal data (for lists and other people's eyes)."""
    standing = stand(definition, answers)
    sections = (
        SummarySection(
            section.id,
            section.title,
            tuple(_row(each, standing, masked=masked) for each in section.fields if each.id in standing.shown),
        )
        for section in all_sections(definition)
        if section.id in standing.sections
    )
    return tuple(each for each in sections if each.rows)


def _row(field: Field, standing: Standing, *, masked: bool) -> SummaryRow:
    value = standing.answers.get(field.id)
    personal = field.personal or any(column.personal for column in field.columns)
    kind, options = type_of(field), options_of(field)
    told = NOT_ANSWERED if value is None else (kind.mask if masked and personal else kind.format)(value, options)
    seen = value is not None and not masked
    return SummaryRow(
        field.id, field.label, told, value is not None, personal, standing.holds(field.required),
        kind.picture(value, options) if seen else NO_PICTURE,
    )  # fmt: skip
