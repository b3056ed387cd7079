"""The values that a notice's wording may name (`definitions.notice_kinds`): dates as dates, the rest in words.

The document's own number and the tenant's name are the desk's to add: the law does not know them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tongban.definitions.model import Definition, Outcome, Span, Unit
from tongban.definitions.notice_kinds import notice_kinds
from tongban.definitions.rulebook import Rulebook
from tongban.law import applicable
from tongban.law.applicable import name_of
from tongban.law.case import Case, Deadline, DeadlineKind
from tongban.law.submitted import submitted_digest

UNIT_NAMES = {Unit.WORKING_DAYS: "个工作日", Unit.DAYS: "日", Unit.MONTHS: "个月", Unit.YEARS: "年"}
CHANNELS = {"online": "网上", "window": "窗口", "kiosk": "自助终端", "courier": "寄递", "agent": "帮办代办"}
METHODS = {
    "window": "窗口领取", "courier": "寄递送达", "electronic": "电子送达", "kiosk": "自助终端领取",
    "announcement": "公告送达",
}  # fmt: skip
PROCEDURES = {
    "site_survey": "现场勘验", "hearing": "听证", "tender": "招标", "auction": "拍卖", "inspection": "检验",
    "testing": "检测", "quarantine": "检疫", "appraisal": "鉴定", "evaluation": "评估", "expert_review": "专家评审",
    "technical_review": "技术审查", "public_argument": "论证", "publicity": "公示",
}  # fmt: skip
#: how a commitment is looked into
CHECKS = {"on_site": "现场核查", "data": "数据比对", "sampling": "抽查"}

PRESUMED = "（放假安排公布后可能调整）"  # of a day (D1)
OF_THE_DESK = frozenset({"number", "tenant_name"})  # the desk adds these


def in_chinese(day: date | datetime | None) -> str:
    """Write a day as 2026年11月21日; nothing for None."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def span_in_chinese(span: Span | None) -> str:
    """Write a span as 5个工作日; one of nothing is 当场."""
    if span is None or span.amount == 0:
        return "当场"
    return f"{span.amount}{UNIT_NAMES[span.unit]}"


def procedure_name(kind: str) -> str:
    """Tell a special procedure in Chinese; the kind itself where it has no name here."""
    return PROCEDURES.get(kind, kind)


def remedies_text(rulebook: Rulebook) -> str:
    """Tell what a person may do against a decision (ORD §16)."""
    remedies = rulebook.remedies
    review = f"自收到本文书之日起{span_in_chinese(remedies.review_within)}内向{remedies.review_authority}申请行政复议"
    court = f"自收到本文书之日起{span_in_chinese(remedies.court_within)}内向{remedies.court}提起行政诉讼"
    return f"如不服本决定，可以{review}，也可以{court}。"


def notice_values(
    case: Case,
    definition: Definition,
    rulebook: Rulebook,
    kind: str,
    at: datetime,
    situation: Mapping[str, object] | None = None,
) -> Mapping[str, object]:
    """Give all values of a kind of notice, ordered at `at`; what the case does not have is None.

    What only a path knows (why it extends, what it charges) is None here: the path gives it with its order.
    `situation` is what conditions read of the case, where it is worked out already.
    """
    read = applicable.values_of(case, definition) if situation is None else situation
    known = {
        **_always(case, definition, rulebook, kind, at),
        **_limits(case, at),
        **_parts(case, definition),
        **_ending(case, applicable.result(definition, read), rulebook, at),
    }
    names = {each.split("[")[0] for each in notice_kinds[kind].values} - OF_THE_DESK
    values = {name: known.get(name) for name in sorted(names)}
    return {**values, "form_digest": submitted_digest(case)} if "form_digest" in names else values


