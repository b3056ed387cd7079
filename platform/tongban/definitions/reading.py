"""Read documents one after another and gather what is found; a document with a finding is not handed on."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from functools import lru_cache
from itertools import takewhile

from marshmallow import ValidationError

from tongban.definitions.finding import Finding, Severity
from tongban.definitions.rulebook import Rulebook, load_rulebook
from tongban.definitions.sources import Sources
from tongban.definitions.strict_yaml import Document, Mark, Path, read_yaml
from tongban.definitions.vocabulary import Entry, check_vocabulary
from tongban.definitions.vocabulary.check import findings_of

#: Documents kept in memory; nobody changes one, what is worked out of it is copied first.
KEPT = 8192


class Reading:
    """The sources and the findings so far."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.paths = sources.paths()
        self.findings: list[Finding] = []
        self._below = _by_folder(self.paths)

    def beside(self) -> Reading:
        """Give a reading of the same sources that gathers findings of its own."""
        other = copy(self)
        other.findings = []
        return other

    def text(self, path: str) -> str | None:
        """Return a text file, or None with a finding where it is not UTF-8."""
        try:
            return self.sources.read(path)
        except UnicodeDecodeError:
            self.refuse("TB008", path, "文件不是 UTF-8 编码。", hint="请另存为 UTF-8。")
        return None

    def document(self, path: str, schema: type[Entry]) -> Document | None:
        """Return a document that the vocabulary knows, or None with findings."""
        if (text := self.text(path)) is None:
            return None
        document, findings = _checked(text, path, schema)
        self.findings += findings
        return document

    def plain_document(self, path: str) -> Document | None:
        """Return a strict document of whatever keys, or None with findings."""
        if (text := self.text(path)) is None:
            return None
        document, findings = read_yaml(text, path)
        self.findings += findings
        return document

    def rulebook(self, path: str) -> Rulebook | None:
        """Return a root's rulebook, or None with findings."""
        if (text := self.text(path)) is None:
            return None
        rulebook, findings = _ruled(text, path)
        self.findings += findings
        return rulebook

    def refuse(self, code: str, path: str, message: str, *, hint: str = "", article: str = "") -> None:
        """Note an error that concerns a file as a whole."""
        self.findings.append(Finding(code, Severity.ERROR, path, 1, 1, message, article, hint))

    def refuse_at(
        self, code: str, document: Document, where: Path, message: str, *, hint: str = "", article: str = ""
    ) -> None:
        """Note an error at a value."""
        self.refuse_mark(code, document.path, document.mark(where), message, hint, article)

    def refuse_mark(self, code: str, path: str, mark: Mark, message: str, hint: str, article: str) -> None:
        """Note an error at a place."""
        self.findings.append(Finding(code, Severity.ERROR, path, mark.line, mark.column, message, article, hint))

    def under(self, *parts: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the paths that fit a pattern of parts (`*`: any name not beginning with `_`), with their parts."""
        fixed = tuple(takewhile(lambda part: not part.startswith("*"), parts[:-1]))
        for path, found in self._below.get((len(parts), fixed), ()):
            if all(_fits(each, part) for each, part in zip(found, parts, strict=True)):
                yield path, found


Below = dict[tuple[int, tuple[str, ...]], list[tuple[str, tuple[str, ...]]]]


def _by_folder(paths: tuple[str, ...]) -> Below:
    """Sort paths by their depth and each folder above them, so that looking into one of 2,000 reads only that one."""
    found: Below = {}
    for path in paths:
        parts = tuple(path.split("/"))
        for length in range(len(parts)):
            found.setdefault((len(parts), parts[:length]), []).append((path, parts))
    return found


@lru_cache(maxsize=KEPT)
def _checked(text: str, path: str, schema: type[Entry]) -> tuple[Document | None, tuple[Finding, ...]]:
    """Read and check one text. Kept by its letters: when one tenant of a thousand publishes, one file is read anew."""
    document, findings = read_yaml(text, path)
    if document is None:
        return None, findings
    faults = (*findings, *check_vocabulary(document, schema))
    return (None if faults else document), faults


@lru_cache(maxsize=KEPT)
def _ruled(text: str, path: str) -> tuple[Rulebook | None, tuple[Finding, ...]]:
    document, findings = read_yaml(text, path)
    if document is None:
        return None, findings
    try:
        return load_rulebook(document.data), findings
    except ValidationError as error:
        return None, (*findings, *findings_of(error.messages, document))


def _fits(name: str, part: str) -> bool:
    if part == "*":
        return not name.startswith("_")
    return name.endswith(part[1:]) and len(name) >= len(part) if part.startswith("*") else name == part
