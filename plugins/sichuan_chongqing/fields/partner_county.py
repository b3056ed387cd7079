"""A county of Sichuan or Chongqing by its code of GB/T 2260: where somebody moves from or to (户口、社保关系转移)."""

from __future__ import annotations

import re
from typing import ClassVar

from tongban.kit.fields import CodeText, FieldError, Sample

#: 50 is 重庆市, 51 is 四川省; a code that ends in 00 is a whole city or province and no county
FORM = re.compile(r"(50|51)[0-9]{2}(?!00)[0-9]{2}")


class PartnerCounty(CodeText):
    name = "partner_county"
    label = "川渝区县代码"
    inputmode = "numeric"
    schema: ClassVar = {"pattern": f"^{FORM.pattern}$"}
    samples = (
        Sample({}, {"": ["５１１６０２"]}, "511602", "511602", {"": ["511600"]}, "not_a_county"),
        Sample({}, {"": ["500235"]}, "500235", "500235", {"": ["110101"]}, "not_here"),
    )

    def read_code(self, text: str) -> str | FieldError:
        if not re.fullmatch("[0-9]{6}", text):
            return FieldError("wrong_length", "区县代码应为 6 位数字，例如广安市广安区 511602、云阳县 500235。")
        if not text.startswith(("50", "51")):
            return FieldError("not_here", "这里只办理重庆市（50 开头）和四川省（51 开头）之间的事项，请核对区县代码。")
        if not FORM.fullmatch(text):
            return FieldError("not_a_county", "这是省或者市的代码，请填写到区县，例如广安市广安区 511602。")
        return text
