"""Take a bundle on: what has ended is noted, what waited for it starts or falls away, until nothing moves (B3).

The state lies in rows and nowhere else. Every step is asked of the rows and the cases anew, under a lock on the bundle,
so it does not matter how often, when or after what crash this runs: a part that has its case is not begun again.
"""

from __future__ import annotations

from sqlalchemy import select

from one_thing.language.model import Part
from one_thing.running.course import Fall, Move, Stand, finished, moves
from one_thing.running.flowing import Flown, Outcome, flow_to, needed, outcome_of
from one_thing.running.outcomes import case_row_of, lines_of, note_case, refresh
from one_thing.running.plans import Plan, kept
from one_thing.running.starting import Asking, Set, at, start
from one_thing.running.tables import BundleRow, PartRow
from one_thing.running.telling import tell_fallen, tell_finished
from tongban.kit.cases import Office, draft_files, offers
from tongban.kit.definitions import NotFound
from tongban.kit.forms import load as load_answers
from tongban.kit.law import Actor, Applicant, Refusal


def advance(office: Office, number: str) -> BundleRow:
    """Take a bundle of this tenant on as far as it goes. Safe to repeat; the caller commits."""
    bundle = locked(office, number)
    rows = parts_of(office, number)
    refresh(office, rows)
    plan = kept(office.session, office.tenant, bundle.form)
    for _ in range(len(rows) + 1):
        found = list(moves(lines_of(rows)))
        if not [move for move in found if _carry_out(office, bundle, plan, rows, move)]:
            break
    _finish(office, bundle, rows)
    office.session.flush()
    return bundle


def locked(office: Office, number: str) -> BundleRow:
    """Find a bundle and make whoever comes next wait; raises NotFound."""
    asked = select(BundleRow).where(BundleRow.number == number).with_for_update()
    row: BundleRow | None = office.session.scalar(asked.execution_options(populate_existing=True))
    if row is None:
        raise NotFound(f"没有找到一件事“{number}”。")
    return row


def parts_of(office: Office, number: str) -> list[PartRow]:
    asked = select(PartRow).where(PartRow.number == number).order_by(PartRow.place)
    return list(office.session.scalars(asked.execution_options(populate_existing=True)))


def _carry_out(office: Office, bundle: BundleRow, plan: Plan, rows: list[PartRow], move: Move) -> bool:
    """Carry one move out; tell whether anything changed for others."""
    row = next(each for each in rows if each.part == move.part)
    if isinstance(move, Fall):
        row.state, row.reason, row.ended_at = Stand.FALLEN.value, move.reason, office.now
        tell_fallen(office, bundle, rows, row)
        return True
    part = plan.merged.bundle.part(move.part)
    refusal = _begin(office, bundle, plan, part, row, _flown(office, plan, part, rows))
    if refusal is not None:
        row.state, row.reason = Stand.HALTED.value, refusal.message
        return False
    return True


def _flown(office: Office, plan: Plan, part: Part, rows: list[PartRow]) -> Flown:
    outcomes: dict[str, Outcome] = {}
    for each in needed(part, rows):
        found = case_row_of(office, each)
        if found is not None:
            with at(office, each.handled_at, f"一件事：取用“{each.title}”的办理结果") as there:
                outcomes[each.part] = outcome_of(there, found, plan.merged.taking(each.part).definition)
    return flow_to(part, plan.merged.taking(part.id).definition, outcomes)


def _begin(office: Office, bundle: BundleRow, plan: Plan, part: Part, row: PartRow, flown: Flown) -> Refusal | None:
    # what the applicant asked for at hand-in is asked for in their name; nobody else may apply for them (335 §28)
    actor = Actor(bundle.applicant_id, bundle.applicant_name, "applicant")
    applicant = Applicant(bundle.applicant_id, bundle.applicant_kind, bundle.applicant_name)
    answers = load_answers(plan.merged.form, bundle.answers)
    day = office.now.astimezone(office.books.rulebook(office.tenant).timezone).date()
    theirs = Set(
        draft_files(office.session, bundle.draft),
        offers(office.session, plan.merged.form, applicant, day),
        frozenset(bundle.on_paper),
    )
    # nobody stands at a window when a part begins by itself: it is looked at as what comes over the platform (335 §18)
    done = start(office, plan, part, Asking(applicant, answers, theirs, actor), flown)
    if isinstance(done, Refusal):
        return done
    taking = plan.merged.taking(part.id)
    row.handled_at, row.office = taking.tenant, taking.definition.authority.name  # a successor's, by now
    row.version, row.definition_hash = taking.version, taking.definition.hash
    note_case(office, bundle, row, done.case)
    return None


def _finish(office: Office, bundle: BundleRow, rows: list[PartRow]) -> None:
    if finished(lines_of(rows)) and bundle.finished_at is None:
        bundle.state, bundle.finished_at = "finished", office.now
        tell_finished(office, bundle, rows)
    granted = [each for each in rows if each.state == Stand.GRANTED]
    if bundle.finished_at and bundle.delivered_at is None and granted and all(each.delivered_at for each in granted):
        bundle.delivered_at = office.now
