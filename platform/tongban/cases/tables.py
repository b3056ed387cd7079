"""Tables of cases. Every row leads with its tenant; what can be derived (lamp, days left) is derived, never stored."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tongban.cases.chain import Kept, Record
from tongban.database import Base, TenantOwned


class NumberSequence(Base):
    """The day's count for one division, shared by all its desks, so that a number is the city's own (L15, 7 §11)."""

    __tablename__ = "number_sequence"

    division: Mapped[str] = mapped_column(String(12), primary_key=True)
    day: Mapped[str] = mapped_column(String(8), primary_key=True)
    used: Mapped[int]


class CaseRegister(Base):
    """City-wide list of case numbers: which tenant has it and whose it is. Holds no content of a case (L15)."""

    __tablename__ = "case_register"
    __table_args__ = (Index("ix_case_register_applicant_id_opened_at", "applicant_id", "opened_at"),)

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    held_by: Mapped[str] = mapped_column(String(64))
    applicant_id: Mapped[str] = mapped_column(String(40))
    opened_at: Mapped[datetime]


#: steps of several roles run together: the queue then asks the open tasks
SEVERAL = "several"


class CaseRow(Kept):
    """A case as it stands: the fold of its events, with the columns by which desks ask for it."""

    __tablename__ = "case_file"
    __table_args__ = (
        Index("ix_case_file_queue", "tenant_id", "waits_for", "held_by", "due_at", "number"),
        Index("ix_case_file_applicant", "tenant_id", "applicant_id", "opened_at"),
        Index("ix_case_file_item", "tenant_id", "item", "state"),
        Index("ix_case_file_opened", "tenant_id", "opened_at", "item", "channel"),
        Index(
            "ix_case_file_moved",
            "tenant_id",
            "number",
            postgresql_where=text("revision > checkpointed"),
            sqlite_where=text("revision > checkpointed"),
        ),
    )

    item: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    definition_hash: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    applicant_id: Mapped[str] = mapped_column(String(40))
    applicant_name: Mapped[str] = mapped_column(String(100))
    channel: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str | None] = mapped_column(String(20))
    #: the role whose turn it is; SEVERAL when the tasks say which; None when nobody at the desk is waited for
    waits_for: Mapped[str | None] = mapped_column(String(40))
    #: with whom it waits: a person's account, `desk:` and a desk, or empty: anybody of the role may claim it
    held_by: Mapped[str] = mapped_column(String(110), default="", server_default="")
    #: the nearest running deadline, for "overdue first"; None while paused
    due_at: Mapped[datetime | None]
    due_kind: Mapped[str | None] = mapped_column(String(30))
    #: how many of them the last checkpoint has signed (V5)
    checkpointed: Mapped[int] = mapped_column(default=0, server_default="0")
    #: the plugins that handed the case in or follow it, by comma: others that hear their own cases are told nothing
    followed_by: Mapped[str] = mapped_column(String(200), default="", server_default="")
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class EventRow(Record):
    """One event of a case's history."""

    __tablename__ = "case_event"


class DeadlineRow(TenantOwned, Base):
    """A limit, kept so that the sweep finds what is due, or to be told, by index and reads nothing else (D3, D4)."""

    __tablename__ = "deadline"
    __table_args__ = (
        Index(
            "ix_deadline_due",
            "due_at",
            postgresql_where=text("due_at IS NOT NULL"),
            sqlite_where=text("due_at IS NOT NULL"),
        ),
        Index(
            "ix_deadline_alert",
            "alert_at",
            postgresql_where=text("alert_at IS NOT NULL"),
            sqlite_where=text("alert_at IS NOT NULL"),
        ),
        Index(
            "ix_deadline_late",
            "tenant_id",
            "missed_at",
            postgresql_where=text("missed_at IS NOT NULL"),
            sqlite_where=text("missed_at IS NOT NULL"),
        ),
    )

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    id: Mapped[str] = mapped_column(String(60), primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    due_at: Mapped[datetime | None]  # None: paused, so it cannot be overdue, or already fired
    provisional: Mapped[bool] = mapped_column(default=False)
    #: when a supervisor is to be told next, of what, and what was told last (`law.escalation`)
    alert_at: Mapped[datetime | None]
    alert_level: Mapped[str] = mapped_column(String(20), default="")
    alerted: Mapped[str] = mapped_column(String(20), default="")
    missed_at: Mapped[datetime | None]
    is_open: Mapped[bool] = mapped_column(default=True)
    #: somebody still owes the reason for its lateness (ORD §39)
    owes_reason: Mapped[bool] = mapped_column(default=False)


class TaskRow(TenantOwned, Base):
    """One piece of work for a role at a desk: opened and done by the events of the case."""

    __tablename__ = "task"
    __table_args__ = (
        Index("ix_task_open", "tenant_id", "role", "done_at"),
        Index("ix_task_held", "tenant_id", "held_by", "done_at"),
    )

    number: Mapped[str] = mapped_column(String(50), primary_key=True)
    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    role: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(100))
    held_by: Mapped[str] = mapped_column(String(110), default="", server_default="")  # as in the case's own column
    opened_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(String(100))


