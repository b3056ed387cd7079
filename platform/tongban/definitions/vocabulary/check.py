"""Hold a document against the vocabulary, and say each fault as a finding at its line."""

from __future__ import annotations

from collections.abc import Iterator

from tongban.definitions.finding import Finding, Severity
from tongban.definitions.strict_yaml import Document, Path
from tongban.definitions.vocabulary.entries import Entry, schema_of
from tongban.definitions.vocabulary.faults import Fault


def check_vocabulary(document: Document, schema: type[Entry]) -> tuple[Finding, ...]:
    """Return what the document says that the vocabulary does not know."""
    return findings_of(schema_of(schema).validate(document.data), document)


def findings_of(faults: object, document: Document) -> tuple[Finding, ...]:
    """Say nested messages of marshmallow as findings, each at its line."""
    return tuple(_findings(faults, document, ()))


def _findings(faults: object, document: Document, where: Path) -> Iterator[Finding]:
    if isinstance(faults, dict):
        for key, below in faults.items():
            yield from _findings(below, document, where if key == "_schema" else (*where, key))
    elif isinstance(faults, list):
        for fault in faults:
            yield _finding(fault, document, where)
    elif faults:
        yield _finding(faults, document, where)


def _finding(fault: object, document: Document, where: Path) -> Finding:
    code, hint, on_key = (fault.code, fault.hint, fault.on_key) if isinstance(fault, Fault) else ("TB013", "", False)
    mark = document.key_mark(where) if on_key else document.mark(where)
    return Finding(code, Severity.ERROR, document.path, mark.line, mark.column, f"{dotted(where)}：{fault}", "", hint)


def dotted(where: Path) -> str:
    """Write a path as a person reads it: `materials[0].name`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where)
    return text.removeprefix(".") or "文件"
