"""The refusal of an expression: a code, what is wrong, where, and what would be right."""

from __future__ import annotations

from tongban.errors import TongbanError


class ConditionError(TongbanError):
    """Refuse an expression.

    `column` counts characters from 1 within the expression's text. Codes: empty, too_long, too_deep, syntax,
    unsupported, reserved, unknown_name, later_name, outside_row, wrong_type, not_offered, bad_literal, broken_json.
    """

    def __init__(self, code: str, message: str, *, column: int = 1, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.column = column
        self.hint = hint

    def __str__(self) -> str:
        return f"第 {self.column} 个字符：{self.message}{self.hint}"
