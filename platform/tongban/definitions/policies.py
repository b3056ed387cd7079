"""Who may change which element: locked, tighten only, open (36 §6; 7 §7, §9).

The city's department fixes the controlled elements; a claimant changes window addresses, telephones and the like, and
may promise the applicant more, never less.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from tongban.definitions.spans import shorter


class Policy(StrEnum):
    LOCKED = "locked"
    TIGHTEN_ONLY = "tighten_only"
    OPEN = "open"


#: What is not named here is locked.
POLICIES: Mapping[str, Policy] = {
    "authority": Policy.OPEN,
    "service": Policy.OPEN,
    "delivery": Policy.OPEN,
    "keywords": Policy.OPEN,
    "questions": Policy.OPEN,
    "demonstration": Policy.OPEN,
    "time.promise": Policy.TIGHTEN_ONLY,
    "supplement_within": Policy.TIGHTEN_ONLY,
    "visits": Policy.TIGHTEN_ONLY,
}

#: What holds where the item is silent (the defaults of `model.Definition`); a claimant may not undercut it either.
DEFAULTS: Mapping[str, object] = {"visits": 0, "supplement_within": {"working_days": 10}}

#: Elements whose parts are set one by one; every other element is replaced as a whole.
DIVIDED = ("time", "service")

ELEMENTS: Mapping[str, str] = {
    "title": "事项名称",
    "catalogue": "基本目录",
    "summary": "事项简介",
    "applicants": "服务对象",
    "themes": "主题分类",
    "keywords": "搜索关键词",
    "authority": "实施主体",
    "visits": "到办事现场次数",
    "visits_reason": "必须现场办理的原因",
    "channels": "办理形式",
    "online_depth": "网上办理深度",
    "delivery": "结果送达方式",
    "conditions": "受理条件",
    "situation": "办理情形",
    "form": "申请表单",
    "checks": "表单校验",
    "materials": "申请材料",
    "process": "办理流程",
    "time": "办理时限",
    "time.statutory": "法定办结时限",
    "time.promise": "承诺办结时限",
    "time.statutory_note": "法定办结时限说明",
    "supplement_within": "补正期限",
    "fees": "收费",
    "result": "办理结果",
    "service": "办理地点和联系方式",
    "service.address": "办理地址",
    "service.hours": "办理时间",
    "service.phone": "咨询电话",
    "service.complaints": "监督投诉电话",
    "service.traffic": "交通指引",
    "service.counters": "办理窗口",
    "questions": "常见问题",
    "demonstration": "示范数据标记",
    "wording": "文书文字",
}


def policy_of(path: str) -> Policy:
    """Return the policy of a path such as `time.promise`; of `service.phone` that of `service`."""
    return POLICIES.get(path) or POLICIES.get(path.split(".", maxsplit=1)[0], Policy.LOCKED)


def name_of(path: str) -> str:
    """Return the Chinese name of an element."""
    return ELEMENTS.get(path) or ELEMENTS.get(path.split(".", maxsplit=1)[0], path)


def _fewer(new: object, old: object) -> bool | None:
    return new <= old if isinstance(new, int) and isinstance(old, int) else None


def _no_longer(new: object, old: object) -> bool | None:
    return True if new == old else shorter(new, old)


def _no_shorter(new: object, old: object) -> bool | None:
    less = shorter(new, old)
    return None if less is None else not less


#: Whether a new value binds the office at least as much as the old; None where the units cannot be compared.
TIGHTER: Mapping[str, Callable[[object, object], bool | None]] = {
    "time.promise": _no_longer,  # 335 §25: the promise is final; it may only get shorter
    "supplement_within": _no_shorter,  # more time for the applicant
    "visits": _fewer,
}

TIGHTEN_HINT: Mapping[str, str] = {
    "time.promise": "只能写得更短，或写 on_the_spot。",
    "supplement_within": "只能给申请人更长的补正期限。",
    "visits": "只能写得更少。",
}
