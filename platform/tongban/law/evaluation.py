"""Evaluation (好差评): five grades, on which occasions, and what makes a bad one (335 §37, ORD §51, 30 (一))."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum


class Grade(IntEnum):
    """The five grades, the best with the highest number."""

    VERY_UNSATISFIED = 1
    UNSATISFIED = 2
    FAIRLY_SATISFIED = 3
    SATISFIED = 4
    VERY_SATISFIED = 5

    @property
    def is_bad(self) -> bool:
        return self <= Grade.UNSATISFIED


class Occasion(StrEnum):
    """The service acts of a case that can be rated, each once by the person served."""

    INTAKE = "intake"  # handing in: open from the submission on
    OUTCOME = "outcome"  # the end: decided, not accepted, or withdrawn


GRADE_NAMES: Mapping[Grade, str] = {
    Grade.VERY_SATISFIED: "非常满意",
    Grade.SATISFIED: "满意",
    Grade.FAIRLY_SATISFIED: "基本满意",
    Grade.UNSATISFIED: "不满意",
    Grade.VERY_UNSATISFIED: "非常不满意",
}
OCCASION_NAMES: Mapping[Occasion, str] = {Occasion.INTAKE: "收件受理服务", Occasion.OUTCOME: "办理结果服务"}
#: what may have been bad, to choose from
REASONS: Mapping[str, str] = {
    "attitude": "服务态度不好",
    "unclear": "没有一次性告知清楚",
    "more_materials": "要求提供清单以外的材料",
    "trips": "让我多次跑动",
    "late": "超过了承诺的时限",
    "system": "网上系统不好用",
    "other": "其他问题",
}
#: through what an evaluation was given
WAYS: Mapping[str, str] = {"portal": "网上", "code": "扫码", "tablet": "窗口平板", "api": "接口"}
LONGEST_TEXT = 500
