"""The kinds of value that messages are made of: each with its limits, its check and its JSON Schema in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from sichuan_chongqing.protocol.faults import Fault, Refused


@dataclass(frozen=True, slots=True)
class Text:
    """Text of at most so many characters, of a form where one is given."""

    longest: int
    pattern: str = ""
    least: int = 0
    says: str = "文字"

    def check(self, value: object, where: str) -> None:
        if not isinstance(value, str) or not self.least <= len(value) <= self.longest:
            raise Refused(Fault.CONTENT, f"{where} 应是 {self.least} 至 {self.longest} 个字符的{self.says}。")
        if self.pattern and not _form(self.pattern).fullmatch(value):
            raise Refused(Fault.CONTENT, f"{where} 应是{self.says}。")

    def schema(self) -> dict[str, Any]:
        form = {"pattern": f"^{self.pattern}$"} if self.pattern else {}
        return {"type": "string", "minLength": self.least, "maxLength": self.longest, **form}


@cache
def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@dataclass(frozen=True, slots=True)
class OneOf:
    words: tuple[str, ...]

    def check(self, value: object, where: str) -> None:
        if value not in self.words:
            raise Refused(Fault.CONTENT, f"{where} 应是下列之一：{'、'.join(self.words)}。")

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Whole:
    most: int

    def check(self, value: object, where: str) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= self.most:
            raise Refused(Fault.CONTENT, f"{where} 应是 0 至 {self.most} 的整数。")

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 0, "maximum": self.most}


Name = Annotated[str, Text(200, least=1)]
Words = Annotated[str, Text(4000)]
Optional = Annotated[str, Text(200)]
Id = Annotated[str, Text(64, r"[A-Za-z0-9][A-Za-z0-9._-]*", 1, "由字母、数字、点、下划线和连字符组成的编号")]
CaseId = Annotated[str, Text(64, r"[A-Za-z0-9][A-Za-z0-9._-]*", 1, "跨域办件编号")]
Division = Annotated[str, Text(6, r"[0-9]{6}", 6, "六位区划代码")]
Digest = Annotated[str, Text(64, r"[0-9a-f]{64}", 64, "SHA-256（十六进制）")]
MaybeDigest = Annotated[str, Text(64, r"([0-9a-f]{64})?", 0, "SHA-256（十六进制），或空")]
Moment = Annotated[
    str, Text(20, r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", 20, "2026-01-01T08:00:00Z 样式的时刻")
]
Day = Annotated[str, Text(10, r"([0-9]{4}-[0-9]{2}-[0-9]{2})?", 0, "2026-01-01 样式的日期")]
Content = Annotated[str, Text(4 * 1024 * 1024, r"[A-Za-z0-9+/=]*", 0, "Base64")]
Count = Annotated[int, Whole(1_000_000_000)]
Answers = Mapping[str, Any]
