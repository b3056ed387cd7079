"""What a wording is refused for, in words that its writer understands."""

from __future__ import annotations

from dataclasses import dataclass

from tongban.errors import TongbanError


@dataclass(frozen=True, slots=True, order=True)
class WordingFinding:
    """One thing wrong in a wording: where (line and column from 1), what, and how to mend it."""

    line: int
    column: int
    code: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"第{self.line}行第{self.column}列：{self.message}{self.hint}"


class WordingError(TongbanError):
    """Refuse to render; carries the findings, of which the first is the message."""

    def __init__(self, findings: tuple[WordingFinding, ...]) -> None:
        super().__init__(str(findings[0]))
        self.findings = findings
