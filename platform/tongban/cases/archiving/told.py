"""What the page of a package says of each event and of the end, in words that need no platform to be read (E5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tongban.definitions import Definition
from tongban.definitions.notice_kinds import notice_kinds
from tongban.law import KIND_NAMES, OUTCOME_NAMES

#: every kind of event; what it is about follows behind it
EVENT_WORDS: Mapping[str, str] = {
    "case_submitted": "提交申请",
    "receipt_day_corrected": "更正收件日期",
    "material_checked": "审查材料",
    "corrected_on_the_spot": "当场更正",
    "supplement_requested": "一次性告知补正",
    "second_notice_allowed": "准许再次告知",
    "supply_received": "收到补正材料",
    "case_accepted": "受理",
    "case_declined": "不予受理",
    "case_withdrawn": "撤回申请",
    "later_promised": "作出容缺承诺",
    "accepted_on_promise": "容缺受理",
    "later_received": "收到容缺材料",
    "later_missed": "逾期没有补交容缺材料",
    "commitment_made": "作出告知承诺",
    "commitment_withdrawn": "撤回告知承诺",
    "commitment_checked": "核查承诺",
    "rectification_checked": "复查整改",
    "commitment_revoked": "撤销据承诺作出的决定",
    "task_assigned": "分派或者移交",
    "recused": "回避",
    "step_completed": "完成环节",
    "step_returned": "退回环节",
    "countersign_asked": "请求会签",
    "countersigned": "会签",
    "opinion_asked": "征求意见",
    "opinion_given": "回复意见",
    "special_procedure_started": "开始特殊程序",
    "special_procedure_ended": "结束特殊程序",
    "survey_appointed": "约定勘验",
    "survey_recorded": "记录勘验",
    "fees_assessed": "核定费用",
    "payment_received": "收到缴费",
    "refund_ordered": "决定退费",
    "refund_made": "完成退费",
    "extension_asked": "申请延期",
    "extension_denied": "不批准延期",
    "extension_approved": "批准延期",
    "case_suspended": "中止办理",
    "case_resumed": "恢复办理",
    "case_terminated": "终止办理",
    "case_handed_over": "移交其他单位办理",
    "lateness_explained": "说明超期理由",
    "case_decided": "作出决定",
    "result_dispatched": "交寄办理结果",
    "delivery_failed": "送达没有成功",
    "delivery_announced": "公告送达",
    "case_delivered": "送达",
    "receipt_confirmed": "确认签收",
    "outcome_in_force": "办理结果生效",
    "outcome_suspended": "暂停使用",
    "outcome_resumed": "恢复使用",
    "outcome_corrected": "更正文书",
    "revocation_told": "告知拟撤销",
    "hearing_asked": "申请听证",
    "hearing_waived": "放弃听证",
    "hearing_held": "举行听证",
    "revocation_dropped": "不予撤销",
    "outcome_revoked": "撤销办理结果",
    "outcome_cancelled": "注销办理结果",
    "outcome_reissued": "补发、换发",
    "renewal_asked": "申请延续",
    "renewal_refused": "不予延续",
    "outcome_renewed": "准予延续",
    "outcome_expired": "有效期届满",
    "deadline_opened": "期限开始",
    "deadline_paused": "期限暂停",
    "deadline_resumed": "期限恢复",
    "deadline_recounted": "期限重新计算",
    "deadline_superseded": "期限被替换",
    "deadline_missed": "期限届满而未完成",
    "deadline_extended": "期限延长",
    "deadline_closed": "期限结束",
    "notice_ordered": "发出文书",
}


def told(body: Mapping[str, Any], definition: Definition) -> str:
    """Say what an event was, and which limit, notice, step or end it is about; an unknown kind stays as it is."""
    kind = str(body.get("kind", ""))
    words, about = EVENT_WORDS.get(kind.rsplit(".", 1)[0], kind), _about(body, definition)
    return f"{words}：{about}" if about else words


def outcome_told(outcome: str | None) -> str:
    return OUTCOME_NAMES.get(outcome or "", outcome or "")


def _about(body: Mapping[str, Any], definition: Definition) -> str:
    limit = body.get("deadline")
    if limit:
        return _limit(str(limit["id"] if isinstance(limit, Mapping) else limit))
    if notice := body.get("notice"):
        return notice_kinds[notice].title if notice in notice_kinds else str(notice)
    if step := body.get("step"):
        return next((each.name for each in definition.process if each.id == step), str(step))
    return outcome_told(body.get("outcome"))


def _limit(id: str) -> str:
    """Name a limit by its kind, the longest that its id begins with."""
    found = [kind for kind in KIND_NAMES if id.startswith(f"{kind}-")]
    return KIND_NAMES[max(found, key=len)] if found else id
