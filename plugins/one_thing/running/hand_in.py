"""Hand a bundle in: all cases whose turn it is together, or none (335 §24; ORD §19).

One transaction holds the cases of all tenants, the bundle, its parts and the draft that it closes. Whoever calls
commits; what is refused leaves nothing behind, for the caller rolls back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from one_thing.language.model import Part
from one_thing.merging.splitting import chosen, findings_of, share, waiting_on
from one_thing.proof.duration import duration
from one_thing.running.course import Stand
from one_thing.running.flowing import NOTHING
from one_thing.running.outcomes import note_case
from one_thing.running.plans import Plan
from one_thing.running.starting import Asking, Set, start
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.cases import Office
from tongban.kit.definitions import TongbanError
from tongban.kit.drafts import DraftRow, handed_in
from tongban.kit.drafts import answers as answers_of
from tongban.kit.forms import Answers, Finding, Supplied, stand
from tongban.kit.law import Actor, Applicant, Refusal

PREFIX = "YJS"  # how the number of a bundle begins: that of its first case follows


class HandInRefused(TongbanError):
    """Say which part could not be handed in, and that therefore none was."""

    def __init__(self, title: str, refusal: Refusal) -> None:
        super().__init__(
            f"“{title}”不能提交：{refusal.message}各事项都没有提交，请改正后再一次提交。", article=refusal.article
        )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the applicant wants of the bundle as a whole."""

    way: str
    channel: str = "online"


@dataclass(frozen=True, slots=True)
class Missing:
    """What one item still lacks by its own rules, although the one form is complete."""

    part: str
    title: str
    finding: Finding


def what_is_missing(plan: Plan, answers: Answers, supplied: Sequence[Supplied]) -> tuple[Missing, ...]:
    """Hold every chosen item's share against its own rules; what an earlier outcome tells is not missing."""
    standing = stand(plan.merged.form, answers)
    found = []
    for part in chosen(plan.merged, answers, standing):
        mine = share(plan.merged, part, answers, standing=standing)
        taking = plan.merged.taking(part.id)
        for each in findings_of(plan.merged, mine, supplied, None, later=True):
            found.append(Missing(part.id, taking.title, each))
    return tuple(found)


def hand_in(
    office: Office, plan: Plan, draft: DraftRow, applicant: Applicant, wanted: Wanted, actor: Actor, theirs: Set
) -> BundleRow:
    """Open the cases of the first wave and write down the rest. Raises HandInRefused; the caller then rolls back."""
    answers = answers_of(office.session, draft)
    parts = chosen(plan.merged, answers)
    if not parts:
        raise TongbanError("按您的回答没有需要办理的事项，请核对办理情形。")
    first = [each for each in parts if not waiting_on(each, parts)]
    asking = Asking(applicant, answers, theirs, actor, wanted.channel)
    started = []
    for part in first:
        done = start(office, plan, part, asking, NOTHING)
        if isinstance(done, Refusal):
            raise HandInRefused(plan.merged.taking(part.id).title, done)
        started.append(done)
    row = _bundle(office, plan, draft, asking, wanted, parts)
    row.number = f"{PREFIX}{started[0].case.number}"
    office.session.add(row)
    rows = [_part(office, plan, row, part, place, parts) for place, part in enumerate(parts)]
    office.session.add_all(rows)
    office.session.flush()
    by_part = {each.part: each for each in rows}
    for part, done in zip(first, started, strict=True):
        note_case(office, row, by_part[part.id], done.case)
    handed_in(office.session, draft, row.number)
    return row


def _bundle(
    office: Office,
    plan: Plan,
    draft: DraftRow,
    asking: Asking,
    wanted: Wanted,
    parts: Sequence[Part],
) -> BundleRow:
    applicant = asking.applicant
    return BundleRow(
        tenant_id=office.tenant,
        bundle=plan.merged.bundle.id,
        title=plan.merged.bundle.title,
        form=draft.definition_hash,
        draft=draft.id,
        answers=dict(draft.answers),
        applicant_id=applicant.id,
        applicant_kind=applicant.kind,
        applicant_name=applicant.name,
        channel=wanted.channel,
        on_paper=sorted(asking.theirs.paper),
        way=wanted.way,
        state="running",
        due_on=due_on(office, plan, parts),
        begun_at=office.now,
    )


def due_on(office: Office, plan: Plan, parts: Sequence[Part]) -> date | None:
    """Reckon the day by which all is decided, if every part keeps its promise: the end of the critical path."""
    books = office.books
    calendars = {each.tenant: books.calendar(each.tenant) for each in plan.merged.takings}
    today = office.now.astimezone(books.rulebook(office.tenant).timezone).date()
    return duration(plan.merged, parts, "promise", today, calendars).end


def _part(office: Office, plan: Plan, row: BundleRow, part: Part, place: int, parts: Sequence[Part]) -> PartRow:
    taking = plan.merged.taking(part.id)
    return PartRow(
        tenant_id=office.tenant,
        number=row.number,
        part=part.id,
        place=place,
        item=part.item,
        title=taking.title,
        handled_at=taking.tenant,
        office=taking.definition.authority.name,
        version=taking.version,
        definition_hash=taking.definition.hash,
        waits_for=list(waiting_on(part, parts)),
        state=Stand.WAITING.value,
    )
