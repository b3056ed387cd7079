"""A notice as the desk sees it: as the person has it, with the sealed file to be printed and handed over."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, url_for
from markupsafe import Markup

from tongban.cases.documents import as_document
from tongban.cases.tables import DocumentRow
from tongban.notices import Document, load_letterhead, to_html
from tongban.web.house import books, house
from tongban.web.view_words import WALL


@dataclass(frozen=True, slots=True)
class Back:
    """Where a notice belongs: the list that its case or ticket stands in, and that itself."""

    listed: str
    list_href: str
    number: str
    href: str
    title: str


def show_document(row: DocumentRow, back: Back) -> str:
    """Give the page of one notice."""
    shown = as_document(row, house().settings.public_url, WALL)
    sealed = url_for("portal.document_pdf", tenant=row.tenant_id, code=row.code) if row.pdf else ""
    return render_template("desk/document.html", back=back, document=row, html=paper(shown, row), pdf_href=sealed)


def paper(document: Document, row: DocumentRow | None = None, theme: str = "default", *, heading: int = 2) -> Markup:
    """Set a notice on its theme's letterhead; `heading` is the level of its title on the page around it."""
    letterhead = load_letterhead(books().themes / (row.theme if row else theme))
    return Markup(to_html(document, letterhead, heading=heading))  # noqa: S704 — every text is escaped by `to_html`
