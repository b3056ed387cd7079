"""A notice as it would read, filled with made-up values, before any case has one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tongban.definitions import Sources, notice_kinds
from tongban.forms import Answers
from tongban.notices import Document, fill_notice, to_html
from tongban.wording import WordingError, WordingFinding, check_wording

STANDARD = "item_defs/_shared/notices/{kind}.md"
#: What the names of a notice stand for, said to those who word it.
MEANING: Mapping[str, str] = {
    "applicant_name": "申请人", "item_title": "事项名称", "case_number": "办件编号", "authority": "实施主体",
    "tenant_name": "本单位", "received_on": "收件日期", "date": "文书日期", "number": "文号", "basis[]": "法律依据清单",
    "basis[].law": "依据的名称", "basis[].article": "依据的条款", "phone": "咨询电话", "complaints": "监督投诉电话",
    "address": "办理地址", "hours": "办理时间", "materials[]": "材料清单", "channel": "申请方式",
    "review_due": "告知受理情况的最后日期", "accepted_on": "受理日期", "due_on": "办结的最后日期",
    "due_note": "期限说明",
    "promise_days": "承诺的工作日数", "deemed": "是否视为受理或者撤回", "deficiencies[]": "需要补正的清单",
    "deficiencies[].name": "需要补正的材料", "deficiencies[].missing": "缺少什么", "supplement_days": "补正的工作日数",
    "supplement_due": "补正的最后日期", "procedure": "特殊程序", "procedure_days": "特殊程序的工作日数",
    "reasons": "理由",
    "closed_on": "终止日期", "delivery_method": "送达方式", "receiver": "收件人", "signed_on": "签收日期",
    "document_title": "送达的文书", "document_number": "送达文书的文号",
}  # fmt: skip

CITATION = "重庆市政务服务管理办法"


def standard_wording(sources: Sources, kind: str) -> str:
    """Return the city's own words for a kind of notice."""
    return sources.read(STANDARD.format(kind=kind))


def wording_findings(kind: str, text: str) -> tuple[WordingFinding, ...]:
    return check_wording(text, notice_kinds[kind].values)


def sample_notice(kind: str, text: str, answers: Answers, today: date) -> str:
    """Return the notice as HTML; empty where the wording may not be used or cannot be filled."""
    if wording_findings(kind, text):
        return ""
    known = notice_kinds[kind]
    values = {name: value for name, value in _values(answers, today).items() if name in _names(known.values)}
    try:
        blocks = fill_notice(kind, text, values)
    except WordingError:
        return ""
    issuer = str(answers.get("authority") or "（实施主体）")
    return to_html(Document(kind, known.title, "", "张三（示例）", blocks, issuer, today, draft=True), heading=3)


def _names(values: frozenset[str]) -> frozenset[str]:
    return frozenset(each.split("[")[0] for each in values)


def _values(answers: Answers, today: date) -> Mapping[str, object]:
    """Make up one value for each name that a notice may use; all of them plainly samples."""
    materials = answers.get("materials")
    named = [str(each.get("name", "")) for each in materials if isinstance(each, Mapping)] if materials else []  # type: ignore[attr-defined]
    later = today + timedelta(days=14)
    return {
        "applicant_name": "张三（示例）", "item_title": answers.get("title") or "（事项名称）",
        "case_number": "示例编号", "authority": answers.get("authority") or "（实施主体）", "tenant_name": "本单位",
        "received_on": today, "date": today, "number": "示例文号", "basis": [{"law": CITATION, "article": "第十七条"}],
        "phone": answers.get("phone") or "", "complaints": answers.get("complaints") or "",
        "address": answers.get("address") or "", "hours": answers.get("hours") or "",
        "materials": named or ["示例材料"],
        "channel": "网上", "review_due": later, "accepted_on": today, "due_on": later, "due_note": "",
        "promise_days": answers.get("promise_days"), "deemed": False,
        "deficiencies": [{"name": (named or ["示例材料"])[0], "missing": "缺少签名（示例）"}],
        "supplement_days": answers.get("supplement_days"), "supplement_due": later, "procedure": "现场勘验",
        "procedure_days": 3, "reasons": "示例理由。", "closed_on": later, "delivery_method": "电子送达",
        "receiver": "张三（示例）", "signed_on": today, "document_title": "准予决定书", "document_number": "示例文号",
    }  # fmt: skip
