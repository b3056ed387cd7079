"""What the guide of a bundle shows: questions, items, the one set of materials, the saving; for any merged form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from one_thing.language.compiling import FACTS
from one_thing.language.model import Part
from one_thing.merging.form import Merged
from one_thing.merging.saving import saving
from one_thing.merging.splitting import chosen, open_questions, waiting_on
from one_thing.proof.duration import duration
from tongban.kit.conditions import ALWAYS, tell
from tongban.kit.definitions import WorkingCalendar
from tongban.kit.forms import Answers, FormView, Standing, form_view, materials_asked, read, stand, words_of
from tongban.kit.language import APPLICANT_KIND, Definition
from tongban.kit.portal import WALL, span
from tongban.kit.web import applicant, day, now

SITUATION = "situation"


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of the guide: who decides, how long, when it begins, on what it depends."""

    id: str
    title: str
    office: str
    limit: str
    fees: str
    after: str
    condition: str
    applies: bool
    href: str


@dataclass(frozen=True, slots=True)
class ToBring:
    """One thing of the one set: for which items, and whether nobody needs to bring it."""

    name: str
    of: tuple[str, ...]
    criteria: tuple[str, ...]
    spared: str
    needed: bool


def guide_of(merged: Merged, answers: Answers, calendars: Mapping[str, WorkingCalendar]) -> dict[str, Any]:
    """Give all that the guide shows: what follows for these answers, or what may apply before they are whole."""
    standing = stand(merged.form, answers)
    whole = not open_questions(merged, standing)
    parts = chosen(merged, answers, standing) if whole else tuple(each.part for each in merged.takings)
    return {
        "bundle": merged.bundle,
        "form": _question_form(merged, answers, standing),
        "whole": whole,
        "items": list(_items(merged, parts, standing, whole)),
        "materials": list(_materials(merged, parts, standing, whole)),
        "saving": saving(merged, answers, standing) if whole else None,
        "due": _due(merged, parts, calendars) if whole and parts else "",
        "basis": [f"《{each.law}》{each.number or each.article}" for each in merged.bundle.basis],
    }


def answers_asked(merged: Merged) -> dict[str, object]:
    """Read the answers that the address of a guide holds: the bundle's own questions and facts."""
    names = set(merged.bundle.own_names) | {APPLICANT_KIND}
    posted = {name: texts for name, texts in request.args.lists() if name.split(".")[0] in names or name in names}
    person = applicant()
    known: dict[str, object] = {}
    if person is not None and person.kind in merged.bundle.applicants:
        known[APPLICANT_KIND] = person.kind
    return dict(read(merged.form, posted, known).answers)


def _question_form(merged: Merged, answers: Answers, standing: Standing) -> FormView | None:
    """Show the questions that choose the items: those of the bundle, and its facts on which a condition turns."""
    form = merged.form
    views = [
        form_view(form, answers, section=each, standing=standing)
        for each in (SITUATION, FACTS)
        if any(section.id == each for section in form.sections) or each == SITUATION
    ]
    sections = tuple(section for view in views for section in view.sections)
    return FormView(sections, (), (), views[0].attributes) if sections else None


def _items(merged: Merged, parts: Sequence[Part], standing: Standing, whole: bool) -> Iterator[ItemView]:
    words = words_of(merged.form)
    for taking in merged.takings:
        part, described = taking.part, taking.definition
        if part not in parts:
            continue
        before = [merged.taking(each).title for each in waiting_on(part, parts)]
        condition = "" if whole or part.when == ALWAYS else tell(part.when, words)
        yield ItemView(
            part.id,
            taking.title,
            described.authority.name,
            span(described.time.promise) if described.time.promise else _("当场办结"),
            _fees(described),
            _("在“%(before)s”办结后自动开始", before="”“".join(before)) if before else _("提交后同时开始"),
            condition,
            standing.holds(part.when),
            url_for("portal.guide", tenant=taking.tenant, item=part.item),
        )


def _fees(described: Definition) -> str:
    return "；".join(f"{each.name}：{each.standard}" for each in described.fees) or _("不收费")


def _materials(merged: Merged, parts: Sequence[Part], standing: Standing, whole: bool) -> Iterator[ToBring]:
    asked = {each.id for each in materials_asked(merged.form, standing.answers, standing)}
    for material in merged.form.materials:
        of = [merged.taking(part.id).title for part in parts if material.id in merged.materials[part.id].values()]
        if of and (not whole or material.id in asked):
            spared = _("免提交，由部门共享取得") if material.source == "government" else ""
            yield ToBring(material.name, tuple(of), material.criteria, spared, standing.holds(material.required))


def _due(merged: Merged, parts: Sequence[Part], calendars: Mapping[str, WorkingCalendar]) -> str:
    found = duration(merged, parts, "promise", now().astimezone(WALL).date(), calendars)
    told = _("今天提交的，最迟 %(day)s 全部办结（约 %(days)s 个工作日）。", day=day(found.end), days=found.working_days)
    return str(told)
