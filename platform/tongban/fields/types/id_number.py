"""Citizen identity number (公民身份号码, GB 11643—1999)."""

from __future__ import annotations

import re
from datetime import date

from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from tongban.fields.code_text import CodeText, NoOptions
from tongban.fields.field_type import FieldError, Sample

# fmt: off
#: First two digits of GB/T 2260, with the residence permits of Hong Kong, Macao and Taiwan (81, 82, 83). Counties are
#: not looked up: numbers outlive the divisions they were given in, and no table holds all that ever were.
PROVINCES = frozenset({
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
    "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91",
})
# fmt: on


def birth_date(number: str) -> date | None:
    """Read the birth date out of a number, or None where the eight digits are no date."""
    try:
        born: date = ric.get_birth_date(number)
    except ValidationError:
        return None
    return born


class IdNumber(CodeText):
    name = "id_number"
    label = "居民身份证号码"
    schema = {"pattern": "^[0-9]{17}[0-9X]$"}  # noqa: RUF012
    samples = (
        Sample(
            {},
            {"": ["５０００００　19900101 0016"]},
            "500000199001010016",
            "500000199001010016",
            {"": ["500000199001010017"]},
            "wrong_check_digit",
        ),
        Sample(
            {}, {"": ["500000198506150028"]}, "500000198506150028", "500000198506150028", {"": ["123"]}, "wrong_length"
        ),
    )

    def read_code(self, text: str) -> str | FieldError:
        number = text.upper()
        if len(number) != 18:
            return FieldError("wrong_length", f"身份证号码应为 18 位，现在是 {len(number)} 位，请对照证件重新填写。")
        if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
            return FieldError("wrong_characters", "身份证号码前 17 位应为数字，最后一位应为数字或者字母 X。")
        if number[:2] not in PROVINCES or birth_date(number) is None:
            return FieldError(
                "wrong_birth_date", "身份证号码的前 6 位地区代码或者第 7 至 14 位出生日期有误，请对照证件核对。"
            )
        if ric.calc_check_digit(number) != number[-1]:
            return FieldError(
                "wrong_check_digit", "身份证号码的最后一位校验码不符，很可能有数字填错了，请对照证件逐位核对。"
            )
        return number

    def check(self, value: str, options: NoOptions, today: date | None = None) -> FieldError | None:  # noqa: ARG002
        born = birth_date(value)
        if today and (born is None or born > today):
            return FieldError("future_birth_date", "身份证号码中的出生日期晚于今天，请对照证件核对第 7 至 14 位。")
        return None

    def mask(self, value: str, options: NoOptions) -> str:  # noqa: ARG002
        return f"{value[:3]}{'*' * 13}{value[-2:]}"
