"""The fields and materials of a new item: rows of the pages become entries of the definition, conditions too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tongban.assurance.authoring.condition_rows import ConditionRefused, Known, condition_text
from tongban.assurance.authoring.identifiers import Named, keep_ids
from tongban.definitions.scope import APPLICANT_KIND, APPLICANT_LABELS
from tongban.definitions.strict_yaml import Path
from tongban.forms import Answers, Finding

Row = Mapping[str, object]

#: How the data elements that the page offers are called and what they are to a condition.
COMMON: Mapping[str, tuple[str, str]] = {
    "person.name": ("姓名", "text"),
    "person.id_number": ("身份证号码", "id_number"),
    "person.phone": ("联系电话", "phone"),
    "enterprise.name": ("单位名称", "text"),
    "enterprise.uscc": ("统一社会信用代码", "uscc"),
    "place.address": ("场所地址", "address"),
    "applicant.declaration": ("申请人声明", "declaration"),
}
DECLARATION = "applicant.declaration"


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """The form's sections, what conditions may name, the ids, and what is refused."""

    sections: tuple[dict[str, object], ...]
    known: tuple[Known, ...]
    ids: tuple[Named, ...]
    choice_ids: Mapping[str, tuple[Named, ...]]
    places: Mapping[Path, str]
    findings: tuple[Finding, ...]

    @staticmethod
    def ids_for(names: Sequence[str], before: Sequence[Named], word: str) -> tuple[Named, ...]:
        return tuple(Named(*pair) for pair in zip(names, keep_ids(names, before, word), strict=True))


@dataclass(frozen=True, slots=True)
class WrittenMaterials:
    entries: tuple[dict[str, object], ...]
    ids: tuple[Named, ...]
    places: Mapping[Path, str]
    findings: tuple[Finding, ...]


def rows_of(answers: Answers, name: str) -> tuple[Row, ...]:
    found = answers.get(name)
    return tuple(each for each in found if isinstance(each, Mapping)) if isinstance(found, tuple) else ()


def texts_of(answers: Answers, name: str) -> tuple[str, ...]:
    found = answers.get(name)
    return tuple(str(each) for each in found) if isinstance(found, tuple) else ()


def write_form(answers: Answers, before: Sequence[Named], choices: Mapping[str, tuple[Named, ...]]) -> WrittenForm:
    """Write three sections: who applies, what is asked, what is declared."""
    applicants, common = texts_of(answers, "applicants"), texts_of(answers, "common")
    who = [_common(each, applicants) for each in common if each != DECLARATION]
    sections: list[dict[str, object]]
    sections = [{"section": "applicant", "title": "申请人信息", "fields": who}] if who else []
    asked = _Rows(answers, before, choices, _known_before(applicants, common))
    place = len(sections)
    if asked.entries:
        sections.append({"section": "details", "title": "办理内容", "fields": list(asked.entries)})
    if DECLARATION in common:
        sections.append({"section": "declaration", "title": "确认", "fields": [_common(DECLARATION, applicants)]})
    places: dict[Path, str] = {("form", number): "common" for number in range(len(sections))}
    for number in range(len(asked.entries)):
        where: Path = ("form", place, "fields", number)
        places |= {where: f"fields.{number}.label", (*where, "when"): f"fields.{number}.when_field"}
        places |= {(*where, key): f"fields.{number}.{key}" for key in ("type", "choices", "unit", "help")}
    return WrittenForm(tuple(sections), tuple(asked.known), asked.ids, asked.choice_ids, places, tuple(asked.findings))


def write_materials(answers: Answers, before: Sequence[Named], known: Sequence[Known]) -> WrittenMaterials:
    """Write the materials; a condition may name every field."""
    rows = rows_of(answers, "materials")
    ids = WrittenForm.ids_for([str(row.get("name") or "") for row in rows], before, "material")
    entries: list[dict[str, object]] = []
    places: dict[Path, str] = {}
    findings: list[Finding] = []
    for number, (row, named) in enumerate(zip(rows, ids, strict=True)):
        entry: dict[str, object] = {"id": named.id, "name": row.get("name")}
        lines = str(row.get("criteria") or "").splitlines()
        entry |= {"criteria": [each.strip() for each in lines if each.strip()], "help": row.get("help")}
        entry["when"] = _when("materials", number, row, known, (), findings)
        entry["optional"] = True if row.get("obligatory") is False else None
        entries.append({key: value for key, value in entry.items() if value not in (None, "", [])})
        places |= {("materials", number): f"materials.{number}.name"}
        places[("materials", number, "when")] = f"materials.{number}.when_field"
        places |= {("materials", number, key): f"materials.{number}.{key}" for key in ("criteria", "help")}
    return WrittenMaterials(tuple(entries), ids, places, tuple(findings))