class DocumentRow(TenantOwned, Base):
    """A numbered notice. Its words are fixed when it is ordered; the PDF follows from the outbox (N2)."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("tenant_id", "numbered_by", "kind", "year", "serial"),
        Index("ix_document_case", "tenant_id", "case_number"),
    )

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    case_number: Mapped[str] = mapped_column(String(50))  # of the case, or of the ticket that it answers
    kind: Mapped[str] = mapped_column(String(40))
    #: in whose series it was numbered: a successor keeps the documents of those before it, under their numbers
    numbered_by: Mapped[str] = mapped_column(String(64))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(100))
    addressee: Mapped[str] = mapped_column(String(100))
    issuer: Mapped[str] = mapped_column(String(100))
    theme: Mapped[str] = mapped_column(String(40))
    markdown: Mapped[str] = mapped_column(Text)
    issued_at: Mapped[datetime]
    translation: Mapped[str] = mapped_column(Text, default="", server_default="")  # English, without legal effect
    pdf: Mapped[str | None] = mapped_column(String(64))  # SHA-256 of the sealed file, once made
    pdf_size: Mapped[int | None]
    sm2: Mapped[str | None] = mapped_column(Text)  # a signature by SM2 over the file's SM3, beside it (JSON)


class DocumentCounter(TenantOwned, Base):
    """The last number used, per tenant, kind and year: gap-free, as it is taken in the transaction of the document."""

    __tablename__ = "document_counter"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    used: Mapped[int]


class VerificationRow(Base):
    """City-wide list of verification codes, for the public page: which tenant issued the document with this code."""

    __tablename__ = "verification"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    held_by: Mapped[str] = mapped_column(String(64))


class DraftRow(TenantOwned, Base):
    """What an applicant has typed and not yet handed in, exactly as typed (F4)."""

    __tablename__ = "draft"
    __table_args__ = (Index("ix_draft_owner", "tenant_id", "applicant_id", "updated_at"),)

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    applicant_id: Mapped[str] = mapped_column(String(40))
    item: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    definition_hash: Mapped[str] = mapped_column(String(64))
    typed: Mapped[dict[str, Any]] = mapped_column(default=dict)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    #: the case that came of it: a second submit answers with the same one
    number: Mapped[str | None] = mapped_column(String(50))


class FileRow(TenantOwned, Base):
    """One file handed in for a material, of a draft or a case; its bytes lie under their SHA-256 in the file store."""

    __tablename__ = "handed_in_file"
    __table_args__ = (
        Index("ix_handed_in_file_draft", "tenant_id", "draft_id"),
        Index("ix_handed_in_file_case", "tenant_id", "case_number"),
        Index(
            "ix_handed_in_file_waiting",
            "uploaded_at",
            postgresql_where=text("case_number IS NULL"),
            sqlite_where=text("case_number IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    draft_id: Mapped[str | None] = mapped_column(String(40))
    case_number: Mapped[str | None] = mapped_column(String(50))
    material: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    uploaded_at: Mapped[datetime]
    #: the applicant's own earlier case from which it was taken (JSON); empty where it was brought here
    taken_from: Mapped[str] = mapped_column(Text, default="", server_default="")


class MessageRow(TenantOwned, Base):
    """An in-site message to an applicant; one per document, however often its handler runs (N3)."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_applicant", "tenant_id", "applicant_id", "sent_at"),)

    id: Mapped[str] = mapped_column(String(80), primary_key=True)
    applicant_id: Mapped[str] = mapped_column(String(40))
    case_number: Mapped[str] = mapped_column(String(50))
    document_code: Mapped[str | None] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text, default="")
    sent_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class OutboxRow(TenantOwned, Base):
    """One effect to be carried out after commit; the database remembers, Redis only carries."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_open",
            "available_at",
            postgresql_where=text("done_at IS NULL"),
            sqlite_where=text("done_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    body: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    available_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None] = mapped_column(String(40))
    done_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
