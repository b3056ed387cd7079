"""What each act at the desk is called, which permission it needs, its basis, and what is said when it is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

from tongban.law import Action


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act. `notice` says that a document goes out with it, which can be looked at before."""

    permission: str
    label: str
    submit: str
    done: str
    basis: str
    help: str = ""
    kind: str = ""
    notice: bool = True


ACTS: Mapping[Action, Act] = {
    Action.ACCEPT: Act(
        permission="case.accept",
        label=_("受理"),
        submit=_("受理并发出通知书"),
        done=_("已经受理，受理通知书随即送达申请人。"),
        basis="335 §17",
        help=_("材料齐全、符合法定形式的，应当受理。受理之日起计算办理期限。"),
    ),
    Action.REQUEST_SUPPLEMENT: Act(
        permission="case.notice",
        label=_("一次性告知补正"),
        submit=_("发出一次性补正告知书"),
        done=_("一次性补正告知书已经发出，等待申请人补正。"),
        basis="335 §18",
        help=_("只有一次告知的机会：请把需要补正的内容一次写全，发出后不能再次要求补正。"),
        kind="second",
    ),
    Action.CORRECT: Act(
        permission="case.check",
        label=_("当场更正"),
        submit=_("保存更正"),
        done=_("已经当场更正。"),
        basis="ORD §15",
        help=_("可以当场更正的错误，由申请人在窗口当场更正，不需要发告知书。"),
        kind="second",
        notice=False,
    ),
    Action.DECLINE: Act(
        permission="case.decline",
        label=_("不予受理"),
        submit=_("作出不予受理决定"),
        done=_("不予受理通知书已经发出。"),
        basis="335 §20",
        help=_("不予受理应当说明理由；不属于本部门职权的，告知应当向哪个部门申请。"),
        kind="warning",
    ),
    Action.COMPLETE_STEP: Act(
        permission="case.review",
        label=_("完成本环节"),
        submit=_("完成本环节"),
        done=_("本环节已经完成，转入下一环节。"),
        basis="335 §25",
        notice=False,
    ),
    Action.START_SPECIAL: Act(
        permission="case.review",
        label=_("开始特殊程序"),
        submit=_("开始并告知申请人"),
        done=_("特殊程序已经开始，申请人已被告知。"),
        basis="335 §25; ORD §41",
        help=_("特殊程序所需时间应当书面告知申请人。"),
    ),
    Action.END_SPECIAL: Act(
        permission="case.review",
        label=_("结束特殊程序"),
        submit=_("结束特殊程序"),
        done=_("特殊程序已经结束，转入下一环节。"),
        basis="335 §25; ORD §41",
        notice=False,
    ),
    Action.GRANT: Act(
        permission="case.decide",
        label=_("准予"),
        submit=_("作出准予决定"),
        done=_("准予决定已经作出，决定书随即送达申请人。"),
        basis="335 §26",
    ),
    Action.REFUSE: Act(
        permission="case.decide",
        label=_("不予批准"),
        submit=_("作出不予决定"),
        done=_("不予决定已经作出，决定书写明了理由和救济途径。"),
        basis="335 §26; ORD §16",
        help=_("不予办理的决定应当说明理由，并告知申请人救济途径。没有理由不得作出。"),
        kind="warning",
    ),
    Action.RETURN_STEP: Act(
        permission="case.review",
        label=_("退回前一环节"),
        submit=_("退回"),
        done=_("已经退回，等待原环节重新办理。"),
        basis="335 §25",
        help=_("退回是内部流转，申请人的期限照常计算。"),
        kind="second",
        notice=False,
    ),
    Action.DELIVER: Act(
        permission="case.deliver",
        label=_("送达"),
        submit=_("登记送达"),
        done=_("已经送达，办件办结。"),
        basis="行政许可法 §44",
        help=_("送达结果后办件办结。"),
    ),
}
