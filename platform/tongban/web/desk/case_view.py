"""A case as the desk sees it: head, materials, answers, present step, what may be done, limits, documents, story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from tongban import forms
from tongban.cases.licences.used import Used
from tongban.cases.standing import nearest
from tongban.cases.tables import CaseRow, DocumentRow, FileRow
from tongban.cases.trial import case_now, possible
from tongban.conditions import evaluate
from tongban.definitions.model import Definition
from tongban.law import OF_A_STEP, Action, Case, DeadlineKind, Event, Possible, State, wanting
from tongban.law import events as happened
from tongban.law.applicable import values_of
from tongban.law.notice_values import CHANNELS
from tongban.law.work import work_of
from tongban.publishing.memory import definition as definition_by_hash
from tongban.tenancy.applicants import KINDS
from tongban.tenancy.permissions import may
from tongban.web.clock_view import ClockView, clock_view
from tongban.web.desk.aside import ASIDE, AT_ONCE
from tongban.web.desk.changes_view import HandIn, changes
from tongban.web.desk.lamps import lit
from tongban.web.desk.material_views import FileView, MaterialLine, material_lines
from tongban.web.desk.matters import act_of, roles_to
from tongban.web.desk.point_view import PointView, point_views
from tongban.web.desk.room import actor_as, covered
from tongban.web.desk.survey_files import SurveyView, surveys_of
from tongban.web.house import books, db, now
from tongban.web.licence_words import links_of
from tongban.web.people import the_staff
from tongban.web.story import StoryEntry, state_of, tell_story
from tongban.web.view_words import day, moment


@dataclass(frozen=True, slots=True)
class AnswerRow:
    label: str
    value: str
    changed: bool
    picture: Markup


@dataclass(frozen=True, slots=True)
class AnswerSection:
    title: str
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class ActionView:
    """One act that is possible now. `at_once` ones are a button here; the others open their own page."""

    command: str
    label: str
    kind: str
    help: str
    at_once: bool
    opinion: str = ""  # label of a box for an opinion
    step: str | None = None  # the step that it is about, for several may run together
    aside: bool = False  # of what is seldom done, shown on demand


@dataclass(frozen=True, slots=True)
class NotYet:
    """What must be done first, and which acts wait for it."""

    message: str
    article: str
    labels: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    title: str
    number: str
    at: str
    href: str


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything on the case page."""

    number: str
    revision: int
    item_title: str
    item_version: int
    state_label: str
    state_tone: str
    lamp: str
    left: str
    applicant: str
    applicant_kind: str
    submitted_at: str
    channel_label: str
    materials: list[MaterialLine]
    checked: int
    to_check: int
    may_check: bool
    sections: list[AnswerSection]
    preview: FileView | None
    step_name: str
    points_title: str
    points: tuple[PointView, ...]
    actions: list[ActionView]
    not_yet: list[NotYet]
    deadlines: list[ClockView]
    documents: list[DocumentView]
    changes: tuple[HandIn, ...]
    surveys: list[SurveyView]
    timeline: list[StoryEntry]


def case_view(
    row: CaseRow,
    files: Mapping[str, tuple[FileRow, ...]],
    documents: Sequence[DocumentRow],
    events: Sequence[Event],
    shown: str,
    used: Mapping[str, Used],
) -> CaseView:
    """Put the page together from the rows that it was given; asks the database for nothing more."""
    described, case = definition_by_hash(db(), row.definition_hash), case_now(db(), books(), row, now())
    acts = possible_now(row)
    lines = material_lines(case, described, files, shown, used)
    handed_in = [each for each in lines if each.handed_in]
    label, tone = state_of(case.state, case.outcome)
    limit = nearest(case)
    light = lit(limit.kind if limit else None, limit.due if limit else None, case.tenant, books(), now())
    title, points = _points(case, described)
    return CaseView(
        number=case.number,
        revision=row.revision,
        item_title=described.title,
        item_version=case.version,
        state_label=label,
        state_tone=tone,
        lamp="" if case.state is State.CLOSED else light.lamp,
        left=light.left,
        applicant=case.applicant.name,
        applicant_kind=_(KINDS.get(case.applicant.kind, case.applicant.kind)),
        submitted_at=moment(case.submitted_at),
        channel_label=_(CHANNELS.get(case.channel, case.channel)),
        materials=lines,
        checked=sum(bool(each.verdict) for each in handed_in),
        to_check=len(handed_in),
        may_check=_may_check(case),
        sections=_sections(case, described, events),
        preview=next((file for line in lines for file in line.files if file.current), None),
        step_name=_step_name(case, described),
        points_title=title,
        points=points,
        actions=[_action(each, case, described) for each in acts if each.not_yet is None],
        not_yet=_not_yet(acts, case.item),
        deadlines=_clocks(case),
        documents=[_document(each) for each in documents],
        changes=changes(events, described, files),
        surveys=surveys_of(row, case, described, files),
        timeline=tell_story(
            events,
            described,
            for_applicant=False,
            documents=documents,
            href=_document_href,
            licences=links_of(row, desk=True),
        ),
    )


def possible_now(row: CaseRow) -> tuple[Possible, ...]:
    """List what this person may do with the case now: the matrix says in which roles, the law says whether.

    On a case of another body only what was delegated is offered; the decision never is (T4).
    """

    def roles(action: Action) -> frozenset[str]:
        return roles_to(action, row.item) if covered(action) else frozenset()

    return possible(db(), books(), row, now(), roles, actor_as(""))


