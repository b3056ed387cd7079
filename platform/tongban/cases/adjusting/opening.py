"""Open a case of the procedure at the one door: its definition is kept first, so that the case stays on it (C5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from tongban import forms
from tongban.cases.door import Application, Done, submit
from tongban.errors import TongbanError
from tongban.law import Actor, Applicant, Refusal
from tongban.publishing.books import Books
from tongban.publishing.internal import VERSION, keep_matter, matter_at


def open_matter(
    session: Session,
    books: Books,
    matter: str,
    tenant: str,
    answers: Mapping[str, object],
    applicant: Applicant,
    actor: Actor,
    now: datetime,
    *,
    beside: Mapping[str, str] | None = None,
) -> Done:
    """Submit typed answers for a matter; `beside` is what the platform says of the case and no form asks."""
    found = matter_at(books, matter, tenant)
    keep_matter(session, found)
    told = {**forms.dump(found.definition, {**answers, forms.APPLICANT_KIND: applicant.kind}), **(beside or {})}
    application = Application(VERSION, "online", applicant, told, ())
    answer = submit(session, books, found.definition, application, actor, now)
    if isinstance(answer, Refusal):
        raise TongbanError(answer.message, article=answer.article)
    return answer
