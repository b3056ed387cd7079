"""A chain of records in a table: only added to, each bound to the one before, checked by folding them again (V5)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlalchemy import String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tongban.database import Base, Plain, TenantOwned, add_only, of_the_tenant
from tongban.errors import TongbanError
from tongban.law import Actor


class Record(TenantOwned, Base):
    """One event of a history, chained to the one before by its hash. Only ever added."""

    __abstract__ = True

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    body: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    actor_id: Mapped[str] = mapped_column(String(100))
    actor_name: Mapped[str] = mapped_column(String(100))
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class Kept(TenantOwned, Base):
    """What a history folds to, and after how many events."""

    __abstract__ = True

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    snapshot: Mapped[dict[str, Any]]
    revision: Mapped[int]  # number of events folded in
    #: the link of the last of them, to which the next one is chained; empty where the chain itself is to be asked
    link: Mapped[str] = mapped_column(String(64), default="", server_default="")


class Happened(Protocol):
    """What a record says of any event, in columns of its own."""

    kind: ClassVar[str]

    @property
    def at(self) -> datetime: ...

    @property
    def actor(self) -> Actor: ...


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold in one history, in Chinese."""

    number: str
    message: str


CHANGED = "第 {} 条记录与校验值不符，可能被改动。"

E = TypeVar("E", bound=Happened)
S = TypeVar("S")
R = TypeVar("R", bound=Kept)


@dataclass(frozen=True)
class Chain(Generic[E, S, R]):
    """How one kind of thing is recorded: in which table, as what JSON, what its events fold to, and where that is kept.

    To be made at the top of a module. `name` is the thing's, in Chinese; `keeps` tells whether a row keeps a state.
    """

    table: type[Record]
    name: str
    to_json: Callable[[E], dict[str, Any]]
    from_json: Callable[[Mapping[str, Any]], E]
    evolve: Callable[[S | None, E], S]
    keeps: Callable[[R, S], bool]
    _link: Plain = field(init=False)

    def __post_init__(self) -> None:
        here = (self.table.number == bindparam("record_of"), self.table.seq == bindparam("place"))
        object.__setattr__(self, "_link", Plain(select(self.table.hash).where(of_the_tenant(self.table), *here)))

    def fold(self, state: S | None, events: Iterable[E]) -> S:
        """Give the state after these events; raises TongbanError where there is none at all."""
        for event in events:
            state = self.evolve(state, event)
        if state is None:
            raise TongbanError(f"{self.name}没有任何记录，无法还原。")
        return state

    def append(self, session: Session, row: R, events: Sequence[E]) -> str:
        """Add events behind those that the row counts; give the link of the last one, which the row is to keep."""
        tenant, number, previous = row.tenant_id, row.number, self._last_link(session, row)
        for seq, event in enumerate(events, start=row.revision + 1):
            body = self.to_json(event)
            mark = link(previous, seq, body)
            add_only(
                session,
                self.table,
                tenant_id=tenant,
                number=number,
                seq=seq,
                kind=event.kind,
                body=body,
                at=event.at,
                actor_id=event.actor.id,
                actor_name=event.actor.name,
                previous=previous,
                hash=mark,
            )
            previous = mark
        return previous

    def _last_link(self, session: Session, row: R) -> str:
        """Give the link of the last event: the row's own, or the chain's where the row is older than its link."""
        if row.revision == 0:
            return first_link(row.tenant_id, row.number)
        return row.link or str(self._link.ask(session, record_of=row.number, place=row.revision).scalar_one())

    def events(self, session: Session, number: str) -> list[E]:
        """Read a history, the oldest first."""
        return [self.from_json(each.body) for each in self._records(session, number)]

    def _records(self, session: Session, number: str) -> Sequence[Record]:
        return session.scalars(select(self.table).where(self.table.number == number).order_by(self.table.seq)).all()

    def verify(self, session: Session, rows: Iterable[R]) -> Iterator[Fault]:
        """Check each history: its chain is whole, nothing is missing, and it folds to what its row keeps."""
        for row in rows:
            if fault := self._fault(row, self._records(session, row.number)):
                yield Fault(row.number, fault)

    def _fault(self, row: R, records: Sequence[Record]) -> str:
        # what was handed over (36 §14(3)) keeps the chain that it began where it was opened
        begun_at = str(records[0].body.get("tenant", row.tenant_id)) if records else row.tenant_id
        previous, state = first_link(begun_at, row.number), None
        for place, record in enumerate(records, start=1):
            if record.seq != place:
                return f"缺少第 {place} 条记录。"
            if record.previous != previous or record.hash != link(previous, place, record.body):
                return CHANGED.format(place)
            try:
                said = self.from_json(record.body)
                state = self.evolve(state, said)
            except Exception:  # noqa: BLE001 — a record that nobody can read must not keep the others from being checked
                return f"第 {place} 条记录不能据以还原{self.name}。"
            if not _says_the_same(record, said):
                return CHANGED.format(place)
            previous = record.hash
        if state is None or len(records) != row.revision:
            return f"应有 {row.revision} 条记录，实有 {len(records)} 条。"
        kept = self.keeps(row, state) and row.link in ("", previous)
        return "" if kept else f"按记录还原的{self.name}与保存的{self.name}不一致。"


def _says_the_same(record: Record, said: Happened) -> bool:
    """Tell whether the columns by which records are looked up say what the chained record itself says."""
    columns = (record.kind, record.at, record.actor_id, record.actor_name)
    return columns == (said.kind, said.at, said.actor.id, said.actor.name)


def first_link(tenant: str, number: str) -> str:
    """Give the link before the first event, so that no chain can be moved to another case."""
    return hashlib.sha256(f"tongban:{tenant}:{number}".encode()).hexdigest()


def link(previous: str, seq: int, body: dict[str, Any]) -> str:
    """Chain one event: SHA-256 over the link before, its place and its content in canonical JSON."""
    canonical = json.dumps([previous, seq, body], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
