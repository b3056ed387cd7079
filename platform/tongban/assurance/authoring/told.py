"""Lead what the linter found in a source back to the page and the control on which it can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tongban.assurance.authoring.citations import cited
from tongban.definitions import Definition
from tongban.definitions import Finding as SourceFinding
from tongban.definitions.strict_yaml import Document, Path, read_yaml
from tongban.fields import Typed
from tongban.forms import Answers, Finding, check, read


@dataclass(frozen=True, slots=True)
class Told:
    """One thing found, in the words of the pages: where it can be mended (empty: nowhere here), and how."""

    code: str
    error: bool
    message: str
    hint: str = ""
    article: str = ""
    at: str = ""  # posted name of the control
    section: str = ""
    place: str = ""  # where, in words

    def as_finding(self) -> Finding:
        """Give it as a finding that the form engine shows at the control."""
        field, _, part = self.at.partition(".")
        law = f"（依据：{cited(self.article)}）" if cited(self.article) else ""
        return Finding(self.code, f"{self.message}{self.hint}{law}", field, part, self.place, self.section)


def found_on(page: Definition, answers: Answers, typed: Typed, today: date) -> tuple[Finding, ...]:
    """Gather what the form engine refuses; a cell that cannot be read is told, not called missing."""
    unread = read(page, typed, answers, typed=typed, today=today).findings
    known = {each.at for each in unread} | {each.field for each in unread}
    rest = [each for each in check(page, answers, today=today, typed=typed) if each.at not in known]
    return (*unread, *rest)


def told_of_page(page: Definition, findings: Iterable[Finding]) -> tuple[Told, ...]:
    """Tell what the pages themselves refuse; each stands at its control."""
    return tuple(
        Told(
            "TB200", True, each.message, article=each.article, at=each.at, section=section, place=_place(page, each.at)
        )
        for each in findings
        for section in (_section_of(page, each.field),)
    )


def told_of_source(
    page: Definition,
    findings: Iterable[SourceFinding],
    texts: Mapping[str, str],
    places: Mapping[str, Mapping[Path, str]],
    tenant: str = "",
) -> tuple[Told, ...]:
    """Tell what the linter found. `texts` and `places` are by path; a finding elsewhere has no control here.

    The reader's own tenant is called 本单位.
    """
    documents = {path: _document(text, path) for path, text in texts.items() if path.endswith(".yaml")}
    found = []
    for each in findings:
        at = _at(each, documents.get(each.path), places.get(each.path, {}))
        section, place = _section_of(page, at.partition(".")[0]), _place(page, at)
        message = each.message.replace(f"租户“{tenant}”", "本单位")
        found.append(Told(each.code, each.is_error, message, each.hint, each.article, at, section, place))
    return tuple(found)


@lru_cache(maxsize=64)
def _document(text: str, path: str) -> Document | None:
    """Read a text; a page that is shown again, or saved, has the same one."""
    return read_yaml(text, path)[0]


def together(page: Iterable[Told], source: Iterable[Told]) -> tuple[Told, ...]:
    """Join both, errors first; what the linter says of a control that already has an error there is said once."""
    own = tuple(page)
    marked = {each.at for each in own} | {each.at.partition(".")[0] for each in own}
    rest = [
        each
        for each in dict.fromkeys(source)
        if not (own and each.error and (each.at in marked or each.code < "TB100" or not each.at))
    ]
    return tuple(sorted((*own, *rest), key=lambda each: not each.error))


def _at(finding: SourceFinding, document: Document | None, places: Mapping[Path, str]) -> str:
    if () in places:  # a whole file typed in one control: a wording
        return places[()]
    if document is None:
        return ""
    where = path_at(document, finding.line, finding.column)
    for length in range(len(where), 0, -1):
        if found := places.get(where[:length]):
            return found
    return ""


def path_at(document: Document, line: int, column: int) -> Path:
    """Return the value that stands at a place, or the last one before it: the deepest where several begin there."""
    reached = [
        (mark.line, mark.column, len(path), path)
        for marks in (document.values, document.keys)
        for path, mark in marks.items()
        if (mark.line, mark.column) <= (line, column)
    ]
    return max(reached, key=lambda each: each[:3])[3] if reached else ()


def _section_of(page: Definition, field: str) -> str:
    return next((each.id for each in page.sections if any(one.id == field for one in each.fields)), "")


def _place(page: Definition, at: str) -> str:
    """Say where in words: 情形与表单，表单项目第 2 行“选项”."""
    field_id, _, part = at.partition(".")
    for section in page.sections:
        for field in section.fields:
            if field.id == field_id:
                number, _, column = part.partition(".")
                label = next((each.label for each in field.columns if each.id == column.partition(".")[0]), "")
                row = f"第 {int(number) + 1} 行" if number.isdigit() else ""
                return f"{section.title}，“{field.label}”{row}" + (f"“{label}”" if label else "")
    return ""