def _may_check(case: Case) -> bool:
    return case.state in {State.SUBMITTED, State.ACCEPTED} and may(the_staff().roles, "case.check")


def _sections(case: Case, described: Definition, events: Sequence[Event]) -> list[AnswerSection]:
    changed = {
        key
        for each in events
        if isinstance(each, happened.SupplyReceived | happened.CorrectedOnTheSpot)
        for key in each.answers
    }
    shown = forms.summary_view(
        described, {**forms.load(described, case.answers), forms.APPLICANT_KIND: case.applicant.kind}
    )
    return [
        AnswerSection(
            each.title, tuple(AnswerRow(row.label, row.text, row.field in changed, row.picture) for row in each.rows)
        )
        for each in shown
    ]


def _step_name(case: Case, described: Definition) -> str:
    if case.state is State.ACCEPTED and case.current_step:
        return "、".join(described.step(each).name for each in case.open_steps)
    return {
        State.SUBMITTED: _("受理审查"),
        State.SUPPLEMENTING: _("等待申请人补正"),
        State.DECIDED: _("送达"),
    }.get(case.state) or _after_the_end(case, described)


def _after_the_end(case: Case, described: Definition) -> str:
    """Name what a closed case still waits for: a renewal, a hearing, a look into a commitment."""
    waiting = [_(each.name) for each in work_of(case, described)]
    return "、".join(waiting) or _("已经办结")


def _points(case: Case, described: Definition) -> tuple[str, tuple[PointView, ...]]:
    values = values_of(case, described)
    if case.state is State.SUBMITTED:
        asked = (each for each in described.conditions if evaluate(each.when, values) is not False)
        return _("受理条件"), tuple(PointView(each.text, note=each.standard) for each in asked)
    if case.state is State.ACCEPTED and case.current_step:
        steps = (described.step(each) for each in case.open_steps)
        return _("审查要点"), tuple(point for each in steps for point in point_views(each, values))
    return "", ()


def _not_yet(acts: Sequence[Possible], item: str) -> list[NotYet]:
    """Say each thing that must be done first once, with all that waits for it."""
    waiting: dict[tuple[str, str], list[str]] = {}
    for each in acts:
        if each.not_yet is not None:
            said = (each.not_yet.message, each.not_yet.article)
            waiting.setdefault(said, []).append(str(act_of(each.action, item).label))
    return [NotYet(message, article, "、".join(labels)) for (message, article), labels in waiting.items()]


def _action(each: Possible, case: Case, described: Definition) -> ActionView:
    act = act_of(each.action, case.item)
    step = described.step(each.step).name if each.step else ""
    labels = {
        Action.COMPLETE_STEP: _("完成“%(step)s”", step=step),
        Action.START_SPECIAL: _("开始“%(step)s”", step=step),
        Action.END_SPECIAL: _("结束“%(step)s”", step=step),
        Action.COUNTERSIGN: _("会签“%(step)s”", step=step),
    }
    opinion = each.action in {Action.COMPLETE_STEP, Action.END_SPECIAL, Action.COUNTERSIGN}
    return ActionView(
        command=each.action.value,
        label=labels.get(each.action, str(act.label)),
        kind=act.kind,
        help=_help(each, case, described) or str(act.help),
        at_once=opinion or each.action in AT_ONCE,
        opinion=_opinion_label(each.action, step) if opinion else "",
        step=each.step if each.action in OF_A_STEP else None,
        aside=each.action in ASIDE,
    )


def _opinion_label(action: Action, step: str) -> str:
    if action is Action.COUNTERSIGN:
        return _("“%(step)s”的会签意见", step=step)
    return _("“%(step)s”的办理意见", step=step)


def _help(each: Possible, case: Case, described: Definition) -> str:
    action = each.action
    if action is Action.COUNTERSIGN and (reason := _asked_to_sign(each, case)):
        return _("请您会签的内容：%(reason)s", reason=reason)
    if action is Action.GRANT_RENEWAL and case.life is not None:
        return _("有效期至 %(day)s，届满前应当作出决定。", day=day(case.life.valid_until))
    if action is Action.REQUEST_SUPPLEMENT and (found := wanting(case, described)):
        return _("有 %(count)s 项材料需要补正，将一次写全。", count=len(found))
    return ""


def _asked_to_sign(each: Possible, case: Case) -> str:
    """Give what the owner of the step wants signed by this role or this person."""
    waiting = (one for one in case.unsigned(each.step or "") if one.person is None or one.person.id == the_staff().id)
    return next((one.reason for one in waiting if one.role == each.role and one.reason), "")


def _clocks(case: Case) -> list[ClockView]:
    calendar, rulebook = books().calendar(case.tenant), books().rulebook(case.tenant)
    href = url_for("desk.explain", number=case.number)
    return [
        clock_view(each, calendar, rulebook, now(), explain_href=f"{href}#{each.id}")
        for each in case.deadlines
        if each.is_open and each.kind is not DeadlineKind.SUPPLEMENT_REMINDER
    ]


def _document(row: DocumentRow) -> DocumentView:
    return DocumentView(_(row.title), row.number, moment(row.issued_at), _document_href(row))


def _document_href(row: DocumentRow) -> str:
    return url_for("desk.document", number=row.case_number, code=row.code)
