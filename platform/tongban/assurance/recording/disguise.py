"""Replace what tells who somebody is. Each value has one substitute wherever it stands, the same each time.

All that people write in free words is replaced, whether or not its field is marked personal: a reason may name a
neighbour. What decides the way of a case stays: choices, numbers, dates (a personal date keeps its year), divisions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tongban.assurance.recording import samples
from tongban.definitions import Definition
from tongban.definitions.model import Field
from tongban.fields import field_types
from tongban.fields.types.address import Address
from tongban.fields.types.file import FileReference
from tongban.fields.types.signature import Signature
from tongban.fields.types.text import TextOptions
from tongban.forms import all_fields
from tongban.law import Applicant

_LONGEST_NAME = 6
_FREE = "（此处文字已替换为示例）"
_ADDRESS = "https://www.example.com/sample"  # of the domain that is nobody's (RFC 2606)


class Disguise:
    """The substitutes of one case; made as they are asked for, in order."""

    def __init__(self, definition: Definition) -> None:
        self.fields = {each.id: each for each in all_fields(definition)}
        self._known: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def applicant(self, applicant: Applicant) -> Applicant:
        """Give the applicant another name; the kind stays."""
        kind = "person" if applicant.kind == "person" else "body"
        return replace(applicant, id="example-applicant", name=self._named(kind, applicant.name))

    def answers(self, answers: Mapping[str, object]) -> dict[str, object]:
        """Replace typed answers; one for which there is no right substitute is left out."""
        found = {key: self.value(self.fields[key], value) for key, value in answers.items() if key in self.fields}
        return {key: value for key, value in found.items() if value is not None}

    def value(self, field: Field, value: object) -> object:
        """Replace one typed value by its field's type; None where nothing right can stand for it."""
        if field.columns and isinstance(value, tuple):
            columns = {each.id: each for each in field.columns}
            return tuple(self._row(columns, row) for row in value if isinstance(row, Mapping))
        substitute = _BY_TYPE.get(field.type)
        return substitute(self, field, value) if substitute else value

    def _row(self, columns: Mapping[str, Field], row: Mapping[str, Any]) -> dict[str, object]:
        found = {key: self.value(columns[key], value) for key, value in row.items() if key in columns}
        return {key: value for key, value in found.items() if value is not None}

    def _named(self, kind: str, original: str) -> str:
        """Give the substitute of a name, the same one whatever the field; a new one for a new name."""
        for each in ("person", "body"):
            if (each, original) in self._known:
                return self._known[each, original]
        return self._numbered(kind, original)

    def _numbered(self, kind: str, original: str) -> str:
        if (kind, original) not in self._known:
            number = self._counts.get(kind, 0)
            substitute = _SAMPLES[kind](number)
            if substitute == original:  # a made-up case of before
                number += 1
                substitute = _SAMPLES[kind](number)
            self._counts[kind] = number + 1
            self._known[kind, original] = substitute
        return self._known[kind, original]

    def _text(self, field: Field, value: object) -> object:
        options = field.options
        if not isinstance(value, str) or not isinstance(options, TextOptions):
            return None
        if any((each, value) in self._known for each in ("person", "body")) or _is_name(field):
            told = [self._named("body" if len(value) > _LONGEST_NAME else "person", value)]
        else:
            told = [field.example] if field.example and not field.personal else []
            told += [_masked(value), field.example, _ADDRESS] if options.pattern else [_FREE]
        fitting = (_fitting(each, field, options) for each in told if each)
        return next((each for each in fitting if each is not None and each != value), None)

    def _signature(self, _field: Field, value: object) -> object:
        return Signature(self._named("person", value.name)) if isinstance(value, Signature) else None

    def _address(self, _field: Field, value: object) -> object:
        if not isinstance(value, Address):
            return None
        return Address(value.division, self._numbered("detail", value.detail)) if value.detail else value

    def _file(self, _field: Field, value: object) -> object:
        ending = value.name.rpartition(".")[2] if isinstance(value, FileReference) and "." in value.name else "pdf"
        return FileReference(
            "example", f"示例文件.{ending}" if ending.isascii() and ending.isalnum() else "示例文件.pdf"
        )

    def _code(self, field: Field, value: object) -> object:
        substitute = self._numbered(field.type, str(value))
        return f"+86{substitute}" if field.type == "phone" else substitute

    def _date(self, field: Field, value: object) -> object:
        """Keep the year of a personal date, so that an age stays about what it was."""
        if not field.personal or not isinstance(value, date):
            return value
        return date(value.year, 1, 2 if (value.month, value.day) == (1, 1) else 1)


_SAMPLES: Mapping[str, Callable[[int], str]] = {
    "person": samples.sample_person,
    "body": samples.sample_body,
    "id_number": samples.sample_id_number,
    "uscc": samples.sample_uscc,
    "phone": samples.sample_phone,
    "email": samples.sample_email,
    "detail": samples.sample_detail,
}
_BY_TYPE: Mapping[str, Callable[[Disguise, Field, object], object]] = {
    "text": Disguise._text,
    "signature": Disguise._signature,
    "address": Disguise._address,
    "file": Disguise._file,
    "id_number": Disguise._code,
    "uscc": Disguise._code,
    "phone": Disguise._code,
    "email": Disguise._code,
    "date": Disguise._date,
}


def _is_name(field: Field) -> bool:
    element = (field.element or "").rpartition(".")[2]
    return element in {"name", "legal_representative", "account_name"} or "姓名" in field.label or "名称" in field.label


def _masked(value: str) -> str:
    """Keep the shape of a code: a digit becomes 0, a letter A or a; other signs are the pattern's and stay."""
    return "".join(_sign(each) for each in value)


def _sign(sign: str) -> str:
    if sign.isdigit():
        return "0"
    if sign.isascii() and sign.isalpha():
        return "A" if sign.isupper() else "a"
    return sign


def _fitting(told: str, field: Field, options: TextOptions) -> str | None:
    """Bring a substitute to the length that the field asks for; None where it is no right value even so."""
    while len(told) < options.min_length:
        told += _FREE
    told = told[: options.max_length]
    return told if field_types[field.type].check(told, options) is None else None
