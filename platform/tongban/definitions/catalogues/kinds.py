"""What kinds of power and levels of exercise are called (GB/T 39046 A.1, A.2)."""

from __future__ import annotations

from collections.abc import Mapping

KIND_NAMES: Mapping[str, str] = {
    "01": "行政许可",
    "02": "行政处罚",
    "03": "行政强制",
    "04": "行政征收",
    "05": "行政给付",
    "06": "行政检查",
    "07": "行政确认",
    "08": "行政奖励",
    "09": "行政裁决",
    "10": "其他行政权力",
    "20": "公共服务",
}

LEVEL_NAMES: Mapping[str, str] = {
    "city": "市级",
    "county": "区县级",
    "township": "乡镇（街道）级",
    "village": "村（社区）级",
}
