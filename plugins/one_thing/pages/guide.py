"""The list of bundles, and the one notice of everything: which items, what to bring, what is saved (一次告知)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from one_thing.language.model import Part
from one_thing.language.titles import quoted
from one_thing.merging.form import Merged
from one_thing.pages.drafts import my_draft
from one_thing.pages.room import blueprint, here, library
from one_thing.pages.told import question_form, told_of
from one_thing.running.course import ENDED, Stand
from one_thing.running.finding import bundles_of, parts_by_bundle
from one_thing.running.plans import Plan, keep, plan_now
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.cases import offers
from tongban.kit.definitions import TongbanError
from tongban.kit.drafts import begin_elsewhere, mine_elsewhere
from tongban.kit.forms import effective, read, stand
from tongban.kit.language import APPLICANT_KIND, Definition
from tongban.kit.portal import WALL, offered
from tongban.kit.web import applicant, day, db, now, permitted, public, the_applicant, the_law_s, the_profile


@dataclass(frozen=True, slots=True)
class Card:
    """One bundle of the list."""

    href: str
    title: str
    summary: str
    lead: str
    parts: tuple[str, ...]


@blueprint.get("", endpoint="list")
@public
def bundles(tenant: str) -> str:
    """List the bundles that the tenant offers, for anybody; one's own drafts and bundles for who is logged in."""
    here(tenant)
    lists = library()
    cards = []
    for name in lists.offered(tenant):
        bundle = lists.bundle(name, tenant)
        parts = tuple(_title(each) for each in bundle.parts)
        cards.append(
            Card(
                url_for("one_thing.guide", tenant=tenant, bundle=name), bundle.title, bundle.summary, bundle.lead, parts
            )
        )
    return render_template("one_thing/list.html", cards=cards, drafts=_drafts(tenant), mine=_mine(tenant))


def _title(part: Part) -> str:
    found = library().workspace.items.get(part.item)
    return part.title or (str(found.document.data.get("title", part.item)) if found else part.item)


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    href: str
    note: str
    state: str = ""
    tone: str = ""


def _drafts(tenant: str) -> list[Link]:
    person = applicant()
    if person is None:
        return []
    names = {f"one-thing.{each}": library().bundle(each, tenant).title for each in library().offered(tenant)}
    rows = [(title, row) for name, title in names.items() for row in mine_elsewhere(db(), person.id, name)]
    return [
        Link(
            title,
            url_for("one_thing.review", tenant=tenant, draft=row.id),
            f"{row.updated_at.astimezone(WALL):%m-%d %H:%M}",
        )
        for title, row in rows
    ]


def _mine(tenant: str) -> list[Link]:
    person = applicant()
    rows = bundles_of(db(), person.id) if person else []
    parts = parts_by_bundle(db(), [each.number for each in rows])
    return [_own(tenant, each, parts[each.number]) for each in rows]


def _own(tenant: str, row: BundleRow, parts: Sequence[PartRow]) -> Link:
    ended = sum(1 for each in parts if Stand(each.state) in ENDED)
    if row.state == "finished":
        state, tone = _("结果已经送达") if row.delivered_at else _("全部办结"), "green"
    else:
        state, tone = _("已办结 %(ended)s 项，共 %(count)s 项", ended=ended, count=len(parts)), "brand"
    note = _("编号 %(number)s · %(day)s 提交", number=row.number, day=day(row.begun_at))
    return Link(row.title, url_for("one_thing.progress", tenant=tenant, number=row.number), str(note), str(state), tone)


@blueprint.get("/<bundle>", endpoint="guide")
@public
def guide(tenant: str, bundle: str) -> str:
    """Show what to bring and what follows for one's own answers; without answers, what may apply."""
    office = here(tenant)
    plan = plan_now(office.session, library(), bundle, tenant)
    answers = asked_in(plan.merged)
    standing = stand(plan.merged.form, answers)
    asked = asked_again(plan)
    return render_template(
        "one_thing/guide.html",
        bundle=plan.merged.bundle,
        form=question_form(plan.merged.form, answers),
        told=told_of(office, plan, answers, standing),
        basis=[f"《{each.law}》{each.number or each.article}" for each in plan.merged.bundle.basis],
        notice_href=url_for("one_thing.notice", tenant=tenant, bundle=bundle, **asked),  # type: ignore[arg-type]  # texts
        start_href=url_for("one_thing.start", tenant=tenant, bundle=bundle, **asked),  # type: ignore[arg-type]  # texts only
    )


def asked_in(merged: Merged) -> dict[str, object]:
    """Read the answers that the address of a guide holds: the bundle's own questions and facts."""
    names = set(merged.bundle.own_names) | {APPLICANT_KIND}
    posted = {name: texts for name, texts in request.args.lists() if name.split(".")[0] in names or name in names}
    person = applicant()
    known: dict[str, object] = {}
    if person is not None and person.kind in merged.bundle.applicants:
        known[APPLICANT_KIND] = person.kind
    return dict(read(merged.form, posted, known).answers)


def asked_again(plan: Plan) -> dict[str, str]:
    names = set(plan.merged.bundle.own_names)
    return {name: texts[-1] for name, texts in request.args.lists() if name.split(".")[0] in names and texts[-1]}


@blueprint.route("/<bundle>/start", methods=["GET", "POST"], endpoint="start")
@permitted("one_thing.apply")
def start(tenant: str, bundle: str) -> Response:
    """Begin an application with what the guide asked and what is known of the applicant, or go on with the last one."""
    office = here(tenant)
    person = the_applicant()
    plan = plan_now(office.session, library(), bundle, tenant)
    if person.kind not in plan.merged.bundle.applicants:
        raise TongbanError(
            _("%(title)s不面向您的申请人类型，请换用相应的账号。", title=quoted(plan.merged.bundle.title))
        )
    keep(office.session, plan, now())
    form = plan.merged.form
    open_one = next(
        (each for each in mine_elsewhere(db(), person.id, form.item) if each.definition_hash == form.hash), None
    )
    row = open_one or begin_elsewhere(
        db(),
        tenant,
        form.item,
        form,
        applicant_id=person.id,
        applicant_kind=person.kind,
        now=now(),
        answers=effective(form, {**_known(form), **asked_in(plan.merged), APPLICANT_KIND: person.kind}),
    )
    db().commit()
    return redirect(my_draft(tenant, row.id).first_page)


def _known(form: Definition) -> dict[str, object]:
    person = the_applicant()
    mine = offers(db(), form, the_law_s(person), now().astimezone(WALL).date())
    found = offered(form, the_profile(), kind=person.kind, name=person.name, licences=mine.values())
    return {name: each.value for name, each in found.items()}
