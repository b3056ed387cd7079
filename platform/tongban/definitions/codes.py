"""Codes of items and bodies (domain/01 §2): none is invented; each is built from published parts or absent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdnum.cn import uscc as uscc_number

#: Level of exercise (行使层级, GB/T 39046 A.2) by tenant kind; a municipality under the State Council is of level 2.
_LEVELS = {"county": "4", "township": "5", "village": "6"}


@dataclass(frozen=True, slots=True)
class BaseCode:
    """The parts of a base code (基本编码): region 2, kind 2, department 2, main item 3, sub-item 3."""

    region: str
    kind: str
    department: str
    main: str
    sub: str

    @property
    def main_code(self) -> str:
        """Return the code of the main item (主项) that a sub-item belongs to; its own where it is one."""
        return f"{self.region}{self.kind}{self.department}{self.main}000"


@dataclass(frozen=True, slots=True)
class ImplementationCode:
    """The parts of an implementation code (实施编码): authority 18, level 1, base code 12."""

    uscc: str
    level: str
    base_code: str


def is_uscc(text: str) -> bool:
    """Check the eighteen characters and the check digit of a unified social credit code (GB 32100)."""
    return bool(re.fullmatch(r"[0-9A-Z]{18}", text)) and bool(uscc_number.is_valid(text))


def is_base_code(text: str) -> bool:
    """Check the form of a base code: region 2, kind 2, department 2, main item 3, sub-item 3."""
    return bool(re.fullmatch(r"[0-9]{12}", text))


def split_base_code(text: str) -> BaseCode | None:
    """Take a base code apart; None where it has not its form."""
    if not is_base_code(text):
        return None
    return BaseCode(text[:2], text[2:4], text[4:6], text[6:9], text[9:])


def split_implementation_code(text: str) -> ImplementationCode | None:
    """Take an implementation code apart; None where it has not its form."""
    if not re.fullmatch(r"[0-9A-Z]{18}[1-7][0-9]{12}", text):
        return None
    return ImplementationCode(text[:18], text[18], text[19:])


def level_of(kind: str, division: str | None) -> str | None:
    """Return the digit of the level: 2 for a city of province rank (code ends in 0000), else 3; 4, 5, 6 below it."""
    if kind == "city":
        return "2" if division and division.endswith("0000") else "3"
    return _LEVELS.get(kind)


def implementation_code(uscc: str | None, level: str | None, base_code: str | None) -> str | None:
    """Build the 31 characters: authority 18 + level 1 + base code 12; None where a part is not published."""
    if not (uscc and level and base_code):
        return None
    return f"{uscc}{level}{base_code}"


def business_code(implementation: str | None, case_no: int | None) -> str | None:
    """Build the 33 characters (业务办理项编码): implementation code 31 + order in two digits, from 01."""
    if implementation is None or case_no is None or not 1 <= case_no <= 99:
        return None
    return f"{implementation}{case_no:02}"


def base_code_faults(code: str, kind: str, parent: str | None = None) -> Iterator[str]:
    """Say in Chinese what is wrong with a base code of an entry of a kind, and of a sub-item of a parent's code."""
    parts = split_base_code(code)
    if parts is None:
        yield f"基本编码“{code}”应为十二位数字。"
        return
    if parts.kind != kind:
        yield f"基本编码“{code}”的第三、四位应是事项类型“{kind}”。"
    if parent is not None and parts.main_code != parent:
        yield f"基本编码“{code}”的前九位应与主项“{parent}”一致。"
    if parent is not None and parts.sub == "000":
        yield f"基本编码“{code}”的末三位是 000，那是主项的编码；子项应有自己的序号。"


def implementation_code_faults(code: str, uscc: str | None, level: str | None, base_code: str | None) -> Iterator[str]:
    """Say in Chinese what is wrong with an implementation code that was given from outside."""
    parts = split_implementation_code(code)
    if parts is None:
        yield f"实施编码“{code}”应为三十一位：实施主体代码十八位、行使层级一位、基本编码十二位。"
        return
    if not is_uscc(parts.uscc):
        yield f"实施编码“{code}”的前十八位“{parts.uscc}”不是有效的统一社会信用代码，校验码不对。"
    told = (("前十八位", parts.uscc, uscc), ("第十九位", parts.level, level), ("后十二位", parts.base_code, base_code))
    for where, given, wanted in told:
        if wanted is not None and given != wanted:
            yield f"实施编码“{code}”的{where}是“{given}”，应为“{wanted}”。"


def business_code_faults(code: str, implementation: str | None) -> Iterator[str]:
    """Say in Chinese what is wrong with a business item code that was given from outside."""
    if not re.fullmatch(r"[0-9A-Z]{18}[1-7][0-9]{14}", code) or code.endswith("00"):
        yield f"业务办理项编码“{code}”应为三十三位：实施编码三十一位，再加从 01 起的两位顺序号。"
    elif implementation is not None and code[:31] != implementation:
        yield f"业务办理项编码“{code}”的前三十一位应是实施编码“{implementation}”。"
