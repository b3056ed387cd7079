"""Which rows go along with a case or a draft, and which stay with the body that was: a rule for every owned table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy import inspect as inspected
from sqlalchemy.orm import InstrumentedAttribute, Session

from tongban.cases.alert_table import StaffAlertRow
from tongban.cases.archiving.list_table import ArchiveListRow
from tongban.cases.archiving.tables import ArchiveRow
from tongban.cases.checkpoints.tables import CheckpointRow
from tongban.cases.evaluation.tables import EvaluationRow, InvitationRow
from tongban.cases.licences.tables import LicenceRow, LicenceVersionRow, PresentationRow
from tongban.cases.opinion_table import OpinionRow
from tongban.cases.payments.tables import PaymentOrderRow
from tongban.cases.plugins.tables import PluginFaultRow, PluginToldRow
from tongban.cases.promises import BrokenPromiseRow, SupervisionRow
from tongban.cases.report_count import ReportCount
from tongban.cases.tables import (
    CaseRegister,
    CaseRow,
    DeadlineRow,
    DocumentCounter,
    DocumentRow,
    DraftRow,
    EventRow,
    FileRow,
    MessageRow,
    OutboxRow,
    TaskRow,
    VerificationRow,
)
from tongban.cases.telling.tables import DeliveryRow, EndpointRow
from tongban.cases.tickets.tables import TicketEventRow, TicketRegister, TicketRow
from tongban.database import Base, Scope, TenantOwned, scoped
from tongban.publishing.tables import DefinitionDraft, VersionRow
from tongban.tenancy.tables import AuditRow

Table = type[Any]

#: table → the column that names the case it belongs to, and what people call its rows
WITH_CASE: Mapping[Table, tuple[InstrumentedAttribute[Any], str]] = {
    CaseRow: (CaseRow.number, "办件"),
    EventRow: (EventRow.number, "办理记录"),
    DeadlineRow: (DeadlineRow.number, "期限"),
    TaskRow: (TaskRow.number, "待办"),
    StaffAlertRow: (StaffAlertRow.number, "提醒"),
    ArchiveRow: (ArchiveRow.number, "归档包"),
    DocumentRow: (DocumentRow.case_number, "文书"),
    MessageRow: (MessageRow.case_number, "消息"),
    DeliveryRow: (DeliveryRow.case_number, "告知记录"),
    PaymentOrderRow: (PaymentOrderRow.case_number, "缴费单"),
    PluginToldRow: (PluginToldRow.case_number, "插件知悉记录"),
}
#: table → why its rows stay with the body that was
STAYS: Mapping[Table, str] = {
    AuditRow: "审计记录是原单位的，不随办件改动",
    ArchiveListRow: "移交和销毁清单是原单位的记录",
    PluginFaultRow: "插件故障记在发生时的单位",
    ReportCount: "匿名反映的次数只限当时、当地",
    SupervisionRow: "监督记录是对原单位的，不随办件改动",
    CheckpointRow: "检查点签的是原单位当时的记录",
    DocumentCounter: "文号序列随原单位终止，原文号继续有效",
    VersionRow: "原单位发布过的版本是办件所依据的历史",
    OpinionRow: "征求意见的请求留在被征求的单位，逾期按规则集处理",
    LicenceRow: "已颁发的证照由发证机关的记录证明，编号继续有效",
    LicenceVersionRow: "证照的签名和版本是发证机关作出的",
    PresentationRow: "出示记录与证照在一起",
    EndpointRow: "接口是原单位自己的系统，新单位另行登记",
    DefinitionDraft: "原单位的定义文本留存备查",
    EvaluationRow: "评价是对原单位服务的评价，任何人不能改动",
    InvitationRow: "评价的是原单位的服务，仍由原单位的链接进入",
}
CHUNK = 500


def owned_tables() -> list[Table]:
    """List every tenant-owned table; each must have a rule here, or a change is refused."""
    mapped = (mapper.class_ for mapper in Base.registry.mappers)
    return sorted((each for each in mapped if issubclass(each, TenantOwned)), key=lambda each: each.__name__)


def without_a_rule() -> list[str]:
    known = {*WITH_CASE, *STAYS, DraftRow, FileRow, OutboxRow, TicketEventRow, TicketRow}
    return [each.__tablename__ for each in owned_tables() if each not in known]


def chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def selections(cases: Sequence[str], drafts: Sequence[str]) -> Iterator[tuple[Table, str, ColumnElement[bool]]]:
    """Yield table, Chinese name and condition of all rows that go along with these cases and drafts."""
    for keys in chunks(cases):
        for table, (column, name) in WITH_CASE.items():
            yield table, name, column.in_(keys)
        yield FileRow, "材料文件", FileRow.case_number.in_(keys)
        about = select(TicketRow.number).where(TicketRow.case_number.in_(keys))
        yield DocumentRow, "文书", DocumentRow.case_number.in_(about)
        yield TicketEventRow, "工单记录", TicketEventRow.number.in_(about)  # before the tickets that name their case
        yield TicketRow, "工单", TicketRow.case_number.in_(keys)
    for keys in chunks(drafts):
        yield DraftRow, "草稿", DraftRow.id.in_(keys)
        # a file of a draft that was handed in is its case's already
        yield FileRow, "材料文件", (FileRow.draft_id.in_(keys)) & FileRow.case_number.is_(None)


def counts(session: Session, cases: Sequence[str], drafts: Sequence[str]) -> dict[str, int]:
    """Count the rows that would go along; the caller is in the old body's scope."""
    found: dict[str, int] = {}
    for table, name, condition in selections(cases, drafts):
        number = session.scalar(select(func.count()).select_from(table).where(condition)) or 0
        found[name] = found.get(name, 0) + number
    return found


