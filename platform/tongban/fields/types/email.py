"""E-mail address (RFC 5321 as `email-validator` reads it; nothing is looked up on the network)."""

from __future__ import annotations

from email_validator import EmailNotValidError, validate_email

from tongban.fields.code_text import CodeText, NoOptions
from tongban.fields.field_type import FieldError, Sample


class Email(CodeText):
    name = "email"
    label = "电子邮箱"
    inputmode = "email"
    schema = {"format": "email"}  # noqa: RUF012
    samples = (
        Sample(
            {},
            {"": [" zhang＠example.com "]},
            "zhang@example.com",
            "zhang@example.com",
            {"": ["zhang.example.com"]},
            "wrong_email",
        ),
    )

    def read_code(self, text: str) -> str | FieldError:
        try:
            return validate_email(text, check_deliverability=False).normalized
        except EmailNotValidError:
            return FieldError("wrong_email", "电子邮箱应写成“名称@域名”的样子，例如 zhangsan@example.com。")

    def mask(self, value: str, options: NoOptions) -> str:  # noqa: ARG002
        name, _, domain = value.partition("@")
        return f"{name[:1]}***@{domain}"
