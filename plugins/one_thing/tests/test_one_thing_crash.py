"""SIGKILL at every step of a bundle: it resumes and finishes, nothing is begun twice, and no part is orphaned (B3)."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dying_steps import live_out
from one_thing.running import advancing, hand_in
from one_thing.running.tables import BundleRow, MemberRow, PartRow
from one_thing.tests.bundle_city import BundleCity
from tongban.cases.tables import CaseRow, DraftRow
from tongban.database import Scope, Sessions, make_engine, make_sessions, scoped
from tongban.publishing import Books
from tongban.settings import Settings

pytestmark = pytest.mark.drill

#: before and after each of these the process is killed once: a part's case, its note in the bundle, the commit
OF_HAND_IN = ((hand_in, "start"), (hand_in, "note_case"), (Session, "commit"))
OF_ADVANCE = ((advancing, "start"), (advancing, "note_case"), (Session, "commit"))
#: on PostgreSQL, where only a commit is another matter; every step of it by `make nightly`
OF_COMMIT = ((Session, "commit"),)
MOST = 60
LONGEST = 60  # seconds until a life that does nothing is ended


@pytest.fixture
def here(city: Settings, city_sessions: Sessions, books: Books) -> BundleCity:
    return BundleCity(city, city_sessions, books)


def live(here: BundleCity, work: Callable[[BundleCity], object], watched: Any, dies_at: int) -> bool:
    """Let a process of its own work until it is killed at a step; tell whether it was."""
    here.sessions.remove()

    def life() -> None:
        steps = 0

        def step() -> None:
            nonlocal steps
            steps += 1
            if steps == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)

        for owner, name in watched:
            _watch(owner, name, step)
        own = BundleCity(here.settings, make_sessions(make_engine(here.settings.database_url)), here.books)
        own.clock = here.clock
        work(own)

    child = os.fork()
    if child == 0:
        live_out(life, LONGEST)
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended) or ended == 0, ended
    return os.WIFSIGNALED(ended)


def _watch(owner: Any, name: str, step: Callable[[], None]) -> None:
    real = getattr(owner, name)

    def watched(*arguments: Any, **named: Any) -> Any:
        step()
        answer = real(*arguments, **named)
        step()
        return answer

    setattr(owner, name, watched)


def watched_on(here: BundleCity, steps: Any) -> Any:
    return steps if here.settings.embedded or "TONGBAN_NIGHTLY" in os.environ else OF_COMMIT


def no_orphans(here: BundleCity) -> None:
    """Hold cases, members, parts and bundles against one another, over all tenants."""
    with scoped(Scope.everywhere("test")):
        session = here.sessions()
        cases = {each.number for each in session.scalars(select(CaseRow))}
        members = {each.case_number: (each.number, each.part) for each in session.scalars(select(MemberRow))}
        begun = session.scalars(select(PartRow).where(PartRow.case_number.is_not(None)))
        parts = {each.case_number: (each.number, each.part) for each in begun}
        bundles = {each.number for each in session.scalars(select(BundleRow))}
    assert cases == set(members)
    assert members == parts
    assert {number for number, _ in parts.values()} == bundles


@pytest.mark.row("B3", part="crash")
def test_a_hand_in_killed_at_any_step_is_whole_or_never_was(here: BundleCity) -> None:
    watched = watched_on(here, OF_HAND_IN)
    for step in range(1, MOST):
        plan, draft, applicant = here.draft("open-restaurant", "noodles")
        key = (draft.tenant_id, draft.id)

        def work(own: BundleCity, key: tuple[str, str] = key, plan: Any = plan, applicant: Any = applicant) -> None:
            with scoped(own.tenant):
                own.hand_in_draft(plan, own.sessions().get_one(DraftRow, key), applicant)

        killed = live(here, work, watched, step)
        with scoped(here.tenant):
            begun = here.sessions().get_one(DraftRow, key, populate_existing=True).number
        no_orphans(here)
        if begun is None:  # nothing was begun; the applicant presses again
            with scoped(here.tenant):
                again = here.sessions().get_one(DraftRow, key)
            begun = here.hand_in_draft(plan, again, applicant).number
        assert set(here.states(begun).values()) == {"open"}
        no_orphans(here)
        if not killed:
            assert watched is OF_COMMIT or step > 2 * 3 * 2  # three parts: a case and a note each, before and after
            return
    raise AssertionError("the hand-in never came to its end")


@pytest.mark.row("B3", part="crash")
def test_a_bundle_killed_at_any_step_of_going_on_resumes_and_begins_nothing_twice(here: BundleCity) -> None:
    watched = watched_on(here, OF_ADVANCE)
    for step in range(1, MOST):
        number = here.hand_in("newborn", "everything").number
        here.quiet()
        here.grant(here.parts(number)["birth"])
        killed = live(here, lambda own: own.work(), watched, step)
        no_orphans(here)
        here.later(minutes=3)  # the lease of what the dead one held runs out
        here.work()
        states = here.states(number)
        assert (states["vaccination"], states["household"], states["benefit"]) == ("open", "open", "open"), step
        assert (states["insurance"], states["card"]) == ("waiting", "waiting")
        no_orphans(here)
        if not killed:
            assert step > (2 * 3 if watched is OF_COMMIT else 2 * 3 * 2)
            return
    raise AssertionError("the bundle never came to its end")
