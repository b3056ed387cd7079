"""Words that stand for what people would write: in a run that nobody types, in a case whose words are left out."""

from __future__ import annotations

from collections.abc import Mapping

MISSING = "内容不齐全或者不符合要求。"
ELSEWHERE = "请向有权办理的部门申请。"
OBJECTION = "有不同意见，理由和依据另附。"

#: deed → its opinion or its reasons
OPINIONS: Mapping[str, str] = {
    "complete_step": "已审查，符合要求。",
    "record_survey": "现场情况与申请一致。",
    "end_special_procedure": "已按规定进行，没有发现问题。",
    "grant": "符合规定的条件，准予。",
    "countersign": "同意。",
    "give_opinion": "经研究，没有不同意见。",
    "check_commitment": "已经现场核查。",
    "check_rectification": "已经复查。",
}
REASONS: Mapping[str, str] = {
    "refuse": "不符合规定的条件。",
    "decline": "不符合受理条件。",
    "return_step": "请重新核对后再报。",
    "ask_countersign": "请就审查意见会签。",
    "ask_opinion": "请就申请的内容提出意见。",
    "withdraw": "申请人因故撤回。",
    "withdraw_promise": "申请人因故撤回承诺。",
    "allow_second_notice": "确有必要再次告知。",
    "revoke_for_breach": "核查发现没有履行承诺。",
    "ask_extension": "需要进一步核实有关情况。",
    "suspend_case": "出现了应当中止办理的情形。",
    "resume_case": "中止办理的原因已经消除。",
    "failed_delivery": "送达没有成功，已经记录经过。",
    "tell_revocation": "经核实，存在应当撤销的情形。",
    "revoke_outcome": "应当撤销的情形已经查实。",
    "ask_renewal": "有效期届满后需要继续使用。",
    "survey_not_held": "因故没有进行勘验，原因已经记录。",
}