class _Rows:
    """The rows of the form's table, one after another: a condition may name what stands before it."""

    def __init__(
        self,
        answers: Answers,
        before: Sequence[Named],
        choices: Mapping[str, tuple[Named, ...]],
        known: Sequence[Known],
    ) -> None:
        rows = rows_of(answers, "fields")
        labels = [str(row.get("label") or "") for row in rows]
        taken = {each.id for each in known}
        self.ids = tuple(Named(*pair) for pair in zip(labels, keep_ids(labels, before, "field", taken), strict=True))
        self.known, self.findings, self.entries = list(known), list[Finding](), list[dict[str, object]]()
        self.choice_ids: dict[str, tuple[Named, ...]] = {}
        for number, row in enumerate(rows):
            self._take(number, row, labels, choices.get(self.ids[number].id, ()))

    def _take(self, number: int, row: Row, labels: Sequence[str], before: Sequence[Named]) -> None:
        label, name, kind = labels[number], self.ids[number].id, str(row.get("type") or "text")
        if label and label in labels[:number]:
            message = f"“{label}”已经用于第 {labels.index(label) + 1} 行，请换一个名称。"
            self.findings.append(finding_at("repeated", message, f"fields.{number}.label", "名称"))
        entry: dict[str, object] = {"id": name, "label": label, "type": "text" if kind == "lines" else kind}
        if kind == "lines":
            entry |= {"lines": 4, "max_length": 1000}
        offered = self._choices(number, row, kind, name, before)
        if offered:
            entry["choices"] = {value: text for text, value in offered.items()}
        entry |= {"unit": row.get("unit") if kind == "number" else None, "help": row.get("help")}
        entry["when"] = _when("fields", number, row, self.known, labels[number:], self.findings)
        entry["optional"] = True if row.get("obligatory") is False else None
        self.entries.append({key: value for key, value in entry.items() if value not in (None, "")})
        self.known.append(Known(label, name, kind, offered))

    def _choices(self, number: int, row: Row, kind: str, name: str, before: Sequence[Named]) -> dict[str, str]:
        if kind not in ("choice", "multi_choice"):
            return {}
        texts = [each.strip() for each in str(row.get("choices") or "").splitlines() if each.strip()]
        if texts and len(set(texts)) != len(texts):
            message = "选项有重复的，请删去一个。"
            self.findings.append(finding_at("repeated", message, f"fields.{number}.choices", "选项"))
        elif len(texts) == 1:
            message = "选项至少写两个，一行一个。"
            self.findings.append(finding_at("too_few", message, f"fields.{number}.choices", "选项"))
        texts = list(dict.fromkeys(texts))
        self.choice_ids[name] = WrittenForm.ids_for(texts, before, "choice")
        return {each.name: each.id for each in self.choice_ids[name]}


def finding_at(code: str, message: str, at: str, label: str) -> Finding:
    """Make a finding at a posted name such as `fields.2.when_field`."""
    field, _, part = at.partition(".")
    return Finding(code, message, field, part, label)


def _when(
    table: str, number: int, row: Row, known: Sequence[Known], later: Sequence[str], findings: list[Finding]
) -> str | None:
    try:
        return condition_text(row, known, later)
    except ConditionRefused as refused:
        at = f"{table}.{number}.{refused.column}"
        findings.append(finding_at("condition", f"第 {number + 1} 行：{refused.message}", at, "条件"))
    return None


def _common(element: str, applicants: Sequence[str]) -> dict[str, object]:
    """Use a data element; what only bodies have is not asked of a person."""
    entry: dict[str, object] = {"use": element, "id": element.replace(".", "_")}
    if element.startswith("enterprise.") and "person" in applicants and len(applicants) > 1:
        entry["when"] = f'{APPLICANT_KIND} != "person"'
    return entry


def _known_before(applicants: Sequence[str], common: Sequence[str]) -> list[Known]:
    kinds = {APPLICANT_LABELS[each]: each for each in applicants if each in APPLICANT_LABELS}
    first = [Known("申请人类型", APPLICANT_KIND, "choice", kinds)] if len(kinds) > 1 else []
    named = [each for each in common if each in COMMON and each != DECLARATION]
    return [*first, *(Known(COMMON[each][0], each.replace(".", "_"), COMMON[each][1]) for each in named)]
