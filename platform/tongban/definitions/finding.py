"""What a check has to say, as a good compiler does: code, place, what is wrong, which article, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tongban.errors import TongbanError


class Severity(StrEnum):
    """An error stops the item from being published; a warning is told and does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a source file. Lines and columns count from 1; 0 says that the file as a whole is meant."""

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    article: str = ""
    hint: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column} {self.code} {self.message}"


class DefinitionRefused(TongbanError):
    """Say that a definition cannot be compiled; carries the findings that say why and where."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("；".join(each.message for each in self.findings) or "事项定义无法编译。")


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repetition, by file, line and code."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda each: (each.path, each.line, each.column, each.code)))
