"""Unified social credit code (统一社会信用代码, GB 32100—2015)."""

from __future__ import annotations

import re

from stdnum.cn import uscc

from tongban.fields.code_text import CodeText, NoOptions
from tongban.fields.field_type import FieldError, Sample

_LETTERS = "0-9A-HJ-NP-RTUWXY"
#: The first two places may be letters too (`N2` rural collectives, `Y1` others), which `stdnum.cn.uscc` refuses; so
#: the form is checked here and the check digit there.
FORM = re.compile(rf"[{_LETTERS}]{{2}}[0-9]{{6}}[{_LETTERS}]{{10}}")


class UnifiedSocialCreditCode(CodeText):
    name = "uscc"
    label = "统一社会信用代码"
    schema = {"pattern": f"^{FORM.pattern}$"}  # noqa: RUF012
    samples = (
        Sample(
            {},
            {"": ["11500235 MB1218247m"]},
            "11500235MB1218247M",
            "11500235MB1218247M",
            {"": ["11500235MB1218248M"]},
            "wrong_check_digit",
        ),
        Sample(
            {},
            {"": ["１１５００２３５ＭＢ１２１８２４７Ｍ"]},
            "11500235MB1218247M",
            "11500235MB1218247M",
            {"": ["11500235MB12I8247M"]},
            "wrong_characters",
        ),
    )

    def read_code(self, text: str) -> str | FieldError:
        code = text.replace("-", "").upper()
        if len(code) != 18:
            return FieldError(
                "wrong_length", f"统一社会信用代码应为 18 位，现在是 {len(code)} 位，请对照营业执照重新填写。"
            )
        if not FORM.fullmatch(code):
            return FieldError(
                "wrong_characters",
                "统一社会信用代码由数字和大写字母组成，第 3 至 8 位是数字，不使用字母 I、O、S、V、Z。",
            )
        if uscc.calc_check_digit(code[:17]) != code[-1]:
            return FieldError(
                "wrong_check_digit",
                "统一社会信用代码的最后一位校验码不符，很可能有一位填错了，请对照营业执照逐位核对。",
            )
        return code

    def mask(self, value: str, options: NoOptions) -> str:  # noqa: ARG002
        return f"{value[:8]}{'*' * 8}{value[-2:]}"
