"""Write findings for a person, a program, or the annotations of a code host."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from tongban.definitions.finding import Finding, Severity

_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "提醒"}


def as_text(findings: Iterable[Finding]) -> str:
    """Write one block a finding, as a compiler does, and the sum at the end."""
    listed = tuple(findings)
    errors = sum(each.is_error for each in listed)
    summary = f"共 {errors} 个错误，{len(listed) - errors} 个提醒。" if listed else "没有发现问题。"
    return "\n".join([*(_block(each) for each in listed), summary]) + "\n"


def _block(finding: Finding) -> str:
    place = f"{finding.path}:{finding.line}:{finding.column}"
    lines = [f"{place} {finding.code} {_WORDS[finding.severity]}：{finding.message}"]
    lines += [f"    依据：{finding.article}"] if finding.article else []
    lines += [f"    改法：{finding.hint}"] if finding.hint else []
    return "\n".join(lines)


def as_json(findings: Iterable[Finding]) -> str:
    return json.dumps([asdict(each) for each in findings], ensure_ascii=False, indent=2) + "\n"


def as_github(findings: Iterable[Finding]) -> str:
    """Write workflow commands; percent signs and line ends are escaped as these ask for."""
    return "".join(
        f"::{each.severity} file={_escape(each.path)},line={each.line},col={each.column},title={each.code}::"
        f"{_escape(' '.join(part for part in (each.message, each.hint) if part))}\n"
        for each in findings
    )


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


FORMATS: Mapping[str, Callable[[Iterable[Finding]], str]] = {"text": as_text, "json": as_json, "github": as_github}


def report(findings: Iterable[Finding], form: str = "text") -> str:
    """Write findings in one of the FORMATS."""
    return FORMATS[form](findings)
