"""Cases of the demonstration city: the items' examples played through the one door, at their moments, up to now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import chain, groupby, islice, zip_longest

from sqlalchemy.orm import Session

from tongban.assurance import examples, stage_of
from tongban.assurance.cast import Cast
from tongban.assurance.moves import moves, submission
from tongban.assurance.play import answers_of
from tongban.cases import door
from tongban.cases.files import attach_to_case
from tongban.cases.licences import held_by
from tongban.cases.opinions import department_named
from tongban.database import scoped
from tongban.definitions import Definition
from tongban.definitions.examples import Example
from tongban.delivery import Desk
from tongban.demo.materials import sample_pdf
from tongban.demo.people import Account, make_applicant
from tongban.errors import TongbanError
from tongban.law import Actor, Applicant, Case, Refusal, State
from tongban.law.decide.proceeding import STATE_NAMES
from tongban.publishing.memory import definition as definition_by_hash
from tongban.publishing.versions import in_use
from tongban.tenancy.accounts import staff_named

#: enough to fill every desk's lists, few enough that a first start stays short
CASES = 60
#: the examples are dated in the autumn of 2026; a later start moves them on by whole weeks, so open cases are fresh
WRITTEN_ON = date(2026, 11, 21)
_ACCOUNT = {"window_clerk": "clerk", "reviewer": "reviewer", "chief_representative": "chief"}


def make_cases(session: Session, desk: Desk, now: datetime) -> list[Account]:
    """Play the examples at their tenants, up to now, until there are enough cases. The caller commits.

    The accounts to print are one for each state in which a case now is.
    """
    people: dict[str, tuple[Applicant, Account]] = {}
    shown: dict[State, Account] = {}
    weeks = max(0, (now.date() - WRITTEN_ON).days // 7)
    for example, tenant in _bill(desk):
        begin = example.begin + timedelta(weeks=weeks)
        if begin.replace(tzinfo=desk.books.rulebook(tenant).timezone) < now:
            applicant, account = _person(session, people, example, now)
            case = _play(session, desk, example, begin, tenant, applicant, now)
            shown.setdefault(case.state, replace(account, who=f"{account.who}，有一件{STATE_NAMES[case.state]}的办件"))
    first = [_with_licences(session, shown[state], people) for state in State if state in shown]
    named = {each.login for each in first}
    return first + [each for each in _holders(session, people, _asked_for(desk)) if each.login not in named]


MOST_HOLDERS = 4


def _asked_for(desk: Desk) -> frozenset[str]:
    """List the types of licences that materials of some item ask for."""
    found = set()
    for item in desk.books.workspace.items.values():
        materials = item.document.data.get("materials")
        listed = materials if isinstance(materials, list) else []
        found |= {str(each["licence"]) for each in listed if "licence" in each}
    return frozenset(found)


def _holders(session: Session, people: dict[str, tuple[Applicant, Account]], types: frozenset[str]) -> list[Account]:
    """Give some accounts whose licences spare them a material elsewhere, those with the most licences first."""
    told = [(len(held_by(session, each.id, types)), account) for each, account in people.values()]
    most = sorted((each for each in told if each[0]), key=lambda each: (-each[0], each[1].login))[:MOST_HOLDERS]
    return [_with_licences(session, account, people) for _count, account in most]


def _with_licences(session: Session, account: Account, people: dict[str, tuple[Applicant, Account]]) -> Account:
    """Say with an account which licences lie in its wallet."""
    applicant = next(each for each, one in people.values() if one.login == account.login)
    names = "、".join(dict.fromkeys(each.name for each in held_by(session, applicant.id)))
    return replace(account, who=f"{account.who}，卡包中有{names}") if names else account


def _bill(desk: Desk) -> Iterator[tuple[Example, str]]:
    """List what is played where: all that stays open, then from item after item one that ends, until it is enough.

    Each item begins one further on than the one before it, so that the first turn shows every kind of end.
    """
    workspace = desk.books.workspace
    every = examples(workspace)
    still_open = [each for each in every if each.expect.state != State.CLOSED]
    ended = [each for each in every if each.expect.state == State.CLOSED]
    groups = (tuple(group) for _item, group in groupby(ended, key=lambda each: each.item))
    of_items = (_from(place, group) for place, group in enumerate(groups))
    in_turn = (each for turn in zip_longest(*of_items) for each in turn if each)
    for example in islice(chain(still_open, in_turn), CASES):
        yield example, stage_of(workspace, example)


def _from(place: int, group: tuple[Example, ...]) -> tuple[Example, ...]:
    """Turn a group until it begins at a place counted round and round."""
    first = place % len(group)
    return (*group[first:], *group[:first])


def _person(
    session: Session, people: dict[str, tuple[Applicant, Account]], example: Example, now: datetime
) -> tuple[Applicant, Account]:
    name = example.applicant.name
    if name not in people:
        row, account = make_applicant(session, example.applicant.kind, name, f"demo-{len(people) + 1}", now)
        people[name] = (Applicant(row.id, row.kind, row.name), account)
    return people[name]


def _play(
    session: Session, desk: Desk, example: Example, begin: datetime, tenant: str, applicant: Applicant, now: datetime
) -> Case:
    """Play one example up to now, and give the case as it then stands."""
    with scoped(tenant):
        version = in_use(session, tenant, example.item)
        definition = definition_by_hash(session, version.hash)
        rulebook, calendar = desk.books.rulebook(tenant), desk.books.calendar(tenant)
        cast = Cast(
            applicant,
            lambda role: _actor(session, tenant, role),
            lambda material: _files(desk, definition, material),
            lambda name: _department(desk, tenant, name),
        )
        at = begin.replace(tzinfo=rulebook.timezone)
        _at, first = submission(example, cast, answers_of(example, definition), "", version.version, rulebook)
        application = door.Application(version.version, first.channel, applicant, dict(first.answers), first.materials)
        done = _expect(example, door.submit(session, desk.books, definition, application, first.actor, at))
        number, case = done.case.number, done.case
        _attach(session, desk, definition, number, example.materials, at)
        for move in moves(example, definition, calendar, cast, at):
            if move.at > now:
                break
            case = _expect(example, door.act(session, desk.books, number, move.command(case), move.at)).case
        return case


def _actor(session: Session, tenant: str, role: str) -> Actor:
    person = staff_named(session, f"{tenant}.{_ACCOUNT[role]}")
    return Actor(person.id, person.name, role)


def _department(desk: Desk, tenant: str, name: str) -> str:
    found = department_named(desk.books, tenant, name)
    if found is None:
        raise TongbanError(f"“{name}”不在平台上，不能在演示数据里征求它的意见。")
    return found.id


def _files(desk: Desk, definition: Definition, material: str) -> tuple[str, ...]:
    return (desk.files.put(sample_pdf(definition.material(material).name)),)


def _attach(
    session: Session, desk: Desk, definition: Definition, number: str, materials: tuple[str, ...], at: datetime
) -> None:
    for each in materials:
        name = definition.material(each).name
        attach_to_case(session, desk.files, number, each, f"{name}.pdf", sample_pdf(name), at)


def _expect(example: Example, answer: door.Done | Refusal) -> door.Done:
    if isinstance(answer, Refusal):
        raise TongbanError(f"{example.path}：{answer.message}", article=answer.article)
    return answer
