"""Tell the applicant what follows for the whole: a part that is not begun after all, and that everything has ended."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from one_thing.language.titles import quoted
from one_thing.running.tables import BundleRow, PartRow
from tongban.kit.cases import Office
from tongban.kit.telling import Told, tell


def tell_fallen(office: Office, bundle: BundleRow, rows: Sequence[PartRow], row: PartRow) -> None:
    body = (
        f"您申请的{quoted(bundle.title)}（{bundle.number}）：“{row.title}”没有开始办理。{row.reason}其他事项照常办理。"
    )
    _tell(office, bundle, rows, f"{row.part} fallen", f"“{row.title}”不再办理", body)


def tell_finished(office: Office, bundle: BundleRow, rows: Sequence[PartRow]) -> None:
    granted = sum(1 for each in rows if each.state == "granted")
    ended = f"已经全部办结，准予 {granted} 项，共 {len(rows)} 项。结果由牵头窗口统一送达。"
    body = f"您申请的{quoted(bundle.title)}（{bundle.number}）{ended}"
    _tell(office, bundle, rows, "finished", f"{quoted(bundle.title)}全部办结", body)


def _tell(office: Office, bundle: BundleRow, rows: Sequence[PartRow], what: str, title: str, body: str) -> None:
    """Write the message once, however often a bundle is taken on: its id is made of what it tells."""
    rulebook = office.books.rulebook(office.tenant)
    case = next(each.case_number for each in rows if each.case_number)
    told = Told(
        id=sha256(f"{bundle.number} {what}".encode()).hexdigest()[:32],
        person=bundle.applicant_id,
        case_number=case,
        title=title[:200],
        body=body,
    )
    tell(office.session, office.tenant, told, office.now, rulebook.quiet_hours, rulebook.timezone)
