"""Start one part: its own answers, its own files, at the tenant that handles it, by the one door of that tenant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from one_thing.language.model import Part
from one_thing.language.titles import quoted
from one_thing.merging.splitting import Share, share
from one_thing.running.flowing import Flown
from one_thing.running.plans import Plan
from tongban.kit.cases import Application, Done, FileRow, Offer, Office, give_to_case
from tongban.kit.forms import Answers, dump, materials_asked
from tongban.kit.law import Actor, Applicant, HandedIn, Refusal
from tongban.kit.published import successors_of


@dataclass(frozen=True, slots=True)
class Set:
    """The one set: files by material of the one form, licences that stand for materials, what lies there on paper."""

    files: Mapping[str, Sequence[FileRow]] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
    paper: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks for a bundle, what they answered, what they brought, and who acts for them."""

    applicant: Applicant
    answers: Answers
    theirs: Set
    actor: Actor
    channel: str = "online"


@contextmanager
def at(office: Office, tenant: str, reason: str) -> Iterator[Office]:
    """Go to a tenant for a stated reason; nobody crosses to where they are already."""
    if tenant == office.tenant:
        yield office
    else:
        office.session.flush()  # what was written here goes out in its own scope, and what is written there in that one
        with office.at(tenant, reason) as there:
            yield there
            office.session.flush()


def start(office: Office, plan: Plan, part: Part, asking: Asking, flown: Flown) -> Done | Refusal:
    """Hand one part in, with its copies of the files. The caller commits, or takes everything back."""
    taking, mine = plan.merged.taking(part.id), share(plan.merged, part, asking.answers, flown.flow)
    definition = taking.definition
    if successors_of(office.session, taking.tenant):
        message = f"原来办理“{taking.title}”的单位已经撤销，承接单位还没有公布这个事项。"
        return Refusal("office_ended", message, "36 §14")
    handed = tuple(_handed_in(mine, asking.theirs, flown, _asked(mine, plan)))
    with at(office, taking.tenant, f"{quoted(plan.merged.bundle.title)}：提交“{taking.title}”") as there:
        application = Application(
            taking.version, asking.channel, asking.applicant, dump(definition, mine.answers), handed
        )
        done = there.submit(definition, application, asking.actor)
        if isinstance(done, Refusal):
            return done
        taken = {each.material for each in handed if each.files}
        for own, shared in mine.materials.items():
            if own in taken:
                give_to_case(there.session, asking.theirs.files[shared], done.case.number, own, there.now)
        return done


def _asked(mine: Share, plan: Plan) -> frozenset[str]:
    definition = plan.merged.taking(mine.part.id).definition
    return frozenset(each.id for each in materials_asked(definition, mine.answers))


def _handed_in(mine: Share, theirs: Set, flown: Flown, asked: frozenset[str]) -> Iterator[HandedIn]:
    """Give each material that the item asks for: what an outcome is first, then what was brought, then licences."""
    flowing = {each.material: each for each in flown.handed_in}
    for own, shared in mine.materials.items():
        if own not in asked:
            continue
        if own in flowing:
            yield flowing[own]
        elif files := theirs.files.get(shared):
            yield HandedIn(own, tuple(each.sha256 for each in files))
        elif shared in theirs.paper:
            yield HandedIn(own)
        elif (offer := theirs.offers.get(shared)) is not None:
            yield HandedIn(own, taken_from=offer.taken)
