"""The pages of the form: the guided questions and each section. What is typed is kept, right or wrong (F1, F4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _

from tongban.cases import drafts
from tongban.cases.prefill import ACCOUNT, Offered, offered
from tongban.errors import NotFound
from tongban.fields.types.file import FileReference
from tongban.forms import APPLICANT_KIND, SITUATION, Finding, Reading, form_view
from tongban.web.field_words import field_words
from tongban.web.guard import permitted
from tongban.web.house import db, now
from tongban.web.people import the_applicant, the_profile
from tongban.web.plugged import prefill_sources
from tongban.web.portal.answer import UNPROCESSABLE, Answer
from tongban.web.portal.field_files import take_field_files
from tongban.web.portal.my_draft import MyDraft, again, of_my_draft
from tongban.web.portal.room import blueprint
from tongban.web.view_words import WALL

#: who applies is the account's to say, not the form's
SETTLED = frozenset({APPLICANT_KIND})


@dataclass(frozen=True, slots=True)
class Prefilled:
    """A field that was filled in for the applicant, and from where."""

    label: str
    source: str


@blueprint.route("/drafts/<draft>/questions", methods=["GET", "POST"], endpoint="questions")
@permitted("case.apply")
@of_my_draft
def questions(mine: MyDraft) -> Answer:
    return questions_page(mine)


@blueprint.route("/drafts/<draft>/form/<section>", methods=["GET", "POST"], endpoint="section")
@permitted("case.apply")
@of_my_draft
def section(mine: MyDraft, section: str) -> Answer:
    return section_page(mine, section)


def questions_page(mine: MyDraft) -> Answer:
    """Show or take the guided questions, wherever the draft is kept."""
    if not mine.definition.situation:
        return redirect(mine.pages[0].href)
    return _page(mine, SITUATION, "questions")


def section_page(mine: MyDraft, section: str) -> Answer:
    """Show or take one section of the form, wherever the draft is kept."""
    if section == SITUATION:
        return redirect(mine.pages[0].href)
    if section not in {page.id for page in mine.pages} - {"questions", "materials", "review"}:
        raise NotFound(_("按您的办理情形不需要填写这一部分。如果情形选错了，请先修改办理情形。"))
    return _page(mine, section, section)


def _page(mine: MyDraft, section_id: str, page: str) -> Answer:
    if request.method == "POST":
        return _take(mine, section_id, page)
    if "mend" not in request.args:  # nobody is told of what is wrong before the page was sent once
        return _show(mine, section_id, page)
    findings = [each for each in mine.findings(materials=False) if mine.page_of(each) == page]
    return _show(mine, section_id, page, findings)


def _take(mine: MyDraft, section_id: str, page: str) -> Answer:
    """Keep what was posted; then go on, or show what is to be put right here."""
    posted = {name: texts for name, texts in request.form.lists() if name != "csrf_token"}
    uploads, refused = _uploads(mine, section_id, posted)
    today = now().astimezone(WALL).date()
    reading = drafts.save_typed(db(), mine.row, posted, now=now(), today=today, settled=SETTLED, uploads=uploads)
    db().commit()
    if "autosave" in request.values:
        return jsonify(saved_at=f"{now().astimezone(WALL):%H:%M}")
    if request.form.get("action") == "save":
        flash(_("已经保存。以后可以从“我的办件”接着填。"), "success")
        return redirect(url_for("portal.my_cases", tenant=mine.tenant))
    saved = again(mine)
    if page not in {each.id for each in saved.pages}:
        return redirect(saved.pages[0].href)
    if reading.actions:
        return _show(saved, section_id, page, [each for each in reading.findings if each.code == "too_many_rows"])
    findings = _findings(saved, reading, page, refused)
    if findings and _only_just_asked(mine, saved, posted, findings):
        return _show(saved, section_id, page, (), notice=_("按您的回答，下面还有几项需要填写。"))
    return (_show(saved, section_id, page, findings), UNPROCESSABLE) if findings else redirect(saved.after(page))


def _findings(saved: MyDraft, reading: Reading, page: str, refused: Sequence[Finding]) -> list[Finding]:
    """Gather what is wrong with this post and with this page, each said once."""
    here = [each for each in saved.findings(materials=False) if saved.page_of(each) == page]
    wrong = {(each.at, each.message): each for each in (*refused, *reading.findings, *here) if each.code != "missing"}
    told = {at for at, _message in wrong} | {each.field for each in wrong.values()}
    return [*wrong.values(), *(each for each in here if each.code == "missing" and each.at not in told)]


def _only_just_asked(
    before: MyDraft, saved: MyDraft, posted: dict[str, list[str]], findings: Sequence[Finding]
) -> bool:
    """Tell whether all that is missing appeared with this very answer, so that nobody has left it out."""
    new = saved.standing.shown - before.standing.shown
    return all(each.code == "missing" and each.field in new and each.field not in posted for each in findings)


def _uploads(mine: MyDraft, section_id: str, posted: dict[str, list[str]]) -> tuple[list[FileReference], list[Finding]]:
    """Take the files of this page's file fields."""
    fields = next((each.fields for each in mine.definition.sections if each.id == section_id), ())
    return take_field_files(mine.row.id, section_id, fields, mine.standing.shown, posted)


def _show(mine: MyDraft, section_id: str, page: str, findings: Sequence[Finding] = (), *, notice: str = "") -> str:
    typed, words = mine.row.typed, field_words()
    form = form_view(
        mine.definition,
        mine.answers,
        typed,
        findings,
        section=section_id,
        settled=SETTLED,
        words=words,
        standing=mine.standing,
    )
    autosave = f"{request.path}?autosave=1"
    return render_template(
        "portal/questions.html" if page == "questions" else "portal/form.html",
        draft=mine.head(autosave),
        steps=mine.steps(page),
        form=form,
        errors=mine.links(findings, here=page),
        notice=notice,
        prefilled=_prefilled(mine, section_id),
        back=mine.before(page),
    )


def _prefilled(mine: MyDraft, section_id: str) -> list[Prefilled]:
    """List what was filled in for the applicant on this page and still stands untouched, with its source (F4)."""
    fields = next((each.fields for each in mine.definition.sections if each.id == section_id), ())
    if not any(each.element for each in fields):
        return []
    person = the_applicant()
    known = offered(
        mine.definition,
        the_profile(),
        kind=person.kind,
        name=person.name,
        licences=mine.offers.values(),
        sources=prefill_sources(mine.definition.tenant, person, mine.definition),
    )
    return [
        Prefilled(each.label, _source(known[each.id]))
        for each in fields
        if each.id in known
        and each.id in mine.standing.shown
        and each.id not in mine.row.typed
        and mine.answers.get(each.id) == known[each.id].value
    ]


def _source(known: Offered) -> str:
    if known.licence == known.source:
        return known.source
    if known.licence:
        return _("您的%(name)s（%(number)s）", name=known.licence, number=known.source)
    return _("您的账号") if known.source == ACCOUNT else _("您的办件 %(number)s", number=known.source)
