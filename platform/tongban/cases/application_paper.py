"""The application of a case as a PDF: for the desk, for whoever handed it in, and for the archive (F1, E4, E5)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tongban.definitions import Definition
from tongban.forms import APPLICANT_KIND, load, summary_view
from tongban.law import Case, applicable
from tongban.law.notice_values import CHANNELS
from tongban.notices.form_sheet import FormPart, FormRow, FormSheet, print_form
from tongban.tenancy.applicants import KINDS

FOOT = "本表按办件登记的内容打印，补正后的内容以补正为准。"
HOURS = "%Y年%-m月%-d日 %H:%M"


def application_paper(case: Case, definition: Definition, zone: ZoneInfo) -> bytes:
    """Print what the applicant answered, as it stands now; the same case gives the same bytes."""
    answers = {**load(definition, case.answers), APPLICANT_KIND: case.applicant.kind}
    parts = tuple(
        FormPart(part.title, tuple(FormRow(row.label, row.text, str(row.picture)) for row in part.rows))
        for part in summary_view(definition, answers)
    )
    sheet = FormSheet(
        definition.title,
        "申请表",
        definition.authority.name,
        _head(case, zone),
        (*parts, *_materials(case, definition)),
        f"办件编号 {case.number}。{FOOT}",
    )
    return print_form(sheet)


def _head(case: Case, zone: ZoneInfo) -> tuple[FormRow, ...]:
    kind = KINDS.get(case.applicant.kind, case.applicant.kind)
    return (
        FormRow("办件编号", case.number),
        FormRow("申请人", f"{case.applicant.name}（{kind}）"),
        FormRow("申请时间", case.submitted_at.astimezone(zone).strftime(HOURS)),
        FormRow("申请方式", CHANNELS.get(case.channel, case.channel)),
    )


def _materials(case: Case, definition: Definition) -> tuple[FormPart, ...]:
    handed = applicable.handed_in(case, definition)
    rows = tuple(FormRow(f"材料 {place}", each.name) for place, each in enumerate(handed, start=1))
    return (FormPart("提交的材料", rows),) if rows else ()