def _always(case: Case, definition: Definition, rulebook: Rulebook, kind: str, at: datetime) -> Mapping[str, object]:
    bases = rulebook.bases_of(kind, definition.catalogue.kind)
    return {
        "applicant_name": case.applicant.name,
        "item_title": definition.title,
        "case_number": case.number,
        "authority": case.authority or definition.authority.name,
        "received_on": case.received_on,
        "date": at.date(),
        "basis": tuple({"law": each.law, "article": each.article} for each in bases),
        "phone": definition.service.phone,
        "complaints": definition.service.complaints,
        "address": definition.service.address,
        "hours": definition.service.hours,
        "channel": CHANNELS.get(case.channel, case.channel),
    }


def _limits(case: Case, at: datetime) -> Mapping[str, object]:
    promise = _latest(case, DeadlineKind.PROMISE)
    review = _latest(case, DeadlineKind.ONLINE_REVIEW, DeadlineKind.WINDOW_INTAKE)
    supplement = _latest(case, DeadlineKind.SUPPLEMENT)
    return {
        "accepted_on": case.accepted_on,
        "deemed": _deemed(case),
        "promise_days": _words(promise),
        "due_on": _due(promise, at),
        "due_note": _note(promise or supplement),
        "review_due": _due(review, at),
        "supplement_days": _words(supplement),
        "supplement_due": _due(supplement, at),
        "procedure_days": _words(_latest(case, DeadlineKind.SPECIAL_PROCEDURE)),
    }


def _parts(case: Case, definition: Definition) -> Mapping[str, object]:
    notice, special = case.supplement, case.special
    deficiencies = notice.deficiencies if notice else ()
    return {
        "materials": tuple(name_of(definition, each.id) for each in case.materials),
        "deficiencies": tuple({"name": name_of(definition, each.id), "missing": each.missing} for each in deficiencies),
        "procedure": procedure_name(special.kind) if special else None,
    }


def _ending(case: Case, result: Outcome | None, rulebook: Rulebook, at: datetime) -> Mapping[str, object]:
    decision, delivery = case.decision, case.delivery
    valid = result.valid if result else None
    return {
        "reasons": _reasons(case),
        "where_to_go": case.where_to_go.strip().rstrip("。"),  # a name or a sentence; the wording ends it
        "remedies": remedies_text(rulebook),
        "decided_on": _day(case.decided_at, at),
        "opinion": decision.opinion if decision else "",
        "result_name": result.name if result else "",
        "valid_until": f"自决定之日起{span_in_chinese(valid)}" if valid else "",
        "validity_note": result.validity_note if result else "",
        "closed_on": _day(case.closed_at, at),
        "delivery_method": METHODS.get(delivery.method, delivery.method) if delivery else "",
        "receiver": delivery.receiver if delivery else "",
        "signed_on": at.date(),
        "document_title": _document_title(case),
        "document_number": "",
    }


def _reasons(case: Case) -> str:
    if case.special is not None:
        return f"依法需要进行{procedure_name(case.special.kind)}。"
    return case.decision.reasons if case.decision else case.end_reasons


def _document_title(case: Case) -> str:
    decided = next((each for each in reversed(case.notices) if each.endswith("_decision")), None)
    return notice_kinds[decided].title if decided else ""


def _deemed(case: Case) -> bool:
    return case.acceptance_deemed if case.outcome is None else case.outcome == "deemed_withdrawn"


def _latest(case: Case, *kinds: DeadlineKind) -> Deadline | None:
    return next((each for each in reversed(case.deadlines) if each.kind in kinds), None)


def _day(moment: datetime | None, at: datetime) -> date | None:
    """Tell a moment's day in the zone of `at`, which is the law's: a stored moment may come back in another."""
    return moment.astimezone(at.tzinfo).date() if moment else None


def _due(deadline: Deadline | None, at: datetime) -> date | None:
    """Tell the last day; a paused limit has none."""
    return _day(deadline.due, at) if deadline else None


def _words(deadline: Deadline | None) -> str:
    """Say how long a limit is; nothing for one that ends on the spot, whose day says enough."""
    return span_in_chinese(deadline.budget) if deadline and deadline.budget.amount else ""


def _note(deadline: Deadline | None) -> str:
    """Say of a day that it is only presumed (D1)."""
    return PRESUMED if deadline and deadline.provisional else ""
