"""Tables of the exchange. A row belongs to the region on this side whose case it is; keys belong to the side's root."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.kit.tables import CASE, TenantOwned, goes_with, tables_of

PLUGIN = "sichuan_chongqing"
Tables: Any = tables_of(PLUGIN)


class CaseRow(TenantOwned, Tables):  # type: ignore[misc]
    """A cross-region case as lists show it; what it is, its messages say (`course`)."""

    __tablename__ = "sichuan_chongqing_case"
    __table_args__ = (
        Index("ix_sichuan_chongqing_case_tenant_id_number", "tenant_id", "number"),
        Index("ix_sichuan_chongqing_case_tenant_id_applicant", "tenant_id", "applicant_id"),
        Index("ix_sichuan_chongqing_case_tenant_id_stage", "tenant_id", "stage", "changed_at"),
    )

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    agreement: Mapped[str] = mapped_column(String(64))
    item: Mapped[str] = mapped_column(String(64))
    mode: Mapped[str] = mapped_column(String(20))
    role: Mapped[str] = mapped_column(String(20))
    here: Mapped[str] = mapped_column(String(6))
    there: Mapped[str] = mapped_column(String(6))
    title: Mapped[str] = mapped_column(String(200))
    applicant_name: Mapped[str] = mapped_column(String(200))
    applicant_id: Mapped[str] = mapped_column(String(64), default="")  # the account on this side, where there is one
    number: Mapped[str] = mapped_column(
        String(64), default="", info=goes_with(CASE)
    )  # of the case before the law on this side
    stage: Mapped[str] = mapped_column(String(20))
    place: Mapped[int] = mapped_column(default=0)  # how many messages of both directions have taken effect
    hand_over_due: Mapped[datetime | None]
    handed_over_at: Mapped[datetime | None]
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class StreamRow(TenantOwned, Tables):  # type: ignore[misc]
    """One direction of one case: the next number, and the head of the chain before it."""

    __tablename__ = "sichuan_chongqing_stream"

    case_id: Mapped[str] = mapped_column(String(64), primary_key=True, info=goes_with("sichuan_chongqing_case"))
    toward: Mapped[str] = mapped_column(String(3), primary_key=True)  # in | out
    party: Mapped[str] = mapped_column(String(40))
    next: Mapped[int] = mapped_column(default=1)
    head: Mapped[str] = mapped_column(String(64))


class OutgoingRow(TenantOwned, Tables):  # type: ignore[misc]
    """A message of ours. It stays until the other side says that it keeps it, however long that takes."""

    __tablename__ = "sichuan_chongqing_outgoing"
    __table_args__ = (
        Index("ix_sichuan_chongqing_outgoing_waiting", "tenant_id", "party", "kept_at", "available_at"),
        Index("ix_sichuan_chongqing_outgoing_message", "tenant_id", "message_id"),
    )

    case_id: Mapped[str] = mapped_column(String(64), primary_key=True, info=goes_with("sichuan_chongqing_case"))
    sequence: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(64))
    party: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]]
    place: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime]
    available_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
    kept_at: Mapped[datetime | None]  # the receipt of receiving
    dead_at: Mapped[datetime | None]  # refused for good; people must look
    processed_at: Mapped[datetime | None]  # the acknowledgement of processing
    verdict: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(Text, default="")


class IncomingRow(TenantOwned, Tables):  # type: ignore[misc]
    """A message of theirs, kept once. `released_at` is empty while it waits for one before it."""

    __tablename__ = "sichuan_chongqing_incoming"
    __table_args__ = (
        Index("ix_sichuan_chongqing_incoming_message", "tenant_id", "message_id", unique=True),
        Index("ix_sichuan_chongqing_incoming_open", "tenant_id", "processed_at", "case_id"),
    )

    case_id: Mapped[str] = mapped_column(String(64), primary_key=True, info=goes_with("sichuan_chongqing_case"))
    sequence: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[str] = mapped_column(String(64))
    party: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(40))
    digest: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]]
    evidence: Mapped[str] = mapped_column(String(64))
    place: Mapped[int] = mapped_column(default=0)
    arrived_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    processed_at: Mapped[datetime | None]
    verdict: Mapped[str] = mapped_column(String(20), default="")
    words: Mapped[str] = mapped_column(Text, default="")


class EvidenceRow(TenantOwned, Tables):  # type: ignore[misc]
    """The signed envelope in which messages came, as it came: it proves to anybody who said what."""

    __tablename__ = "sichuan_chongqing_evidence"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    party: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(32))
    envelope: Mapped[bytes] = mapped_column(LargeBinary)
    arrived_at: Mapped[datetime]


class KeyRow(TenantOwned, Tables):  # type: ignore[misc]
    """A public key of a party, ours or theirs."""

    __tablename__ = "sichuan_chongqing_key"

    party: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    algorithm: Mapped[str] = mapped_column(String(20))
    public: Mapped[str] = mapped_column(String(130))  # hexadecimal
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class CustodyRow(TenantOwned, Tables):  # type: ignore[misc]
    """Where one paper is, for the list of papers; its whole history stands in the case."""

    __tablename__ = "sichuan_chongqing_custody"
    __table_args__ = (Index("ix_sichuan_chongqing_custody_holder", "tenant_id", "holder", "since"),)

    case_id: Mapped[str] = mapped_column(String(64), primary_key=True, info=goes_with("sichuan_chongqing_case"))
    paper: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    holder: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime]
    condition: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(String(500))


class OfferedRow(TenantOwned, Tables):  # type: ignore[misc]
    """An item of the other side as it is handled there: its definition, checked by its hash."""

    __tablename__ = "sichuan_chongqing_offered"

    region: Mapped[str] = mapped_column(String(6), primary_key=True)
    item: Mapped[str] = mapped_column(String(64), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64))
    data: Mapped[dict[str, Any]]
    fetched_at: Mapped[datetime]


class IntakeRow(TenantOwned, Tables):  # type: ignore[misc]
    """What a receiving window has taken in and not yet handed over."""

    __tablename__ = "sichuan_chongqing_intake"
    __table_args__ = (Index("ix_sichuan_chongqing_intake_state", "tenant_id", "state", "begun_at"),)

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    agreement: Mapped[str] = mapped_column(String(64))
    item: Mapped[str] = mapped_column(String(64))
    region: Mapped[str] = mapped_column(String(6))  # which handles
    definition: Mapped[str] = mapped_column(String(64))
    applicant: Mapped[dict[str, Any]]
    identity: Mapped[str] = mapped_column(String(20), default="")
    typed: Mapped[dict[str, Any]]
    answers: Mapped[dict[str, Any]]
    sheets: Mapped[dict[str, Any]]  # material → files, paper, verdict, note
    role: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[str] = mapped_column(String(20))  # open | asked | received | handed_over | closed
    notice: Mapped[dict[str, Any] | None]
    receipt: Mapped[str] = mapped_column(String(64), default="")
    begun_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    clerk: Mapped[str] = mapped_column(String(100), default="")
