"""What a bundle comes to for given answers: items, the one set of materials, the day of the end (一次告知)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from one_thing.language.compiling import FACTS
from one_thing.language.model import Part
from one_thing.merging.form import Merged
from one_thing.merging.saving import Saving, saving
from one_thing.merging.splitting import chosen, open_questions, waiting_on
from one_thing.proof.duration import duration
from one_thing.running.plans import Plan
from tongban.kit.cases import Office
from tongban.kit.conditions import ALWAYS, tell
from tongban.kit.definitions import WorkingCalendar
from tongban.kit.forms import Answers, Finding, FormView, Standing, form_view, materials_asked, words_of
from tongban.kit.language import Definition
from tongban.kit.portal import WALL, span
from tongban.kit.web import day, field_words

SITUATION = "situation"
_NOTHING: Mapping[str, Sequence[str]] = {}


@dataclass(frozen=True, slots=True)
class ItemTold:
    """One item: who decides, how long, what it costs, on what it depends."""

    part: str
    item: str
    tenant: str
    title: str
    office: str
    limit: str
    fees: str
    waits_for: tuple[str, ...]  # titles of the items after whose grant it begins
    condition: str
    alone: bool  # no other item begins with it

    @property
    def after(self) -> str:
        if not self.waits_for:
            return str(_("提交后开始") if self.alone else _("提交后同时开始"))
        return str(_("在“%(before)s”办结后自动开始", before="”“".join(self.waits_for)))


@dataclass(frozen=True, slots=True)
class ToBring:
    """One thing of the one set: for which items, and whether nobody needs to bring it."""

    id: str
    name: str
    of: tuple[str, ...]
    criteria: tuple[str, ...]
    spared: str
    needed: bool


@dataclass(frozen=True, slots=True)
class Told:
    """All of it. Until every question that chooses is answered (`whole`), it is what may apply."""

    whole: bool
    parts: tuple[Part, ...]
    items: tuple[ItemTold, ...]
    materials: tuple[ToBring, ...]
    saving: Saving | None
    due: date | None
    working_days: int

    @property
    def due_told(self) -> str:
        if self.due is None:
            return ""
        if not self.working_days:
            return str(_("今天提交的，最迟 %(day)s 全部办结。", day=day(self.due)))
        words = _(
            "今天提交的，最迟 %(day)s 全部办结（约 %(days)s 个工作日）。", day=day(self.due), days=self.working_days
        )
        return str(words)

    @property
    def single(self) -> ItemTold | None:
        """Give the only item that these answers come to: nothing is saved with it, and it can be asked for as it is."""
        return self.items[0] if self.whole and len(self.items) == 1 else None


def told_of(office: Office, plan: Plan, answers: Answers, standing: Standing) -> Told:
    """Tell what these answers come to."""
    calendars = {each.tenant: office.books.calendar(each.tenant) for each in plan.merged.takings}
    return told_of_form(plan.merged, answers, standing, calendars, office.now.astimezone(WALL).date())


def told_of_form(
    merged: Merged, answers: Answers, standing: Standing, calendars: Mapping[str, WorkingCalendar], today: date
) -> Told:
    """Tell the same of any one form, of one that is not published, too; `calendars` are by tenant."""
    whole = not open_questions(merged, standing)
    parts = chosen(merged, answers, standing) if whole else tuple(each.part for each in merged.takings)
    ends = duration(merged, parts, "promise", today, calendars) if whole and parts else None
    return Told(
        whole,
        parts,
        tuple(_items(merged, parts, whole)),
        tuple(_materials(merged, parts, standing, whole)),
        saving(merged, answers, standing) if whole else None,
        ends.end if ends else None,
        ends.working_days if ends else 0,
    )


def _items(merged: Merged, parts: Sequence[Part], whole: bool) -> Iterator[ItemTold]:
    words = words_of(merged.form)
    first = [each for each in parts if not waiting_on(each, parts)]
    for taking in merged.takings:
        part, described = taking.part, taking.definition
        if part not in parts:
            continue
        yield ItemTold(
            part.id,
            part.item,
            taking.tenant,
            taking.title,
            described.authority.name,
            span(described.time.promise) if described.time.promise else str(_("当场办结")),
            _fees(described),
            tuple(merged.taking(each).title for each in waiting_on(part, parts)),
            "" if whole or part.when == ALWAYS else tell(part.when, words),
            len(first) == 1,
        )


def _fees(described: Definition) -> str:
    return "；".join(f"{each.name}：{each.standard}" for each in described.fees) or str(_("不收费"))


def _materials(merged: Merged, parts: Sequence[Part], standing: Standing, whole: bool) -> Iterator[ToBring]:
    asked = {each.id for each in materials_asked(merged.form, standing.answers, standing)}
    for each in merged.form.materials:
        of = [merged.taking(part.id).title for part in parts if each.id in merged.materials[part.id].values()]
        if of and (not whole or each.id in asked):
            spared = str(_("免提交，由部门共享取得")) if each.source == "government" else ""
            yield ToBring(each.id, each.name, tuple(of), each.criteria, spared, standing.holds(each.required))


def question_form(
    form: Definition,
    answers: Answers,
    typed: Mapping[str, Sequence[str]] = _NOTHING,
    findings: Sequence[Finding] = (),
    settled: Collection[str] = (),
) -> FormView | None:
    """Show the questions that choose the items: those of the bundle, and its facts on which a condition turns."""
    views = [
        form_view(form, answers, typed, findings, section=each, settled=settled, words=field_words())
        for each in (SITUATION, FACTS)
        if each == SITUATION or any(section.id == each for section in form.sections)
    ]
    sections = tuple(section for view in views for section in view.sections)
    return FormView(sections, (), (), views[0].attributes) if sections else None
