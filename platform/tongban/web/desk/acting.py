"""What every act shares: the case is locked first, a stale page is told so, a refusal is told with its article."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from tongban.cases.history import events_of
from tongban.cases.tables import CaseRow
from tongban.law import Refusal
from tongban.publishing.memory import definition
from tongban.web.house import db
from tongban.web.story import tell_story

_LONGEST = 10  # digits of a revision; what is longer was not ours


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something was not done. `href` leads to what is to be put right."""

    message: str
    article: str = ""
    href: str = ""


def trouble(refusal: Refusal, href: str = "") -> Trouble:
    return Trouble(refusal.message, refusal.article, href)


def locked(row: CaseRow) -> CaseRow:
    """Hold the case until this request ends, as it is now: what the page showed may have moved on."""
    db().refresh(row, with_for_update=True)
    return row


def stale(row: CaseRow, seen: str) -> Trouble | None:
    """Tell what has happened since the page was opened, where something has."""
    if not seen or seen == str(row.revision):
        return None
    known = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < _LONGEST else 0
    events = events_of(db(), row.number)[known:]
    told = tell_story(events, definition(db(), row.definition_hash), for_applicant=False)
    news = "；".join(f"{each.at} {each.title}（{each.who}）" for each in told) or _("期限有变化")
    message = _("您打开页面之后，这件办件有了新的进展：%(news)s。您填写的内容还在，请看过再办理。", news=news)
    return Trouble(message)
