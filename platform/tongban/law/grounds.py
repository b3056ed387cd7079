"""The grounds that the law lists, in the words in which notices and desks say them."""

from __future__ import annotations

from collections.abc import Mapping

from tongban.law.case import (
    CancellationGround,
    FailureGround,
    OutcomeState,
    ReissueGround,
    RevocationGround,
    SuspensionGround,
    TerminationGround,
)

SUSPENSION: Mapping[SuspensionGround, str] = {
    SuspensionGround.DIED: "申请人死亡，需要等待继承人表明是否继续办理",
    SuspensionGround.INCAPABLE: "申请人丧失行为能力，尚未确定法定代理人",
    SuspensionGround.BODY_ENDED: "申请单位终止，尚未确定权利义务承受人",
    SuspensionGround.FORCE_MAJEURE: "因不可抗力不能继续办理",
    SuspensionGround.OTHER_PROCEEDINGS: "需要以另一案的结果为依据，而该案尚未审结",
    SuspensionGround.INTERPRETATION: "适用法律需要有权机关作出解释或者确认",
}
TERMINATION: Mapping[TerminationGround, str] = {
    TerminationGround.DIED: "申请人死亡，没有继承人或者继承人放弃办理",
    TerminationGround.BODY_ENDED: "申请单位终止，没有权利义务承受人",
    TerminationGround.GONE: "申请办理的事项已经不存在",
    TerminationGround.NOT_PERMITTED: "依法不能继续办理的其他情形",
}
FAILURE: Mapping[FailureGround, str] = {
    FailureGround.NOBODY: "无人签收",
    FailureGround.REFUSED: "拒绝签收",
    FailureGround.ADDRESS: "地址不详或者已经迁移",
    FailureGround.RETURNED: "寄递退回",
    FailureGround.UNOPENED: "电子送达没有到达",
    FailureGround.WHEREABOUTS: "受送达人下落不明",
}
REVOCATION: Mapping[RevocationGround, str] = {
    RevocationGround.ABUSE: "工作人员滥用职权、玩忽职守作出准予决定",
    RevocationGround.BEYOND_POWERS: "超越法定职权作出准予决定",
    RevocationGround.PROCEDURE: "违反法定程序作出准予决定",
    RevocationGround.NOT_QUALIFIED: "对不具备申请资格或者不符合法定条件的申请人准予",
    RevocationGround.FRAUD: "以欺骗、贿赂等不正当手段取得",
    RevocationGround.OTHER: "依法可以撤销的其他情形",
    RevocationGround.BREACH: "没有履行告知承诺",
}
CANCELLATION: Mapping[CancellationGround, str] = {
    CancellationGround.EXPIRED: "有效期届满未延续",
    CancellationGround.DIED: "公民死亡或者丧失行为能力",
    CancellationGround.DISSOLVED: "法人或者其他组织依法终止",
    CancellationGround.REVOKED: "依法被撤销、撤回或者吊销",
    CancellationGround.FORCE_MAJEURE: "因不可抗力无法实施",
    CancellationGround.OTHER: "法律、法规规定应当注销的其他情形",
}
REISSUE: Mapping[ReissueGround, str] = {
    ReissueGround.LOST: "遗失补发",
    ReissueGround.DAMAGED: "损毁换发",
    ReissueGround.CHANGED: "载明的内容变更，换发",
}
STANDING: Mapping[OutcomeState, str] = {
    OutcomeState.IN_FORCE: "有效",
    OutcomeState.SUSPENDED: "暂停使用",
    OutcomeState.REVOKED: "已撤销",
    OutcomeState.CANCELLED: "已注销",
    OutcomeState.EXPIRED: "有效期已届满",
}
