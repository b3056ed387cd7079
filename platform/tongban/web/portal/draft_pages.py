"""The pages on which a draft is filled in, given to the blueprint of a plugin that keeps drafts of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect
from flask import Response as FileResponse
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from tongban.cases.drafts import discard_elsewhere
from tongban.cases.files import file_of_draft
from tongban.web.guard import permitted
from tongban.web.house import db
from tongban.web.people import the_applicant
from tongban.web.portal.answer import Answer
from tongban.web.portal.files_view import send
from tongban.web.portal.form_pages import questions_page, section_page
from tongban.web.portal.materials import materials_page
from tongban.web.portal.my_draft import MyDraft

Page = Callable[..., Answer | FileResponse]
_ASKED, _BOTH = ("GET",), ("GET", "POST")


@dataclass(frozen=True)
class DraftPages:
    """How a plugin's drafts are opened and where they lead; `permission` is the action that its pages carry out.

    `opened(tenant, draft)` gives the applicant's own draft or raises NotFound; `handed_in` leads to what became of one;
    `review` shows it before it is handed in; `back(tenant)` is where one goes on when it was thrown away.
    """

    permission: str
    opened: Callable[[str, str], MyDraft]
    handed_in: Callable[[MyDraft], Response]
    review: Callable[[MyDraft], str]
    back: Callable[[str], str]

    def give_to(self, blueprint: Blueprint) -> None:
        """Add `questions`, `section`, `materials`, `draft_file`, `discard` and `review`; it has its own `submit`."""
        for rule, endpoint, methods, page in (
            ("questions", "questions", _BOTH, questions_page),
            ("form/<section>", "section", _BOTH, section_page),
            ("materials", "materials", _BOTH, materials_page),
            ("files/<file>", "draft_file", _ASKED, _file),
            ("discard", "discard", ("POST",), self._discard),
            ("review", "review", _ASKED, self.review),
        ):
            self._add(blueprint, rule, endpoint, methods, page)

    def _add(self, blueprint: Blueprint, rule: str, endpoint: str, methods: Sequence[str], page: Page) -> None:
        @permitted(self.permission)
        def shown(tenant: str, draft: str, **more: str) -> Any:
            mine = self.opened(tenant, draft)
            return self.handed_in(mine) if mine.row.number is not None else page(mine, **more)

        blueprint.add_url_rule(f"/drafts/<draft>/{rule}", endpoint, shown, methods=list(methods))

    def _discard(self, mine: MyDraft) -> Response:
        discard_elsewhere(db(), the_applicant().id, mine.row.id)
        db().commit()
        flash(_("草稿已经删除。"), "success")
        return redirect(self.back(mine.tenant), 303)


def _file(mine: MyDraft, file: str) -> FileResponse:
    return send(file_of_draft(db(), mine.row.id, file))
