"""A bundle beside its items: eight handed in as one, and the one form beside the form of a single item."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Mapping
from datetime import timedelta
from statistics import median
from time import perf_counter

from sqlalchemy.orm import Session

from bench import item as bench_item
from bench.figures import Figure
from bench.instance import MONDAY, Instance
from one_thing.language.compiling import try_compile
from one_thing.language.model import Offer
from one_thing.merging.form import Merged, merge
from one_thing.merging.members import Taking
from one_thing.running.hand_in import Wanted, hand_in
from one_thing.running.plans import Plan, keep, thaw
from one_thing.running.starting import Set
from tongban import forms
from tongban.cases import door, drafts
from tongban.cases.files import FileStore
from tongban.cases.plugins.office import Office, Offices
from tongban.cases.tables import DraftRow
from tongban.database import scoped
from tongban.definitions import Definition, compile_resolved
from tongban.fields import EMPTY
from tongban.forms import Supplied, form_view, read
from tongban.law import Actor, Applicant
from tongban.publishing.memory import definition, published_data
from tongban.publishing.versions import in_use

EIGHT, TIMES, WARM_UP = 8, 12, 3
APPLICANT = Applicant("bench-bundle", "enterprise", "重庆示例建设有限公司")
ACTOR = Actor(APPLICANT.id, APPLICANT.name, "applicant")


def figures(instance: Instance) -> dict[str, Figure]:
    """Measure both, in turns with what they are held against."""
    return {"bundle_8": _hand_ins(instance), "form_120": forms_beside_each_other(instance)}


def _text(item: str, parts: int) -> dict[str, object]:
    """Write a bundle of the same item several times over; nothing of it merges, so nothing is spared."""
    return {
        "bundle": "bench",
        "title": "测速样例",
        "summary": "测速用。",
        "lead": "城市管理局",
        "applicants": ["enterprise"],
        "basis": [{"law": "测速样例"}],
        "parts": [{"part": f"p{n}", "item": item, "given": {"purpose": "works"}} for n in range(parts)],
    }


def _plan(session: Session, parts: int) -> Plan:
    row = in_use(session, bench_item.TENANT, "bench-20")
    item = {"tenant": row.tenant_id, "version": row.version, "hash": row.hash}
    data = {
        "bundle": _text("bench-20", parts),
        "offer": {"thresholds": {}, "without": [], "service": {}},
        "tenant": bench_item.TENANT,
        "parts": {f"p{n}": item for n in range(parts)},
    }
    return thaw(session, json.dumps(data, ensure_ascii=False))


def _hand_ins(instance: Instance) -> Figure:
    ours, singles = [], []
    for n in range(WARM_UP + TIMES):
        ours.append(_together(instance, n))
        singles.append(_one_by_one(instance, n))
    together, apart = (1000 * median(each[WARM_UP:]) for each in (ours, singles))
    return Figure(together, apart, "ms for 8 items", "≤ 1.3")


def _answers(described: Definition, prefix: str = "") -> dict[str, object]:
    posted = {f"{prefix}{name}": [text] for name, text in bench_item.typed("bench-20").items()}
    return dict(read(described, posted, {"purpose": "works"}).answers)


def _together(instance: Instance, n: int) -> float:
    with scoped(bench_item.TENANT):
        session = instance.sessions()
        plan = _plan(session, EIGHT)
        keep(session, plan, MONDAY)
        form = plan.merged.form
        answers: dict[str, object] = {}
        for part in range(EIGHT):
            answers |= {
                name: value for name, value in _answers(form, f"p{part}_").items() if name.startswith(f"p{part}_")
            }
        row = drafts.begin_elsewhere(
            session, bench_item.TENANT, f"one-thing.bench-{n}", form,
            applicant_id=APPLICANT.id, applicant_kind=APPLICANT.kind, now=MONDAY, answers=answers,
        )  # fmt: skip
        draft = row.id
        session.commit()
    instance.sessions.remove()
    return _timed(instance, lambda session: _press(instance, session, plan, draft))


def _press(instance: Instance, session: Session, plan: Plan, draft_id: str) -> None:
    draft = drafts.own_elsewhere(session, APPLICANT.id, draft_id, lock=True)
    answers = drafts.answers(session, draft)
    if findings := forms.check(plan.merged.form, answers, [Supplied(each.id) for each in plan.merged.form.materials]):
        raise AssertionError(f"the bench's own bundle is not complete: {findings}")
    hand_in(_office(instance, session), plan, draft, APPLICANT, Wanted("electronic"), ACTOR, Set())


def _office(instance: Instance, session: Session) -> Office:
    files = FileStore(instance.settings.files_url)
    offices = Offices(session, instance.books, files, bench_item.TENANT, MONDAY + timedelta(minutes=30))
    found = offices("one_thing")
    assert found is not None
    office: Office = found["office"]
    return office


def _one_by_one(instance: Instance, n: int) -> float:
    ids = []
    with scoped(bench_item.TENANT):
        session = instance.sessions()
        for part in range(EIGHT):
            described = definition(session, in_use(session, bench_item.TENANT, "bench-20").hash)
            row = drafts.begin(
                session, bench_item.TENANT, "bench-20",
                applicant_id=f"bench-{n}-{part}", applicant_kind="enterprise", now=MONDAY, answers=_answers(described),
            )  # fmt: skip
            ids.append(row.id)
        session.commit()
    instance.sessions.remove()
    return sum(_timed(instance, lambda session, each=each: _submit(instance, session, each)) for each in ids)


def _submit(instance: Instance, session: Session, draft_id: str) -> None:
    """Hand one item in as its page does: look at the draft, check it, go through the door, close the draft."""
    draft = session.get_one(DraftRow, (bench_item.TENANT, draft_id))
    described, answers = drafts.definition_of(session, draft), drafts.answers(session, draft)
    if findings := forms.check(described, answers, ["plan"]):
        raise AssertionError(f"the bench's own application is not complete: {findings}")
    applicant = Applicant(draft.applicant_id, "enterprise", APPLICANT.name)
    application = door.Application(draft.version, "online", applicant, forms.dump(described, answers), ())
    done = door.submit(session, instance.books, described, application, ACTOR, MONDAY + timedelta(minutes=30))
    if not isinstance(done, door.Done):
        raise AssertionError(done.message)
    drafts.handed_in(session, draft, done.case.number)


def _timed(instance: Instance, work: Callable[[Session], None]) -> float:
    gc.collect()
    begin = perf_counter()
    with scoped(bench_item.TENANT):
        session = instance.sessions()
        work(session)
        session.commit()
    instance.sessions.remove()
    return perf_counter() - begin


def forms_beside_each_other(instance: Instance) -> Figure:
    """Show a merged form of 120 fields, whole, and the form of the item of 60: what one field costs in each."""
    with scoped(bench_item.TENANT):
        session = instance.sessions()
        data = published_data(session, in_use(session, bench_item.TENANT, "bench-60").hash)
    instance.sessions.remove()
    merged = _merged(data)
    single = compile_resolved(data)
    assert len(merged.form.fields) == 120
    ours, one = [], []
    for _ in range(WARM_UP + TIMES):
        ours.append(_shown(merged.form) / 120)
        one.append(_shown(single) / 60)
    return Figure(1e6 * median(ours[WARM_UP:]), 1e6 * median(one[WARM_UP:]), "µs per field", "< 2")


def _merged(data: Mapping[str, object]) -> Merged:
    bundle, faults = try_compile(_text("bench-60", 2), {}, Offer(bench_item.TENANT))
    assert not faults
    return merge(bundle, [Taking(each, data, compile_resolved(data), bench_item.TENANT) for each in bundle.parts])


def _shown(form: Definition) -> float:
    begin = perf_counter()
    form_view(form, {"purpose": "works"}, EMPTY)
    return perf_counter() - begin
