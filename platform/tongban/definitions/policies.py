"""Who may change which element: locked, tighten only, open (36 §6; 7 §7, §9).

The city's department fixes the controlled elements; a claimant changes window addresses, telephones and the like, and
may promise the applicant more, never less.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tongban.definitions.tighter import TIGHTEN_HINT, TIGHTER

__all__ = ["DEFAULTS", "DIVIDED", "POLICIES", "TIGHTEN_HINT", "TIGHTER", "Policy", "name_of", "policy_of", "stricter"]


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
    "exemptions": Policy.OPEN,
    "remedies": Policy.OPEN,
    "local": Policy.OPEN,
    "case_no": Policy.OPEN,
    "courier": Policy.OPEN,
    "in_hall": Policy.OPEN,
    "village_agent": Policy.OPEN,
    "online_payment": Policy.OPEN,
    "time.promise": Policy.TIGHTEN_ONLY,
    "supplement_within": Policy.TIGHTEN_ONLY,
    "visits": Policy.TIGHTEN_ONLY,
    "reach": Policy.TIGHTEN_ONLY,
}

#: The same at every level and in every district (36 §6); no standard can open them.
CONSISTENT = ("title", "catalogue")

#: What holds where the item is silent (the defaults of `model.Definition`); a claimant may not undercut it either.
DEFAULTS: Mapping[str, object] = {"visits": 0, "supplement_within": {"working_days": 10}}

#: Elements whose parts are set one by one; every other element is replaced as a whole.
DIVIDED = ("time", "service", "remedies")

ELEMENTS: Mapping[str, str] = {
    "title": "事项名称",
    "catalogue": "基本目录",
    "summary": "事项简介",
    "applicants": "服务对象",
    "themes": "主题分类",
    "keywords": "搜索关键词",
    "authority": "实施主体",
    "central_department": "中央业务指导部门",
    "joint_departments": "联办机构",
    "powers": "权限划分",
    "local": "地方编码",
    "case_no": "业务办理项序号",
    "visits": "到办事现场次数",
    "visits_reason": "必须现场办理的原因",
    "channels": "办理形式",
    "online_depth": "网上办理深度",
    "delivery": "结果送达方式",
    "courier": "物流快递",
    "reach": "通办范围",
    "in_hall": "进驻大厅",
    "village_agent": "村级代办",
    "online_payment": "网上支付",
    "conditions": "受理条件",
    "quantity_limit": "数量限制",
    "intermediaries": "中介服务",
    "situation": "办理情形",
    "form": "申请表单",
    "tables": "决策表",
    "checks": "表单校验",
    "materials": "申请材料",
    "commitment": "告知承诺",
    "tolerance": "容缺受理",
    "process": "办理流程",
    "time": "办理时限",
    "time.statutory": "法定办结时限",
    "time.promise": "承诺办结时限",
    "time.statutory_note": "法定办结时限说明",
    "supplement_within": "补正期限",
    "fees": "收费",
    "result": "办理结果",
    "rights": "依法享有的权利",
    "obligations": "应当履行的义务",
    "remedies": "权利救济",
    "remedies.review": "行政复议",
    "remedies.litigation": "行政诉讼",
    "service": "办理地点和联系方式",
    "service.address": "办理地址",
    "service.hours": "办理时间",
    "service.phone": "咨询电话",
    "service.complaints": "监督投诉电话",
    "service.traffic": "交通指引",
    "service.counters": "办理窗口",
    "service.consult": "咨询方式",
    "service.complain": "监督投诉方式",
    "service.online_url": "网上办理地址",
    "service.mobile_url": "移动端办理地址",
    "service.kiosks": "自助终端",
    "service.appointment": "预约办理",
    "questions": "常见问题",
    "exemptions": "规则豁免",
    "demonstration": "示范数据标记",
    "wording": "文书文字",
    "translations": "文书译文",
    "policies": "管控方式",
    "standard": "统一标准标记",
    "trust": "可信等级的规定",
    "licences": "电子证照类型",
}


def policy_of(path: str) -> Policy:
    """Return the policy of a path such as `time.promise`; of `service.phone` that of `service`."""
    return POLICIES.get(path) or POLICIES.get(path.split(".", maxsplit=1)[0], Policy.LOCKED)


def name_of(path: str) -> str:
    """Return the Chinese name of an element."""
    return ELEMENTS.get(path) or ELEMENTS.get(path.split(".", maxsplit=1)[0], path)


def stricter(one: Policy, other: Policy) -> Policy:
    """Return the one of two that allows less."""
    order = (Policy.LOCKED, Policy.TIGHTEN_ONLY, Policy.OPEN)
    return min(one, other, key=order.index)