def move(
    session: Session,
    table: Table,
    condition: ColumnElement[bool],
    old: Scope,
    new: Scope,
    *,
    theirs_first: bool = False,
) -> int:
    """Take rows up at one body and set them down at another, each side in a scope of its own; returns how many.

    `theirs_first`: what the successor has under the same key already stays as it is there.
    """
    with scoped(old):
        rows = session.scalars(select(table).where(condition)).all()
        values = [_values(table, row) for row in rows]
        for row in rows:
            session.expunge(row)
        session.execute(delete(table).where(condition), execution_options={"synchronize_session": False})
    with scoped(new):
        coming = [table(**{**each, "tenant_id": new.writes}) for each in values]
        session.add_all(each for each in coming if not (theirs_first and _is_there(session, table, each)))
        session.flush()
    return len(values)


def _is_there(session: Session, table: Table, row: object) -> bool:
    return session.get(table, inspected(table).primary_key_from_instance(row)) is not None


def _values(table: Table, row: object) -> dict[str, object]:
    return {each.key: getattr(row, each.key) for each in inspected(table).column_attrs}


def waiting_effects(session: Session, codes: Sequence[str], *, all_of_them: bool) -> list[str]:
    """List the effects not yet carried out that belong to these documents, or all there are where a body ends."""
    asked = select(OutboxRow.id, OutboxRow.body).where(OutboxRow.done_at.is_(None))
    known = frozenset(codes)
    return [each for each, body in session.execute(asked) if all_of_them or body.get("code") in known]


def codes_of(session: Session, cases: Sequence[str]) -> list[str]:
    """List the verification codes of these cases' documents."""
    found: list[str] = []
    for keys in chunks(cases):
        about = select(TicketRow.number).where(TicketRow.case_number.in_(keys))
        theirs = DocumentRow.case_number.in_(keys) | DocumentRow.case_number.in_(about)
        found += session.scalars(select(DocumentRow.code).where(theirs))
    return found


def point_to(session: Session, cases: Sequence[str], codes: Sequence[str], tenant: str) -> None:
    """Let the city-wide lists say who has these cases and documents now: old numbers stay good (L15, N2)."""
    for keys in chunks(cases):
        session.execute(update(CaseRegister).where(CaseRegister.number.in_(keys)).values(held_by=tenant))
        session.execute(update(BrokenPromiseRow).where(BrokenPromiseRow.number.in_(keys)).values(held_by=tenant))
        with scoped(tenant):
            tickets = session.scalars(select(TicketRow.number).where(TicketRow.case_number.in_(keys))).all()
        session.execute(update(TicketRegister).where(TicketRegister.number.in_(tickets)).values(held_by=tenant))
    for keys in chunks(codes):
        session.execute(update(VerificationRow).where(VerificationRow.code.in_(keys)).values(held_by=tenant))
