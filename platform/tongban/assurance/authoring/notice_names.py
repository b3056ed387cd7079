"""What the names in a notice stand for, and a sample of each: plainly made up, for those who word notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tongban.definitions.notice_kinds import ALWAYS_THERE, OWN_KINDS, notice_kinds

CITATION = "（有关法律）"


@dataclass(frozen=True, slots=True)
class In:
    """A sample day, so many days from the day of the sample."""

    days: int


#: name → what it means, and a sample of it; the rows of a list are told by their columns (`fees[].amount`)
NAMES: Mapping[str, tuple[str, object]] = {
    "applicant_name": ("申请人", "张三（示例）"),
    "item_title": ("事项名称", "（事项名称）"),
    "case_number": ("办件编号", "示例编号"),
    "authority": ("实施主体", "（实施主体）"),
    "tenant_name": ("本单位", "本单位"),
    "received_on": ("收件日期", In(0)),
    "date": ("文书日期", In(0)),
    "number": ("文号", "示例文号"),
    "basis[]": ("法律依据清单", None),
    "basis[].law": ("依据的名称", CITATION),
    "basis[].article": ("依据的条款", "第十七条"),
    "phone": ("咨询电话", ""),
    "complaints": ("监督投诉电话", ""),
    "address": ("办理地址", ""),
    "hours": ("办理时间", ""),
    "materials[]": ("材料清单", ["示例材料"]),
    "form_digest": ("申请内容的摘要（SHA-256）", "0123abcd-4567ef89"),
    "channel": ("申请方式", "网上"),
    "review_due": ("告知受理情况的最后日期", In(14)),
    "accepted_on": ("受理日期", In(0)),
    "due_on": ("办结的最后日期", In(14)),
    "due_note": ("期限说明", ""),
    "promise_days": ("承诺的工作日数", None),
    "deemed": ("是否视为受理、撤回或者准予延续", False),
    "deficiencies[]": ("需要补正的清单", None),
    "deficiencies[].name": ("需要补正的材料", "示例材料"),
    "deficiencies[].missing": ("缺少什么", "缺少签名（示例）"),
    "supplement_days": ("补正的工作日数", None),
    "supplement_due": ("补正的最后日期", In(14)),
    "days_left": ("还剩的工作日数", 3),
    "supplied_on": ("收到补正材料的日期", In(7)),
    "still_missing[]": ("尚未收到的材料清单", []),
    "procedure": ("特殊程序", "现场勘验"),
    "procedure_days": ("特殊程序的工作日数", 3),
    "survey_on": ("勘验日期", In(7)),
    "survey_time": ("勘验时间", "上午9时至11时"),
    "place": ("勘验地点", "示例路 1 号"),
    "procedure_basis": ("进行特殊程序的依据", "《示例条例》第一条"),
    "procedure_note": ("事项对特殊程序的补充说明", "请安排人员到场（示例）。"),
    "counting": ("所需时间是否计入各项期限", "上述时间计入承诺办结期限（示例）。"),
    "surveyors[]": ("勘验人员清单", ["王某（示例）", "李某（示例）"]),
    "bring": ("请申请人准备什么", "有关资料的原件"),
    "department": ("征求意见的单位", "（被征求意见的单位）"),
    "question": ("征求意见的事项", "是否同意本申请（示例）。"),
    "opinion_days": ("反馈意见的工作日数", 5),
    "opinion_due": ("反馈意见的最后日期", In(7)),
    "silence": ("逾期未反馈怎样处理", "视为没有不同意见"),
    "promise": ("申请人承诺的内容", "按照上述要求办理（示例）。"),
    "promised_on": ("作出承诺的日期", In(0)),
    "promised_by": ("承诺人", "张三（示例）"),
    "signature": ("手写签名", "80,60 120,55 200,50;140,20 138,90 130,160"),
    "proofs[]": ("需要证明的事项清单", None),
    "proofs[].name": ("证明事项", "示例证明"),
    "proofs[].content": ("证明的内容", "示例内容"),
    "consequences": ("不履行的后果", "按照本通知载明的办法处理（示例）"),
    "limit": ("哪一项期限", "承诺办结期限"),
    "check_by": ("核查的最后一日", In(30)),
    "checked_on": ("已核查的日期", In(30)),
    "check_method": ("核查方式", "现场核查"),
    "check_points[]": ("核查内容清单", ["承诺的内容是否属实"]),
    "rectify_days": ("整改的工作日数", 10),
    "rectify_due": ("整改的最后日期", In(44)),
    "fees[]": ("收费清单", None),
    "fees[].name": ("收费项目", "示例收费项目"),
    "fees[].amount": ("金额（元）", "0.01"),
    "fees[].basis": ("收费依据", "示例依据"),
    "total": ("合计金额（元）", "0.01"),
    "invoice_number": ("缴款单号", "示例单号"),
    "payment_number": ("缴费流水号或者票据号", "示例流水号"),
    "how_paid": ("怎样缴的费", "网上缴费"),
    "payment_days": ("缴费的工作日数", 5),
    "payment_due": ("缴费的最后日期", In(7)),
    "how_to_pay": ("缴费方式", "网上缴费"),
    "paid_on": ("缴费日期", In(3)),
    "how_refunded": ("退费方式", "退回原缴费账户"),
    "extended_days": ("延长的工作日数", 10),
    "extended_due": ("延长后的最后日期", In(28)),
    "approved_by": ("批准延期的负责人", "本机关负责人"),
    "suspended_on": ("中止日期", In(5)),
    "resumed_on": ("恢复日期", In(9)),
    "resume_when": ("恢复办理的条件", "中止的原因消除"),
    "days_late": ("超期的工作日数", 2),
    "later[]": ("容缺后补的材料清单", None),
    "later[].name": ("后补的材料", "示例材料"),
    "later[].days": ("补交的期限", "5个工作日"),
    "later[].due": ("补交的最后日期", In(7)),
    "ground": ("不予受理的情形", "申请事项不属于本机关职权范围。"),
    "reasons": ("理由", "示例理由。"),
    "where_to_go": ("应当向谁申请", "（有权办理的机关）"),
    "closed_on": ("终止日期", In(14)),
    "decided_on": ("决定日期", In(10)),
    "opinion": ("审查意见", "示例意见。"),
    "granted[]": ("准予的内容清单", ["示例内容一"]),
    "refused[]": ("不予的内容清单", ["示例内容二"]),
    "result_name": ("办理结果", "（结果名称）"),
    "valid_until": ("有效期", "自决定之日起1年"),
    "validity_note": ("有效期说明", ""),
    "renewed_until": ("延续后的有效期至", In(365)),
    "remedies": ("救济途径", ""),
    "delivery_method": ("送达方式", "电子送达"),
    "receiver": ("收件人", "张三（示例）"),
    "signed_on": ("签收日期", In(0)),
    "document_title": ("所说的文书", "准予决定书"),
    "document_number": ("所说文书的文号", "示例文号"),
    "announced_on": ("公告日期", In(14)),
    "announcement_days": ("公告的期间", "三十日"),
    "delivered_on": ("视为送达的日期", In(44)),
    "where_to_collect": ("到哪里领取", ""),
    "corrected_on": ("更正日期", In(20)),
    "corrections[]": ("更正清单", None),
    "corrections[].place": ("更正之处", "申请人姓名"),
    "corrections[].was": ("原来的内容", "张山（示例）"),
    "corrections[].now": ("更正后的内容", "张三（示例）"),
    "hearing_days": ("申请听证的期限", "5个工作日"),
    "hearing_due": ("申请听证的最后日期", In(65)),
    "revoked_on": ("撤销日期", In(60)),
    "cancelled_on": ("注销日期", In(60)),
    "reissued_on": ("补发日期", In(60)),
    "complaint_number": ("投诉编号", "示例编号"),
    "complained_on": ("投诉日期", In(0)),
    "complaint": ("投诉的内容", "示例内容。"),
    "answer": ("核实情况和处理结果", "示例答复。"),
    "measures": ("整改措施", "示例措施。"),
    "answered_on": ("答复日期", In(10)),
    "next_steps": ("对答复有异议怎么办", ""),
}

MEANING: Mapping[str, str] = {name: meaning for name, (meaning, _) in NAMES.items()}


def samples(today: date) -> Mapping[str, object]:
    """Give a sample of every name, dated from `today`; a list of rows has one row."""
    given = {name: _on(today, sample) for name, (_, sample) in NAMES.items()}
    rows: dict[str, dict[str, object]] = {}
    for name, sample in given.items():
        listing, _, column = name.partition("[].")
        if column:
            rows.setdefault(listing, {})[column] = sample
    plain = {name.removesuffix("[]"): sample for name, sample in given.items() if "[]." not in name}
    return {**plain, **{listing: [row] for listing, row in rows.items()}}


def _on(today: date, sample: object) -> object:
    return today + timedelta(days=sample.days) if isinstance(sample, In) else sample


def notices_page() -> str:
    """Write docs/notices.md: every kind of notice with its values, for those who word notices or send them."""
    lines = [
        "# The kinds of notices",
        "",
        "<!-- Generated by `tongban.assurance.authoring.notice_names.notices_page`; a test compares. -->",
        "",
        "Every notice has: " + "、".join(f"`{each}`" for each in ALWAYS_THERE) + ".",
        "",
        "| kind | title | own values | seal | speaks to | a tenant may word it | article |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in (notice_kinds[kind] for kind in notice_kinds if kind in OWN_KINDS):
        own = "、".join(f"`{name}`" for name in each.own)
        may = "yes" if each.open else "no"
        lines.append(f"| `{each.id}` | {each.title} | {own} | {each.seal} | {each.reader} | {may} | {each.article} |")
    lines += ["", "| value | meaning |", "|---|---|", *(f"| `{name}` | {said} |" for name, said in MEANING.items())]
    return "\n".join(lines) + "\n"
