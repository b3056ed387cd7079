"""The words that pages say by a name, `_(METHODS[way])`: tables which the catalogue cannot gather from the calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from tongban.assurance.measures import convenience
from tongban.calendars.working_calendar import WEEKDAYS
from tongban.cases.licences import standing
from tongban.definitions import notice_kinds, tenants
from tongban.definitions.model import DEFAULT_TRUST
from tongban.definitions.notice_kinds import OWN_KINDS
from tongban.definitions.scope import APPLICANT_LABELS
from tongban.fields import CHINESE
from tongban.forms import labels, materials
from tongban.law import KIND_NAMES, evaluation, grounds, roles
from tongban.law.notice_values import CHANNELS, METHODS, PROCEDURES, UNIT_NAMES
from tongban.law.tickets import rules as ticket_rules
from tongban.tenancy import applicants
from tongban.tenancy.permissions import ROLES
from tongban.web import error_pages, licence_words, story
from tongban.web.portal import document, guide_materials, guide_parts, guide_view, reporting, review

_TABLES: tuple[Mapping[Any, str], ...] = (
    KIND_NAMES, UNIT_NAMES, CHANNELS, METHODS, PROCEDURES, ROLES, roles.NAMES, APPLICANT_LABELS, applicants.KINDS,
    tenants.KINDS, materials.SOURCES, error_pages.SENTENCES, document.EFFECTS, guide_view.ITEM_KINDS,
    guide_parts.RESULTS, guide_parts.CHECKS, guide_parts.WAYS, guide_parts.REACHES,
    ticket_rules.STATE_NAMES, ticket_rules.OUTCOME_NAMES, ticket_rules.LIMIT_NAMES, ticket_rules.METHODS,
    evaluation.GRADE_NAMES, evaluation.OCCASION_NAMES, evaluation.REASONS, evaluation.WAYS, reporting.OFFERED,
    standing.NAMES, licence_words.CHANGED,
    grounds.SUSPENSION, grounds.TERMINATION, grounds.FAILURE, grounds.REVOCATION, grounds.CANCELLATION, grounds.REISSUE,
    grounds.STANDING,
    guide_materials.FORMS, guide_view.NATURES, guide_view.DEPTHS, guide_view.PARTS,
)  # fmt: skip
_WORDS = (
    *WEEKDAYS, review.STATEMENT,
    labels.ON_THE_SPOT, labels.FULLY_ONLINE, labels.AT_MOST_ONCE, labels.NO_MATERIALS, labels.NEARBY,
    convenience.TIME_CUT,
)  # fmt: skip


def said_by_name() -> Iterator[str]:
    """Give each word, table by table."""
    for table in _TABLES:
        yield from table.values()
    yield from (words for words, _tone in story.STATES.values())
    yield from asdict(CHINESE).values()
    yield from (words for each in DEFAULT_TRUST.values() for words in (each.name, each.told))
    yield from (each.title for each in ticket_rules.KINDS.values())
    yield from (notice_kinds[kind].title for kind in notice_kinds if kind in OWN_KINDS)
    yield from _WORDS
