"""The terms on which a jurisdiction handles tickets: limits by kind, each kind with its article (W4, V1)."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.definitions.model import Span, Unit


@dataclass(frozen=True, slots=True)
class TicketTerms:
    """The limits of one kind of ticket. `demonstration` says that the law names no numbers and these are samples."""

    kind: str
    article: str
    accept: Span  # until it is taken in, or the person is told where to go
    contact: Span  # until the giver of a bad evaluation has been contacted
    answer: Span  # until the matter is answered, or mended
    extension: Span  # how much longer, once
    tell: Span  # until the person is told, or called back
    feedback: Span  # how long the person may have it worked on again
    anonymous: bool  # may somebody bring it forward without a name?
    demonstration: bool = True

    @property
    def shown_article(self) -> str:
        return f"{self.article}（天数为示范参数）" if self.demonstration else self.article


def _days(amount: int) -> Span:
    return Span(amount, Unit.WORKING_DAYS)


#: kinds of tickets that the engine knows
TICKET_KINDS = ("complaint", "cannot_get_it_done", "hotline", "rectification")
#: what holds where a rulebook says nothing; no text of law names these numbers
DEFAULT_TICKET_TERMS = tuple(
    TicketTerms(
        kind=kind,
        article="规则集没有规定，按平台默认",
        accept=_days(2),
        contact=_days(1),
        answer=_days(5),
        extension=_days(5),
        tell=_days(2),
        feedback=_days(5),
        anonymous=kind in ("complaint", "cannot_get_it_done"),
    )
    for kind in TICKET_KINDS
)


def with_defaults(terms: tuple[TicketTerms, ...]) -> tuple[TicketTerms, ...]:
    """Give the terms of every kind: those that are written, and the defaults of the others."""
    written = {each.kind for each in terms}
    return (*terms, *(each for each in DEFAULT_TICKET_TERMS if each.kind not in written))
