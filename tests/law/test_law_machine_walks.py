"""Random walks over random items, cities and calendars: every command of the law is tried, and every invariant holds.

`make nightly` walks 100,000 sequences, others each night; the normal run 2,000, the same each time. Every sequence
is one Hypothesis example: a seed, from which a world and all that happens in it follow.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from law.machine.further import good_news_known
from law.machine.hand import MAKERS
from law.machine.walk import Tally, walk
from tongban.definitions.notice_kinds import notice_kinds
from tongban.law import State, commands
from tongban.law.events.happened import EVENTS
from tongban.law.tickets import KINDS

settings.register_profile("law-normal", max_examples=2_000, derandomize=True)
settings.register_profile("law-nightly", max_examples=100_000, derandomize=False)
PROFILE = settings.get_profile("law-nightly" if os.environ.get("TONGBAN_NIGHTLY") else "law-normal")
#: a failing seed is made shorter by `walk` itself, which leaves acts out; another seed would be another story
SEED_BY_SEED = settings(
    PROFILE, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
EVERY_COMMAND = {getattr(commands, each) for each in commands.__all__} - {commands.Command}
#: answers do not change after acceptance, so what it could not reckon only cases from before there were fees have
NEVER_IN_PLACE = {commands.AssessFees}
#: ordered with the answer of a ticket, which has no case: tests/law/test_law_tickets.py and test_cases_tickets.py
ANSWERED_AT_A_TICKET = {each.answered_by for each in KINDS.values() if each.answered_by}
#: of any notice: said past the calendar's end, by the door that numbers documents, by a hand that draws
SAID_ELSEWHERE = {"due_note", "document_number", "signature"}
#: what the items of the walks have no text for, or hand in all at once
WITHOUT_A_TEXT = {
    ("grant_decision", "validity_note"), ("partial_grant_decision", "validity_note"),
    ("special_procedure_notice", "procedure_basis"), ("special_procedure_notice", "procedure_note"),
    ("survey_notice", "bring"), ("survey_notice", "reasons"), ("later_receipt", "still_missing"),
    ("supply_receipt", "still_missing"),
    ("outcome_resumption_notice", "result_name"),
}  # fmt: skip
SEEDS = st.integers(0, 2**64 - 1)


@pytest.fixture(scope="module")
def good_news() -> Iterator[None]:
    """There is a kind of notice that may be told further."""
    with good_news_known():
        yield


@pytest.fixture(scope="module")
def the_run(good_news: None) -> Tally:
    """Walk all sequences once, for all tests that look at them; what fails once is not walked again."""
    tally = Tally()

    @SEED_BY_SEED
    @given(SEEDS)
    def one(seed: int) -> None:
        walk(seed, tally)

    one()
    return tally


@pytest.mark.row("L2", "L4", "L5", "L6", "L8", "L9", "L10", "L11", "L12", "D1", "D2")
@pytest.mark.article("335 §18", "335 §25", "335 §26", "ORD §16", "ORD §38")
def test_whatever_anybody_tries_the_law_holds(the_run: Tally) -> None:
    tried, taken = sum(the_run.tried.values()), sum(the_run.taken.values())
    sys.stdout.write(f"{the_run.sequences} sequences, {tried} commands tried, {taken} taken\n")
    assert the_run.sequences >= PROFILE.max_examples


def test_every_command_of_the_law_has_a_maker() -> None:
    assert set(MAKERS) == EVERY_COMMAND, "a new command joins the walks: write its maker in tests/law/machine"


def test_every_command_is_tried_and_at_least_once_taken(the_run: Tally) -> None:
    assert [each.__name__ for each in EVERY_COMMAND if not the_run.tried[each]] == []
    assert [each.__name__ for each in EVERY_COMMAND - NEVER_IN_PLACE if not the_run.taken[each]] == []


def test_every_event_happens(the_run: Tally) -> None:
    happened = the_run.happened
    assert [each.__name__ for each in EVENTS.values() if not happened[each]] == []


@pytest.mark.row("N1", part="each kind is sent by some path of the law")
def test_every_kind_of_notice_is_sent(the_run: Tally) -> None:
    of_the_law = {each.id for each in notice_kinds.values() if not each.further}
    assert sorted(of_the_law - set(the_run.told) - ANSWERED_AT_A_TICKET) == []
    assert of_the_law >= ANSWERED_AT_A_TICKET


@pytest.mark.row("N1", part="each value of a notice is given by some path of the law")
def test_every_value_of_a_notice_says_something_on_some_path(the_run: Tally) -> None:
    """A wording may name what its kind has; what no path ever gives would be a sentence that nobody can read."""
    own = {(kind, name.partition("[")[0]) for kind in the_run.told for name in notice_kinds[kind].own}
    silent = own - the_run.given - WITHOUT_A_TEXT
    assert sorted((kind, name) for kind, name in silent if name not in SAID_ELSEWHERE) == []


def test_cases_are_brought_to_their_end_from_every_state(the_run: Tally) -> None:
    assert set(the_run.states) == set(State)


def test_a_sequence_is_a_seed(good_news: None) -> None:
    """The same seed tells the same story, so that what failed at night can be walked again by day."""
    once, again = Tally(), Tally()
    walk(7, once)
    walk(7, again)
    assert once == again
