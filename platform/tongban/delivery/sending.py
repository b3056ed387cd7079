"""Make one delivery by e-mail, text message or webhook: recorded as begun before, and as ended after (N3).

A worker may die between any two steps. Found as begun, a delivery is first asked after; where the far side cannot be
asked, it is sent again only if the far side drops doubles, and else waits for a person at the dead-letter desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from tongban.cases.outbox import Effect
from tongban.cases.telling import Channel, DeliveryRow, DeliveryState, EndpointRow, quiet_until
from tongban.cases.telling.letters import post
from tongban.delivery.channels.port import Letter, NotSent, Outcome, Sent, Unknown, WayOut
from tongban.delivery.desk import Desk
from tongban.delivery.plugged import served_by
from tongban.errors import NotFound, TongbanError

MOST_ATTEMPTS = 6  # with the outbox's pauses: about two hours


class TriedInVain(TongbanError):
    """Say why a delivery is to be tried again later; the outbox puts it back with a growing pause."""


def deliver(session: Session, desk: Desk, effect: Effect, now: datetime) -> None:
    """Carry one delivery a step on; run twice, at the same time too, it tells nobody twice."""
    row = _locked(session, str(effect.body["key"]))
    if row.state not in (DeliveryState.WAITING, DeliveryState.SENDING):
        return
    rulebook = desk.books.rulebook(row.tenant_id)
    if row.state == DeliveryState.WAITING and (ends := quiet_until(row, now, rulebook.quiet_hours, rulebook.timezone)):
        post(session, row, now, ready=ends)
        return
    way = _way(session, desk, row, now)
    if way is None:
        _enter(session, row, NotSent("这种通知方式没有配置，请联系运维人员。"), now)
        return
    before = row.state
    letter = _letter(session, row)
    row.state, row.attempts, row.tried_at = DeliveryState.SENDING, row.attempts + 1, now
    session.commit()  # from here on, whoever finds it knows that it was begun
    outcome = way.send(letter) if before == DeliveryState.WAITING else _after_a_break(way, letter)
    _enter(session, _locked(session, letter.key), outcome, now, way)


def _way(session: Session, desk: Desk, row: DeliveryRow, now: datetime) -> WayOut | None:
    """Give the way out by a delivery's channel: the tenant's own, where a plugin connects one, else the house's."""
    own: Mapping[str, WayOut] = served_by(session, desk, "channels", row.tenant_id, now) or {}
    return own.get(row.channel) or desk.ways.get(row.channel)


def _locked(session: Session, key: str) -> DeliveryRow:
    wanted = select(DeliveryRow).where(DeliveryRow.key == key).with_for_update()
    row = session.scalar(wanted.execution_options(populate_existing=True))
    if row is None:
        raise NotFound(f"没有编号为“{key}”的发送记录。")
    return row


def _letter(session: Session, row: DeliveryRow) -> Letter:
    secret = ""
    if row.channel == Channel.WEBHOOK:
        endpoint = session.get(EndpointRow, (row.tenant_id, row.person))
        secret = endpoint.sealed_secret if endpoint is not None else ""
    return Letter(row.key, row.address, row.title, row.body, secret)


def _after_a_break(way: WayOut, letter: Letter) -> Outcome:
    """Find out what became of a delivery that was begun, without ever telling anybody twice."""
    if way.can_be_asked and not isinstance(answer := way.ask(letter.key), NotSent):
        return answer
    if way.can_be_asked or way.drops_doubles:
        return way.send(letter)
    return Unknown("上次发送中断，对方是否收到无法查询。")


def _enter(session: Session, row: DeliveryRow, outcome: Outcome, now: datetime, way: WayOut | None = None) -> None:
    """Write down how an attempt ended; raises `TriedInVain`, all being committed, where another is to follow."""
    if row.state not in (DeliveryState.WAITING, DeliveryState.SENDING, DeliveryState.UNCERTAIN):
        return  # somebody else has settled it meanwhile
    if row.state == DeliveryState.UNCERTAIN and not isinstance(outcome, Sent):
        return
    if isinstance(outcome, Sent):
        row.state, row.sent_at, row.provider_id, row.cause = DeliveryState.SENT, now, outcome.provider_id, ""
        return
    row.cause = outcome.cause
    last = row.attempts >= MOST_ATTEMPTS
    if isinstance(outcome, Unknown):
        findable = way is not None and (way.can_be_asked or way.drops_doubles)
        row.state = DeliveryState.SENDING if findable and not last else DeliveryState.UNCERTAIN
    else:
        row.state = DeliveryState.DEAD if last or outcome.for_good or way is None else DeliveryState.WAITING
    session.commit()
    if row.state in (DeliveryState.WAITING, DeliveryState.SENDING):
        raise TriedInVain(row.cause)
