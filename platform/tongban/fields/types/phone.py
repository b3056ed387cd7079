"""Telephone number of the mainland: mobile, landline with area code, or service number. Kept in E.164 (`+86…`)."""

from __future__ import annotations

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from tongban.fields.code_text import CodeText, NoOptions
from tongban.fields.field_type import FieldError, Sample

RIGHT = "请填写 11 位手机号码，或者带区号的固定电话，例如 13800138000 或者 023-55187618。"


class Phone(CodeText):
    name = "phone"
    label = "联系电话"
    inputmode = "tel"
    schema = {"pattern": "^\\+86[0-9]{7,12}$"}  # noqa: RUF012
    samples = (
        Sample({}, {"": ["138 0013 8000"]}, "+8613800138000", "138 0013 8000", {"": ["1380013800"]}, "wrong_phone"),
        Sample(
            {}, {"": ["０２３－５５１８７６１８"]}, "+862355187618", "023 5518 7618", {"": ["55187618"]}, "wrong_phone"
        ),
    )

    def read_code(self, text: str) -> str | FieldError:
        try:
            number = phonenumbers.parse(text, "CN")
        except NumberParseException:
            return FieldError("wrong_phone", RIGHT)
        if number.country_code != 86 or number.extension or not phonenumbers.is_valid_number_for_region(number, "CN"):
            return FieldError("wrong_phone", RIGHT)
        return phonenumbers.format_number(number, PhoneNumberFormat.E164)

    def from_written(self, data: object, options: NoOptions) -> str:
        """Take a number as people write it, so that an example's case keeps it like any other."""
        value = self.from_json(data, options)
        read = self.read_code(value)
        return read if isinstance(read, str) else value

    def format(self, value: str, options: NoOptions) -> str:  # noqa: ARG002
        try:
            return phonenumbers.format_number(phonenumbers.parse(value, "CN"), PhoneNumberFormat.NATIONAL)
        except NumberParseException:
            return value

    def mask(self, value: str, options: NoOptions) -> str:
        shown = self.format(value, options).replace(" ", "")
        return f"{shown[:3]}****{shown[-4:]}"
